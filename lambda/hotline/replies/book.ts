/**
 * The reply book: everything the hotline may say. Values only; storage is `platform/table/books.ts`,
 * the files an organisation edits are in `content/`.
 */

/** ISO 639-1 codes of the languages that the hotline recognises; a book need not have replies in all of them. */
export const LANGUAGES = ['en', 'es', 'pl', 'zh', 'ar', 'uk', 'tl', 'fr', 'ht', 'hi', 'ur'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Languages in which every topic and every message must exist before a book can be built or published. */
export const REQUIRED_LANGUAGES = ['en', 'es'] as const satisfies readonly Language[];

/** A translation per language. English is always there: it is what a missing translation falls back to. */
export type Translated<T> = { readonly en: T } & { readonly [L in Exclude<Language, 'en'>]?: T };

/** What a topic says in one language. Plain text as the texter reads it, at most two segments (GSM-7) or three. */
export interface Reply {
  readonly text: string;
  /** Said instead of `text` when it is happening now: under 300 characters, the safety line and the right first. */
  readonly urgent?: string;
  /** What MORE adds; same size limit as `text`. */
  readonly more?: string;
}

export interface Source {
  /** Organisation, page and date, as in the facts sheet. */
  readonly title: string;
  readonly url?: string;
}

export interface Topic {
  /** kebab-case, stable: it is stored with people and cases. */
  readonly id: string;
  /** What a texter wants to know, as a menu line. At most 40 characters in each language. */
  readonly title: Translated<string>;
  readonly replies: Translated<Reply>;
  /** How people text this; what the matcher is trained on. */
  readonly examples: { readonly [L in Language]?: readonly string[] };
  readonly sources: readonly Source[];
  /** Day of the last review, YYYY-MM-DD. */
  readonly reviewedOn: string;
  readonly owner: string;
  /** True only once a person of the organisation has signed it. */
  readonly reviewed: boolean;
  /** True where law or policy moved lately: the reply then says so. */
  readonly changing: boolean;
}

/** System messages: what the hotline says that is no topic. `{name}` placeholders are filled by `renderMessage`. */
export type Messages = { readonly [id: string]: Translated<string> };

/** What people text that is no topic: greetings, and what the hotline is not for. Trained on, answered by a system message. */
export const SYSTEM_TOPICS = ['greeting', 'out-of-scope'] as const;
export type SystemTopic = (typeof SYSTEM_TOPICS)[number];

/** A number that a reply may name. Without a source nobody can check it again, so it has one. */
export interface PhoneNumber {
  readonly who: string;
  /** As replies write it, such as 855-435-7693 or 988. */
  readonly number: string;
  /** False: seen only on an old or a second-hand page. Kept so that the lint can say why it may not be used. */
  readonly confirmed: boolean;
  readonly source: string;
}

export interface ReplyBook {
  /** 0 is the starter content in the bundle; publishing counts up from 1. */
  readonly version: number;
  readonly topics: readonly Topic[];
  readonly messages: Messages;
  readonly systemExamples: { readonly [T in SystemTopic]: Topic['examples'] };
  /** Topic ids of the main menu, in the order of its numbers; at most 8. Without it: the first topics of the book. */
  readonly menu?: readonly string[];
  /** The only numbers that replies and messages may name. */
  readonly phoneNumbers?: readonly PhoneNumber[];
}
