import type { Language } from './book';

/**
 * Which approved words to send: stored instead of the words, so that the person's item stays small and holds nothing
 * that anybody texted. `book version + reference` gives the same words again.
 */
export type ReplyRef =
  | { readonly topic: string; readonly part: 'text' | 'urgent' | 'more'; readonly language: Language }
  | {
      readonly message: string;
      readonly language: Language;
      /** Values for the message's placeholders. Never words of a text, never a number. */
      readonly args?: Readonly<Record<string, string>>;
      /** Topics whose titles become the numbered lines of `{choices}`. */
      readonly topics?: readonly string[];
    };

export const topicReply = (topic: string, language: Language, part: 'text' | 'urgent' | 'more' = 'text'): ReplyRef => ({
  topic,
  part,
  language,
});

export const systemReply = (
  message: string,
  language: Language,
  extra: { args?: Record<string, string>; topics?: readonly string[] } = {},
): ReplyRef => ({
  message,
  language,
  ...extra,
});
