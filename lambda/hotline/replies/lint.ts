import { bare } from '../sms/words';
import { LANGUAGES, type Language, REQUIRED_LANGUAGES, type ReplyBook, type Topic } from './book';
import type { Finding, Rule } from './lint-findings';
import { lintMessages } from './lint-messages';
import { lintSentence } from './lint-sentence';
import { MENU_LIMIT } from './render';

export type { Finding, Rule } from './lint-findings';

export interface LintOptions {
  /** YYYY-MM-DD. Without it review dates are not checked. */
  readonly today?: string;
}

const FIELDS = ['text', 'urgent', 'more'] as const;
export const TITLE_LIMIT = 40;
/** Days after which somebody should look again: law that is moving goes stale sooner. */
export const REVIEW_DAYS = { changing: 60, settled: 180 } as const;
/** Below this the matcher guesses. */
const FEW_EXAMPLES = 10;

const error = (rule: Rule, path: Finding['path'], message: string): Finding => ({
  severity: 'error',
  rule,
  path,
  message,
});
const warning = (rule: Rule, path: Finding['path'], message: string): Finding => ({
  ...error(rule, path, message),
  severity: 'warning',
});

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

function lintReview(topic: Topic, today: string | undefined): Finding[] {
  if (today === undefined) return [];
  const path = ['topics', topic.id, 'reviewedOn'];
  const age = daysBetween(topic.reviewedOn, today);
  if (age < 0) return [error('review-date', path, `reviewedOn ${topic.reviewedOn} is in the future`)];
  const limit = topic.changing ? REVIEW_DAYS.changing : REVIEW_DAYS.settled;
  return age > limit
    ? [
        warning(
          'review-date',
          path,
          `last reviewed on ${topic.reviewedOn}, over ${limit} days ago: check the facts again`,
        ),
      ]
    : [];
}

const SAYS_CHANGING: { readonly [L in Language]?: RegExp } = {
  en: /\bcan change\b/i,
  es: /\bpuede(n)? cambiar\b/i,
};
const A_YEAR = /\b20\d\d\b/;

/** Law that moves: the reply says so, with the date of the fact. */
function lintChanging(topic: Topic): Finding[] {
  if (!topic.changing) return [];
  return REQUIRED_LANGUAGES.flatMap((language) => {
    const reply = topic.replies[language];
    if (!reply) return [];
    const said = [reply.text, reply.more ?? ''].some(
      (part) => SAYS_CHANGING[language]?.test(part) && A_YEAR.test(part),
    );
    return said
      ? []
      : [
          error(
            'changing-unsaid',
            ['topics', topic.id, 'replies', language],
            language === 'es'
              ? 'changing is true, so text or more must say "puede cambiar" and the year of the fact'
              : 'changing is true, so text or more must say "can change" and the year of the fact',
          ),
        ];
  });
}

function lintTopic(topic: Topic, book: ReplyBook, { today }: LintOptions): Finding[] {
  const at = (...rest: (string | number)[]) => ['topics', topic.id, ...rest];
  const missing = REQUIRED_LANGUAGES.flatMap((language) => [
    ...(topic.replies[language]
      ? []
      : [error('missing-translation', at('replies', language), `replies.${language} is missing: say what to do`)]),
    ...(topic.title[language]
      ? []
      : [error('missing-translation', at('title', language), `title.${language} is missing`)]),
    ...((topic.examples[language]?.length ?? 0) < FEW_EXAMPLES
      ? [
          warning(
            'examples',
            at('examples', language),
            `fewer than ${FEW_EXAMPLES} examples in ${language}: texts will be misread`,
          ),
        ]
      : []),
  ]);
  const sentences = LANGUAGES.flatMap((language) =>
    FIELDS.flatMap((field) => {
      const sentence = topic.replies[language]?.[field];
      return sentence === undefined
        ? []
        : lintSentence(sentence, { language, book, placeholders: [], urgent: field === 'urgent' }).map((f) => ({
            ...f,
            path: at('replies', language, field),
          }));
    }),
  );
  const titles = LANGUAGES.flatMap((language) => {
    const length = [...(topic.title[language] ?? '')].length;
    return length > TITLE_LIMIT
      ? [error('too-long', at('title', language), `the title has ${length} characters: at most ${TITLE_LIMIT}`)]
      : [];
  });
  const sources =
    topic.sources.length === 0
      ? [error('no-source', at('sources'), 'sources is empty: say where the facts come from')]
      : [];
  return [...missing, ...sentences, ...titles, ...sources, ...lintChanging(topic), ...lintReview(topic, today)];
}

/** The same words under two topics teach the matcher nothing but doubt. */
function lintExamples(book: ReplyBook): Finding[] {
  const seen = new Map<string, string>();
  const entries = [
    ...book.topics.map((topic) => ({ id: topic.id, part: ['topics', topic.id, 'examples'], examples: topic.examples })),
    ...Object.entries(book.systemExamples).map(([id, examples]) => ({ id, part: ['systemExamples', id], examples })),
  ];
  return entries.flatMap(({ id, part, examples }) =>
    LANGUAGES.flatMap((language) =>
      (examples[language] ?? []).flatMap((example, index): Finding[] => {
        const path = [...part, language, index];
        if (example.replace(/\D/g, '').length >= 7) {
          return [error('examples', path, 'an example must not hold a phone number or an A-number')];
        }
        // Per language: "no" or "visa" may rightly stand in two.
        const key = `${language} ${bare(example)}`;
        const other = seen.get(key);
        seen.set(key, other ?? id);
        if (other === undefined) return [];
        return other === id
          ? [warning('examples', path, `"${example}" stands here twice`)]
          : [error('examples', path, `"${example}" is also an example of ${other}: keep it where it belongs`)];
      }),
    ),
  );
}

function lintMenu(book: ReplyBook): Finding[] {
  const menu = book.menu ?? [];
  const known = new Set(book.topics.map((topic) => topic.id));
  return [
    ...(menu.length > MENU_LIMIT
      ? [error('menu', ['menu'], `the menu has ${menu.length} topics: at most ${MENU_LIMIT}`)]
      : []),
    ...menu.flatMap((id, index) => {
      if (!known.has(id)) return [error('menu', ['menu', index], `the menu names "${id}", which is no topic`)];
      return menu.indexOf(id) < index ? [error('menu', ['menu', index], `the menu names "${id}" twice`)] : [];
    }),
  ];
}

/**
 * Everything that keeps a book from being built or published, and what somebody should look at. Pure and complete: all
 * findings at once, in the order of the book.
 */
export const lintBook = (book: ReplyBook, options: LintOptions = {}): Finding[] => [
  ...book.topics.flatMap((topic) => lintTopic(topic, book, options)),
  ...lintMessages(book),
  ...lintExamples(book),
  ...lintMenu(book),
];
