import * as z from 'zod/mini';
import { LANGUAGES, type Language, type Topic } from '../../hotline/replies/book';
import { TITLE_LIMIT } from '../../hotline/replies/lint';

/** The carrier takes no longer text. */
const TEXT_LIMIT = 1_600;

/** Browsers send line ends as CR LF; control characters reach no phone in any useful way. */
const clean = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cc}]/gu, (character) => (character === '\n' ? character : ''))
    .trim()
    .normalize('NFC');

const sentence = z.pipe(
  z.optional(z.string()),
  z.transform((text: string | undefined) => clean(text ?? '')),
);
const count = z.coerce.number().check(z.int(), z.minimum(0));

const schema = z.object({
  title: sentence,
  text: sentence,
  urgent: sentence,
  more: sentence,
  checked: z.optional(z.literal('yes')),
  /** The draft and the published version that the editor saw; 0 for none. */
  draft: count,
  version: count,
});

/** What an editor sent for one topic in one language. */
export type ReplyForm = z.infer<typeof schema>;

/** @returns undefined for a form that none of our pages sends */
export const parseReplyForm = (body: Record<string, unknown>): ReplyForm | undefined => schema.safeParse(body).data;

export interface Problem {
  readonly field: 'title' | 'text' | 'urgent' | 'more';
  readonly says: string;
}

/** What cannot even be kept as a draft. What must not be published is the lint's to say. */
export function problemsOf(form: ReplyForm): Problem[] {
  const fields = ['text', 'urgent', 'more'] as const;
  return [
    ...(form.text === ''
      ? [{ field: 'text' as const, says: 'Write the reply: a topic without one cannot be answered.' }]
      : []),
    ...(form.title === '' ? [{ field: 'title' as const, says: 'Write the line that the menu shows.' }] : []),
    ...([...form.title].length > TITLE_LIMIT
      ? [{ field: 'title' as const, says: `At most ${TITLE_LIMIT} characters; this has ${[...form.title].length}.` }]
      : []),
    ...fields
      .filter((field) => form[field].length > TEXT_LIMIT)
      .map((field) => ({ field, says: `At most ${TEXT_LIMIT} characters; this has ${form[field].length}.` })),
  ];
}

/**
 * The topic with one language's new words. A signature is for the words that were read: changing them takes it away,
 * unless the editor says that the organisation has checked the new ones, today.
 * @param today YYYY-MM-DD
 */
export function applyForm(topic: Topic, language: Language, form: ReplyForm, today: string): Topic {
  const reply = {
    text: form.text,
    ...(form.urgent === '' ? {} : { urgent: form.urgent }),
    ...(form.more === '' ? {} : { more: form.more }),
  };
  const changed: Topic = {
    ...topic,
    title: { ...topic.title, [language]: form.title },
    replies: { ...topic.replies, [language]: reply },
  };
  if (form.checked === 'yes') return { ...changed, reviewed: true, reviewedOn: today };
  return { ...changed, reviewed: topic.reviewed && sameWords(topic, changed, language) };
}

const sameWords = (a: Topic, b: Topic, language: Language): boolean =>
  a.title[language] === b.title[language] &&
  (['text', 'urgent', 'more'] as const).every((field) => a.replies[language]?.[field] === b.replies[language]?.[field]);

export const isLanguage = (code: string | undefined): code is Language => LANGUAGES.some((known) => known === code);
