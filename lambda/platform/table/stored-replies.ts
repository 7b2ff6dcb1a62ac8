import { LANGUAGES, type Language } from '../../hotline/replies/book';
import type { ReplyRef } from '../../hotline/replies/reference';

/**
 * Reply references as short strings: eight handled texts must fit an item of 1 KB. `home-door:u:es` is a topic's reply
 * (t text, u urgent, m more), `@choose:es:{"topics":[…]}` a system message with what it needs.
 */
const PARTS = { t: 'text', u: 'urgent', m: 'more' } as const;
type Letter = keyof typeof PARTS;

export const encodeReply = (ref: ReplyRef): string => {
  if ('topic' in ref) return `${ref.topic}:${ref.part[0]}:${ref.language}`;
  const { message, language, ...extra } = ref;
  return `@${message}:${language}${Object.keys(extra).length > 0 ? `:${JSON.stringify(extra)}` : ''}`;
};

const isLanguage = (value: string | undefined): value is Language => LANGUAGES.includes(value as Language);

/** @returns undefined where the string is none of ours */
export const decodeReply = (stored: string): ReplyRef | undefined => {
  const message = /^@([\w-]+):(\w+)(?::(\{.*\}))?$/s.exec(stored);
  if (message) {
    const [, id = '', language, extra] = message;
    if (!isLanguage(language)) return undefined;
    return { message: id, language, ...(extra ? (JSON.parse(extra) as object) : {}) };
  }
  const topic = /^([\w-]+):([tum]):(\w+)$/.exec(stored);
  if (!topic) return undefined;
  const [, id = '', part, language] = topic;
  return isLanguage(language) ? { topic: id, part: PARTS[part as Letter], language } : undefined;
};
