/** TF-IDF: what each feature weighs, learned from the training texts, and texts as unit vectors. */
import { type Bag, BLOCKS } from './features';

/** How much of the squared length of a vector each block has: words, characters, words of the language. */
const SHARES = [0.4, 0.5, 0.1];

export interface Vocabulary {
  /** 32-bit keys of the features seen in training; a feature's number is its place here. */
  readonly keys: Uint32Array;
  /** In how many training texts each feature is. */
  readonly documents: Uint32Array;
  readonly idf: Float32Array;
  /** Weight of a feature never seen: it counts in the length, so that strange texts score low everywhere. */
  readonly unseenIdf: number;
  /** key -> number, open addressing; -1 is free. */
  readonly slots: Int32Array;
}

/** Sparse vector: feature numbers and values. */
export interface Sparse {
  readonly at: Int32Array;
  readonly values: Float32Array;
}

/** Builds the look-up over the keys; the table is at least half empty, so that a miss ends soon. */
export function makeVocabulary(
  keys: Uint32Array,
  documents: Uint32Array,
  idf: Float32Array,
  unseenIdf: number,
): Vocabulary {
  let size = 16;
  while (size < keys.length * 2) size *= 2;
  const slots = new Int32Array(size).fill(-1);
  for (let number = 0; number < keys.length; number++) {
    let slot = keys[number]! & (size - 1);
    while (slots[slot] !== -1) slot = (slot + 1) & (size - 1);
    slots[slot] = number;
  }
  return { keys, documents, idf, unseenIdf, slots };
}

/** @returns the feature's number, or -1 */
export function lookUp(vocabulary: Vocabulary, key: number): number {
  const { slots, keys } = vocabulary;
  const mask = slots.length - 1;
  let slot = key & mask;
  while (slots[slot] !== -1) {
    if (keys[slots[slot]!] === key) return slots[slot]!;
    slot = (slot + 1) & mask;
  }
  return -1;
}

/** Rare features weigh more. */
export const idfOf = (documents: number, texts: number): number => Math.log((1 + texts) / (1 + documents)) + 1;

/** More features than this cost training time and space and change little: those in fewest examples are left out. */
const MOST_FEATURES = 30_000;

/** Counts in how many bags each feature is. */
export function learnVocabulary(bags: readonly Bag[]): Vocabulary {
  const counts = new Map<number, number>();
  for (const bag of bags) for (const key of bag.keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  const kept = commonest(counts);
  const documents = Uint32Array.from(kept, ([, count]) => count);
  const idf = Float32Array.from(documents, (count) => idfOf(count, bags.length));
  const keys = Uint32Array.from(kept, ([key]) => key);
  return makeVocabulary(keys, documents, idf, idfOf(0, bags.length));
}

function commonest(counts: ReadonlyMap<number, number>): [number, number][] {
  const all = [...counts];
  return all.length <= MOST_FEATURES ? all : all.sort((a, b) => b[1] - a[1]).slice(0, MOST_FEATURES);
}

/** A bag as a unit vector; features never seen are left out but count in its length. */
export function toVector(bag: Bag, vocabulary: Vocabulary): Sparse {
  const squares = new Float64Array(BLOCKS);
  const at = new Int32Array(bag.keys.length);
  const values = new Float32Array(bag.keys.length);
  const blocks = new Uint8Array(bag.keys.length);
  let used = 0;
  for (let i = 0; i < bag.keys.length; i++) {
    const number = lookUp(vocabulary, bag.keys[i]!);
    const block = bag.blocks[i]!;
    const idf = number === -1 ? vocabulary.unseenIdf : vocabulary.idf[number]!;
    const value = (1 + Math.log(bag.counts[i]!)) * idf;
    squares[block]! += value * value;
    if (number === -1) continue;
    at[used] = number;
    values[used] = value;
    blocks[used++] = block;
  }
  let share = 0;
  for (let block = 0; block < BLOCKS; block++) if (squares[block]! > 0) share += SHARES[block]!;
  for (let i = 0; i < used; i++) {
    const block = blocks[i]!;
    values[i]! *= Math.sqrt(SHARES[block]! / share / squares[block]!);
  }
  return { at: at.subarray(0, used), values: values.subarray(0, used) };
}
