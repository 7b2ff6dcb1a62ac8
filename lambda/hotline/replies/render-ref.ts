import type { Language, ReplyBook } from './book';
import type { ReplyRef } from './reference';
import { mainMenu, menuLines, renderMessage, replyFor, topicOf } from './render';

/** Values that every message may use and no reply has to store. */
export interface Organisation {
  readonly organisation: string;
  readonly voiceLine: string;
}

const languageName = (code: string, inLanguage: Language): string =>
  new Intl.DisplayNames([inLanguage], { type: 'language' }).of(code) ?? code;

const renderNoTopic = (book: ReplyBook, language: Language): string => renderMessage(book, 'v-no-topic', language);

/**
 * The words behind a reference, as they stand in the book (`sms/gsm.ts` spells them for sending).
 * @param words somebody's own words for `{words}`
 * @throws HotlineError 'book.invalid' when a message is missing; a topic that was retired meanwhile says "unsure"
 */
export function renderRef(ref: ReplyRef, book: ReplyBook, organisation: Organisation, words = ''): string {
  if ('topic' in ref) {
    const said = replyFor(book, ref.topic, ref.language, ref.part);
    return said?.text ?? renderMessage(book, 'unsure', ref.language, { ...organisation });
  }
  const { message, language, args } = ref;
  // The main menu is the book's own: it need not be stored with the reply.
  const topics = ref.topics ?? (message === 'menu' ? mainMenu(book) : []);
  const first = topics[0] === undefined ? undefined : topicOf(book, topics[0]);
  return renderMessage(book, message, language, {
    ...organisation,
    ...args,
    ...(args?.language === undefined ? {} : { language: languageName(args.language, language) }),
    topic: first ? (first.title[language] ?? first.title.en) : renderNoTopic(book, language),
    choices: menuLines(book, topics, language),
    words,
  });
}
