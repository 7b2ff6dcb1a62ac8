import { HotlineError } from '../errors';
import type { Language, Reply, ReplyBook, Topic } from './book';

/** A sentence ready to send, and the language it is really in: English where the wished translation is missing. */
export interface Rendered {
  readonly text: string;
  readonly language: Language;
}

/** Values of a message's placeholders, by name. Stored with a reply so that a re-delivery says the same again. */
export type MessageArgs = { readonly [placeholder: string]: string };

export const topicOf = (book: ReplyBook, topicId: string): Topic | undefined =>
  book.topics.find((topic) => topic.id === topicId);

/**
 * Fills a system message.
 * @param args one value per placeholder; a value is put in as it is, braces in it stay braces
 * @throws HotlineError 'book.invalid': no such message, or a placeholder without a value; a mistake in our code,
 *   since `lintBook` refuses such books
 */
export function renderMessage(book: ReplyBook, id: string, language: Language, args: MessageArgs = {}): string {
  const translations = book.messages[id];
  if (!translations) throw new HotlineError('book.invalid', `The reply book has no message "${id}"`);
  const sentence = translations[language] ?? translations.en;
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = args[name];
    if (value === undefined) throw new HotlineError('book.invalid', `Message "${id}" needs a value for {${name}}`);
    return value;
  });
}

/**
 * What the book says on a topic.
 * @param kind 'urgent' falls back to the ordinary text (a right told calmly is better than none); 'more' does not
 * @returns undefined: no such topic, or it has nothing more to say
 */
export function replyFor(
  book: ReplyBook,
  topicId: string,
  language: Language,
  kind: keyof Reply = 'text',
): Rendered | undefined {
  const topic = topicOf(book, topicId);
  if (!topic) return undefined;
  const wished = topic.replies[language];
  const reply = wished ?? topic.replies.en;
  const text = kind === 'urgent' ? (reply.urgent ?? reply.text) : reply[kind];
  return text === undefined ? undefined : { text, language: wished ? language : 'en' };
}

/** Most lines a menu has: one digit answers it, and eight short titles fit in two segments. */
export const MENU_LIMIT = 8;

/** Topic ids of the main menu, in order. */
export const mainMenu = (book: ReplyBook): readonly string[] =>
  (book.menu ?? book.topics.map((topic) => topic.id)).slice(0, MENU_LIMIT);

/** Numbered lines for `{choices}` of the messages "menu" and "choose": "1 Title", one per known topic, in order. */
export const menuLines = (book: ReplyBook, topicIds: readonly string[], language: Language): string =>
  topicIds
    .flatMap((id) => topicOf(book, id) ?? [])
    .map((topic, index) => `${index + 1} ${topic.title[language] ?? topic.title.en}`)
    .join('\n');

/**
 * A published book with the messages that it lacks taken from the starter book. A release may send a message that
 * did not exist when an admin last published; without this, that text would be lost.
 */
export const completedBy = (book: ReplyBook, starter: ReplyBook): ReplyBook => ({
  ...book,
  messages: { ...starter.messages, ...book.messages },
  menu: book.menu ?? starter.menu,
  phoneNumbers: book.phoneNumbers ?? starter.phoneNumbers,
});
