import type { ReplyBook, Topic } from '../../lambda/hotline/replies/book';

/** A small topic; two words of its own so that the matcher can tell it from the others. */
export const someTopic = (id: string, words: string, change: Partial<Topic> = {}): Topic => ({
  id,
  title: { en: `About ${words}`, es: `Sobre ${words}` },
  replies: {
    en: { text: `What is right about ${words}.`, more: `More about ${words}.` },
    es: { text: `Lo correcto sobre ${words}.` },
  },
  examples: {
    en: [`what about ${words}`, `question on ${words} please`, `${words}?`],
    es: [`pregunta sobre ${words}`],
  },
  sources: [{ title: 'A guide, 2026-01-02' }],
  reviewedOn: '2026-05-01',
  owner: 'legal team',
  reviewed: false,
  changing: false,
  ...change,
});

export const someBook = (change: Partial<ReplyBook> = {}): ReplyBook => ({
  version: 0,
  topics: [
    someTopic('home-door', 'knocking doors'),
    someTopic('car-stop', 'driving cars'),
    someTopic('work-raid', 'factory jobs'),
  ],
  messages: { menu: { en: 'Reply with a number:\n{choices}', es: 'Responda con un numero:\n{choices}' } },
  systemExamples: {
    greeting: { en: ['hello', 'hi there', 'good morning'], es: ['hola'] },
    'out-of-scope': { en: ['pizza recipe', 'football result'], es: ['receta de pizza'] },
  },
  ...change,
});
