/**
 * Every system message the code can send, with the placeholders it fills. A book that lacks one, or that uses a
 * placeholder nobody fills, is refused before it is built or published (`lint.ts`).
 */

/**
 * Long values of each placeholder: what the segment limit is measured with. `choices` is measured with the real menu;
 * `words` may be as long as a text is.
 */
export const PLACEHOLDER_SAMPLES = {
  organisation: 'Chicago Rights Hotline',
  voiceLine: '855-435-7693',
  name: 'Maria Guadalupe Ruiz',
  code: 'A77',
  language: 'Spanish',
  topic: 'Immigration agents at work now',
  choices: '',
  cases: 'A77 en 25 min, B42 es 18 min, C93 pl 12 min, K88 es 7 min, W29 en 2 min',
  words: '',
} as const;
export type Placeholder = keyof typeof PLACEHOLDER_SAMPLES;

/** Filled in every message. */
export const COMMON_PLACEHOLDERS = ['organisation', 'voiceLine'] as const satisfies readonly Placeholder[];

/**
 * Message id -> further placeholders that the code fills. A sentence may leave them out, but for those of
 * `REQUIRED_PLACEHOLDERS`.
 */
export const MESSAGES = {
  'first-contact': [],
  'urgent-person': [],
  danger: [],
  'ask-now': [],
  choose: ['choices'],
  menu: ['choices'],
  unsure: [],
  greeting: [],
  'no-more': [],
  'language-set': [],
  help: [],
  erased: [],
  'welcome-back': [],
  'opted-out': [],
  'slow-down': [],
  picture: [],
  empty: [],
  'case-claimed': ['name'],
  'still-looking': [],
  'no-volunteer': [],
  'case-closed': [],
  'relay-failed': [],
  'case-released': [],
  'urgent-again': [],
  late: [],
  fallback: [],
  'urgent-right': [],
  relay: ['name', 'words'],
  'v-alert': ['language', 'topic', 'code'],
  'v-alert-danger': ['language', 'topic', 'code'],
  'v-claimed': ['code'],
  'v-words': ['words'],
  'v-relay': ['words'],
  'v-taken': ['code'],
  'v-unknown-code': ['code'],
  'v-busy': ['code'],
  'v-closed': ['code'],
  'v-texter-left': ['code'],
  'v-relay-failed': [],
  'v-said': ['topic'],
  'v-none': [],
  'v-no-topic': [],
  'v-list': ['cases'],
  'v-on': [],
  'v-off': [],
  'v-help': [],
  'v-not-in-case': [],
  'v-released': ['code'],
  'v-gone': ['code'],
} as const satisfies { readonly [id: string]: readonly Placeholder[] };
export type MessageId = keyof typeof MESSAGES;

/** Without these the message loses its point (a list without its lines, an alert without its code). */
export const REQUIRED_PLACEHOLDERS: { readonly [I in MessageId]?: readonly Placeholder[] } = {
  choose: ['choices'],
  menu: ['choices'],
  'no-volunteer': ['voiceLine'],
  relay: ['words'],
  'v-alert': ['code'],
  'v-alert-danger': ['code'],
  'v-words': ['words'],
  'v-relay': ['words'],
  'v-list': ['cases'],
};

/** True for an id that the code sends. */
export const isMessageId = (id: string): id is MessageId => Object.hasOwn(MESSAGES, id);
