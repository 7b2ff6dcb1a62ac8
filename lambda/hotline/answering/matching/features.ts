/**
 * Turns a text into hashed, weighted features: words, word pairs and character n-grams.
 * Character n-grams are what carries text-speak and typos ("xq", "inmigrasion"): no list of spellings is kept.
 */

/** Which n-grams are made, and how much the blocks count. One setting for every language and every data set. */
const CHAR_MIN = 2;
const CHAR_MAX = 5;

/** Blocks are normalised apart, then joined by these weights, so that long words do not drown the words themselves. */
export const BLOCKS = 3;
const WORD = 0;
const CHAR = 1;
const LANGUAGE = 2;

/** Longer texts are cut: a carrier delivers at most 1,600 characters, and the question is at the start. */
const MAX_CHARS = 1600;

const LATIN_MARKS = /[\u0300-\u036f\u064b-\u0652\u0670\u0640]/g;
const APOSTROPHES = /['\u2018\u2019\u02bc`\u00b4]/g;
const STRETCHED = /(\p{L})\1{2,}/gu;
const TOKENS = /[\p{L}\p{M}\p{N}]+/gu;
/** Scripts written without spaces: every character is taken as a word of its own, and pairs give the rest. */
const UNSPACED = /[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]/gu;

/** Folds case, accents, apostrophes and stretched letters ("HELLLP" is "help"), and cuts into words. */
export function tokenize(text: string): string[] {
  const folded = text
    .slice(0, MAX_CHARS)
    .normalize('NFKD')
    .replace(LATIN_MARKS, '')
    .toLowerCase()
    .replace(APOSTROPHES, '')
    .replaceAll('ł', 'l')
    .replace(STRETCHED, '$1')
    .replace(UNSPACED, ' $& ');
  return folded.match(TOKENS) ?? [];
}

/** A bag of features: parallel arrays of 32-bit keys, block numbers and counts. Keys are unique. */
export interface Bag {
  readonly keys: number[];
  readonly blocks: number[];
  readonly counts: number[];
}

const mix = (hash: number, code: number): number => Math.imul(hash ^ code, 0x01000193);

/** Keys of 24 bits: half as much to store, and of 30,000 features only some 0.2 % meet another one. */
const KEY_SHIFT = 8;

/** Spreads the bits of an FNV hash, which is weak in its low ones (murmur3's finaliser). */
function finish(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> KEY_SHIFT;
}

function hashString(seed: number, text: string): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = mix(hash, text.charCodeAt(i));
  return hash;
}

/** All features of a text. With a language, its words count once more as words of that language. */
export function extractFeatures(text: string, language?: string): Bag {
  const tokens = tokenize(text);
  const counts = new Map<number, number>();
  const blocks = new Map<number, number>();
  const add = (hash: number, block: number) => {
    const key = finish(hash);
    counts.set(key, (counts.get(key) ?? 0) + 1);
    blocks.set(key, block);
  };
  let previous = 0x9e3779b9;
  const languageSeed = language === undefined ? 0 : hashString(0x1b873593, language);
  for (const token of tokens) {
    const word = hashString(0x811c9dc5, token);
    add(word, WORD);
    add(mix(Math.imul(previous, 31), word), WORD);
    if (languageSeed !== 0) add(mix(languageSeed, word), LANGUAGE);
    previous = word;
    addCharacters(` ${token} `, add);
  }
  add(mix(Math.imul(previous, 31), 0x9e3779b9), WORD);
  return { keys: [...counts.keys()], blocks: [...blocks.values()], counts: [...counts.values()] };
}

function addCharacters(padded: string, add: (hash: number, block: number) => void): void {
  for (let start = 0; start < padded.length; start++) {
    let hash = 0x2f0b4c47;
    const end = Math.min(padded.length, start + CHAR_MAX);
    for (let i = start; i < end; i++) {
      hash = mix(hash, padded.charCodeAt(i));
      if (i - start + 1 >= CHAR_MIN) add(hash, CHAR);
    }
  }
}
