/** Small letters, no accents, single spaces: people who are afraid do not type carefully. */
export const fold = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/gu, ' ').trim();

const AROUND = /[\p{P}\p{S}\s]/u;

/** `fold`, and without what stands around the words: "¡Menú!" and "“menu”." are "menu". Linear, whatever is sent. */
export const bare = (text: string): string => {
  const characters = [...fold(text)];
  let from = 0;
  let to = characters.length;
  while (from < to && AROUND.test(characters[from] ?? '')) from++;
  while (to > from && AROUND.test(characters[to - 1] ?? '')) to--;
  return characters.slice(from, to).join('');
};
