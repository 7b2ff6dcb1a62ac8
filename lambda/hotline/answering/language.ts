/**
 * Which language a short text is in. Scripts decide where they can; the languages in Latin script are told apart by
 * their frequent words, and words in no list by character trigrams of the lists. Pure, no model file to load.
 */
import { once } from '../once';
import type { Language } from '../replies/book';
import { LANGUAGE_WORDS } from './language-words';

export interface DetectedLanguage {
  readonly language: Language;
  /** 0.5 to 1. */
  readonly probability: number;
}

type Latin = keyof typeof LANGUAGE_WORDS;
const LATIN = Object.keys(LANGUAGE_WORDS) as Latin[];

/** What a word costs a language in whose list it is not, while others have it (natural logarithm). */
const MISSING = 2.2;
/** Spelling alone says less than a known word, and no single word may say more than this. */
const SPELLING_SHARE = 0.35;
const MOST_BY_SPELLING = 1.6;
/** Letters of one language only. */
const LETTERS: readonly { pattern: RegExp; languages: readonly Latin[]; weight: number }[] = [
  { pattern: /[ñ¿¡]/u, languages: ['es'], weight: 3 },
  { pattern: /[ąęłśźż]|ć|ń/u, languages: ['pl'], weight: 4 },
  { pattern: /[áíúó]/u, languages: ['es', 'pl'], weight: 1.5 },
  { pattern: /[çêîôûœë]/u, languages: ['fr'], weight: 2 },
  { pattern: /[èò]/u, languages: ['ht', 'fr'], weight: 1.5 },
  { pattern: /ò/u, languages: ['ht'], weight: 2 },
];
/** Before a word is read: most texters write English or Spanish. */
const HEAD_START: { readonly [L in Latin]: number } = { en: 0.6, es: 0.6, pl: 0, tl: 0, fr: 0, ht: 0 };
/** Below this, nothing is told: asking costs a text, a reply in the wrong language costs the right. */
const CERTAIN_FROM = 0.6;

/** Same in all languages, or told by none: they must not decide. */
const NEUTRAL = new Set(
  'ice ok okay okey no si stop menu info test lol jaja haha daca tps uscis chicago cicero 911 dhs fbi cpd a o e y i'.split(
    ' ',
  ),
);

/**
 * @param text as it came, at most 1,600 characters are read
 * @returns undefined where nothing can be told: "ok", "911", "👍"
 */
export function detectLanguage(text: string): DetectedLanguage | undefined {
  const lower = text.slice(0, 1600).normalize('NFC').toLowerCase();
  return byScript(lower) ?? byWords(lower);
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** Texts mostly in a script of one language, or of two that a few letters tell apart. */
function byScript(text: string): DetectedLanguage | undefined {
  const letters = count(text, /\p{L}/gu);
  if (letters === 0) return undefined;
  const mostly = (pattern: RegExp): boolean => count(text, pattern) * 2 >= letters;
  if (mostly(/[\u3400-\u4dbf\u4e00-\u9fff]/gu)) return { language: 'zh', probability: 0.98 };
  // One character of Chinese says what three letters of a place name beside it do not.
  if (count(text, /[\u3400-\u4dbf\u4e00-\u9fff]/gu) >= 2 && count(text, /[\u3040-\u30ff]/gu) === 0)
    return { language: 'zh', probability: 0.9 };
  if (mostly(/\p{Script=Devanagari}/gu)) return { language: 'hi', probability: 0.97 };
  if (mostly(/\p{Script=Cyrillic}/gu)) return { language: 'uk', probability: /[іїєґ]/u.test(text) ? 0.99 : 0.7 };
  if (mostly(/\p{Script=Arabic}/gu)) return arabicOrUrdu(text);
  return undefined;
}

/** Urdu writes letters that Arabic has not, and another kaf, yeh and heh; Arabic has its own endings and hamzas. */
function arabicOrUrdu(text: string): DetectedLanguage {
  const urdu = count(text, /[ٹڈڑںےہھگچپژکی]|\b(?:ہے|میں|کیا|اور|نہیں)\b/gu);
  const arabic = count(text, /[ةىيكأإؤئ]/gu) + count(text, /(?:^|\s)(?:ال|في|من|ما|هل|أنا)/gu);
  const language = urdu > arabic ? 'ur' : 'ar';
  return { language, probability: urdu === arabic ? 0.6 : 0.95 };
}

function byWords(text: string): DetectedLanguage | undefined {
  const scores = new Map<Latin, number>(LATIN.map((language) => [language, HEAD_START[language]]));
  const give = (language: Latin, points: number) => scores.set(language, scores.get(language)! + points);
  let known = 0;
  for (const { pattern, languages, weight } of LETTERS) {
    if (!pattern.test(text)) continue;
    known++;
    for (const language of languages) give(language, weight);
  }
  for (const word of foldWords(text)) {
    if (NEUTRAL.has(word)) continue;
    const owners = wordOwners().get(word);
    if (owners !== undefined) {
      known++;
      for (const language of LATIN) if (!owners.includes(language)) give(language, -MISSING);
    } else if (word.length >= 3) {
      const likelihoods = LATIN.map((language) => spelling(word, language));
      const highest = Math.max(...likelihoods);
      if (word.length >= 5) known += 0.5;
      for (const [i, language] of LATIN.entries())
        give(language, -Math.min((highest - likelihoods[i]!) * SPELLING_SHARE, MOST_BY_SPELLING));
    }
  }
  return known < 1 ? undefined : mostLikely(scores);
}

function mostLikely(scores: ReadonlyMap<Latin, number>): DetectedLanguage | undefined {
  const [[language, highest]] = [...scores].sort((a, b) => b[1] - a[1]) as [[Latin, number]];
  let sum = 0;
  for (const score of scores.values()) sum += Math.exp(score - highest);
  return 1 / sum < CERTAIN_FROM ? undefined : { language, probability: 1 / sum };
}

/** Words without accents and apostrophes, stretched letters shortened: "holaaa" is "hola". */
function foldWords(text: string): string[] {
  const folded = text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll('ł', 'l')
    .replace(/['\u2018\u2019`´]/g, '')
    .replace(/([a-z])\1{2,}/g, '$1');
  return folded.match(/[a-z]+/g) ?? [];
}

/** Word -> languages that have it. */
const wordOwners = once((): ReadonlyMap<string, readonly Latin[]> => {
  const found = new Map<string, Latin[]>();
  for (const language of LATIN)
    for (const word of new Set(LANGUAGE_WORDS[language])) found.set(word, [...(found.get(word) ?? []), language]);
  return found;
});

function trigrams(word: string): string[] {
  const padded = ` ${word} `;
  return Array.from({ length: padded.length - 2 }, (_, i) => padded.slice(i, i + 3));
}

/** How often each trigram is in the words of each language. */
const trigramCounts = once(
  (): ReadonlyMap<Latin, { counts: ReadonlyMap<string, number>; total: number }> =>
    new Map(
      LATIN.map((language) => {
        const counts = new Map<string, number>();
        const all = [...new Set(LANGUAGE_WORDS[language])].flatMap(trigrams);
        for (const trigram of all) counts.set(trigram, (counts.get(trigram) ?? 0) + 1);
        return [language, { counts, total: all.length }];
      }),
    ),
);

/** Mean log likelihood of a word's trigrams times the root of their number, add-half smoothing. */
function spelling(word: string, language: Latin): number {
  const { counts, total } = trigramCounts().get(language)!;
  const grams = trigrams(word);
  const sum = grams.reduce((sum, gram) => sum + Math.log(((counts.get(gram) ?? 0) + 0.3) / (total + 600)), 0);
  return sum / Math.sqrt(grams.length);
}
