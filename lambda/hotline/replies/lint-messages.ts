import { LANGUAGES, REQUIRED_LANGUAGES, type ReplyBook } from './book';
import type { Finding } from './lint-findings';
import { lintLength, lintWords, type SentenceFinding } from './lint-sentence';
import {
  COMMON_PLACEHOLDERS,
  isMessageId,
  MESSAGES,
  type MessageId,
  PLACEHOLDER_SAMPLES,
  REQUIRED_PLACEHOLDERS,
} from './messages';
import { mainMenu, menuLines } from './render';

const error = (rule: Finding['rule'], path: Finding['path'], message: string): Finding => ({
  severity: 'error',
  rule,
  path,
  message,
});

/** A message with the longest values that it may get, so that its length is what a texter will be sent. */
const filled = (sentence: string, values: { readonly [name: string]: string }): string =>
  sentence.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);

/** Opting out must be offered at first contact; only START undoes it at the carrier. */
const CARRIER_WORDS_SAID: { readonly [I in MessageId]?: readonly string[] } = {
  'first-contact': ['STOP'],
  'welcome-back': ['STOP'],
  'opted-out': ['START'],
};

function lintMessage(book: ReplyBook, id: MessageId): Finding[] {
  const translations = book.messages[id];
  const placeholders = [...COMMON_PLACEHOLDERS, ...MESSAGES[id]];
  return LANGUAGES.flatMap((language): Finding[] => {
    const path = ['messages', id, language];
    const sentence = translations?.[language];
    if (sentence === undefined) {
      const needed = (REQUIRED_LANGUAGES as readonly string[]).includes(language);
      return needed
        ? [error('missing-translation', path, `${id} is missing in ${language}: the hotline sends it`)]
        : [];
    }
    const lines = menuLines(book, id === 'choose' ? longestTitles(book, language) : mainMenu(book), language);
    return [
      // Read as written, measured filled: what is filled in was read where it stands.
      ...lintWords(sentence, { language, book, placeholders, carrierWords: CARRIER_WORDS_SAID[id] }),
      ...lintLength(filled(sentence, { ...PLACEHOLDER_SAMPLES, choices: lines }), language),
      ...lintRequired(sentence, id),
    ].map((finding) => ({ ...finding, path }));
  });
}

const lintRequired = (sentence: string, id: MessageId): SentenceFinding[] =>
  (REQUIRED_PLACEHOLDERS[id] ?? [])
    .filter((name) => !sentence.includes(`{${name}}`))
    .map((name) => ({
      severity: 'error',
      rule: 'placeholder',
      message: `{${name}} is missing: without it ${id} has no point`,
    }));

/** The three longest titles: the worst choice that a texter may be offered. */
const longestTitles = (book: ReplyBook, language: (typeof LANGUAGES)[number]): string[] =>
  [...book.topics]
    .sort((a, b) => (b.title[language] ?? b.title.en).length - (a.title[language] ?? a.title.en).length)
    .slice(0, 3)
    .map((topic) => topic.id);

/** Every message the code sends is there, in the languages needed, and fits; and none is there that nobody sends. */
export const lintMessages = (book: ReplyBook): Finding[] => [
  ...(Object.keys(MESSAGES) as MessageId[]).flatMap((id) => lintMessage(book, id)),
  ...Object.keys(book.messages)
    .filter((id) => !isMessageId(id))
    .map((id) =>
      error('unknown-message', ['messages', id], `${id} is no message that the hotline sends: is it misspelt?`),
    ),
];
