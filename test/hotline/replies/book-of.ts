import type { ReplyBook, Topic } from '../../../lambda/hotline/replies/book';
import { MESSAGES, type MessageId, REQUIRED_PLACEHOLDERS } from '../../../lambda/hotline/replies/messages';

/** A small book without a finding, for tests to break in one place. */
export const someTopic: Topic = {
  id: 'home-door',
  title: { en: 'ICE at my door', es: 'ICE en mi puerta' },
  replies: {
    en: { text: 'Keep the door closed.', urgent: 'Stay calm.', more: 'Ask to see a warrant.' },
    es: { text: 'Deje la puerta cerrada.' },
  },
  examples: {
    en: Array.from({ length: 10 }, (_, i) => `door question ${'abcdefghij'[i]}`),
    es: Array.from({ length: 10 }, (_, i) => `pregunta de puerta ${'abcdefghij'[i]}`),
  },
  sources: [{ title: 'Somebody, a page, 1 Jan 2026' }],
  reviewedOn: '2026-11-24',
  owner: 'Content team',
  reviewed: false,
  changing: false,
};

const messages = Object.fromEntries(
  (Object.keys(MESSAGES) as MessageId[]).map((id) => {
    const sentence = [`Message ${id}`, ...(REQUIRED_PLACEHOLDERS[id] ?? []).map((name) => `{${name}}`)].join(' ');
    return [id, { en: sentence, es: sentence }];
  }),
);

export const someBook: ReplyBook = {
  version: 3,
  topics: [someTopic, { ...someTopic, id: 'warrant', title: { en: 'Warrant', es: 'Orden' }, examples: {} }],
  messages,
  systemExamples: { greeting: { en: ['hello'] }, 'out-of-scope': { en: ['weather'] } },
  menu: ['warrant', 'home-door'],
  phoneNumbers: [
    { who: 'Emergency', number: '911', confirmed: true, source: 'known' },
    { who: 'Helpers', number: '312-555-0101', confirmed: true, source: 'known' },
    { who: 'Old office', number: '312-555-0102', confirmed: false, source: 'page of 2010' },
  ],
};

/** The book with one topic, changed. */
export const bookWith = (change: Partial<Topic>, rest: Partial<ReplyBook> = {}): ReplyBook => ({
  ...someBook,
  topics: [{ ...someTopic, ...change }],
  menu: ['home-door'],
  ...rest,
});

/** The book whose topic says `text`. */
export const bookSaying = (text: string, language: 'en' | 'es' = 'en'): ReplyBook =>
  bookWith({ replies: { ...someTopic.replies, [language]: { text } } });
