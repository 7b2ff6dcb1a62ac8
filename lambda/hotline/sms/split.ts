/** The carrier refuses more than 1,600 characters (error 21617); the rest is room for the words around somebody's words. */
export const MAX_WORDS = 1_400;

/**
 * Cuts words into parts of at most `limit` characters, between words where there is a gap in the second half of a part,
 * and never inside a character.
 * @returns at least one part
 */
export function splitWords(words: string, limit: number = MAX_WORDS): string[] {
  const parts: string[] = [];
  let rest = words;
  while (rest.length > limit) {
    const gap = Math.max(rest.lastIndexOf(' ', limit), rest.lastIndexOf('\n', limit));
    const high = rest.charCodeAt(limit - 1);
    const whole = high >= 0xd800 && high <= 0xdbff ? limit - 1 : limit;
    const at = gap > limit / 2 ? gap : whole;
    parts.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return [...parts, rest];
}
