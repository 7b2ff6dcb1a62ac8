/** Small letters, no accents, single spaces: people who are afraid do not type carefully. */
export const fold = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/gu, ' ').trim();

/** `fold`, and without what stands around the words: "¡Menú!" and "“menu”." are "menu". */
export const bare = (text: string): string => fold(text).replace(/^[\p{P}\p{S}\s]+|[\p{P}\p{S}\s]+$/gu, '');
