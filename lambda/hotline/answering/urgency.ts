/**
 * Is it happening now? Patterns per language say what is seen, done and felt; conditions, questions, past times, news and
 * hearsay say that it is only talked about. Missing one that happens costs most, so what is unclear is 'maybe':
 * the texter is then answered and asked.
 */
import type { Language } from '../replies/book';
import { ENGLISH } from './urgency-rules/english';
import { ARABIC, CHINESE, FRENCH, HAITIAN, HINDI, POLISH, TAGALOG, UKRAINIAN, URDU } from './urgency-rules/others';
import type { UrgencyRules } from './urgency-rules/rules';
import { SPANISH } from './urgency-rules/spanish';

export interface Urgency {
  readonly level: 'now' | 'maybe' | 'no';
  /** Injury or danger to life: the 911 or 988 line comes first. */
  readonly danger: boolean;
}

type Level = Urgency['level'];

const RULES: { readonly [L in Language]: UrgencyRules } = {
  en: ENGLISH,
  es: SPANISH,
  pl: POLISH,
  zh: CHINESE,
  ar: ARABIC,
  uk: UKRAINIAN,
  tl: TAGALOG,
  fr: FRENCH,
  ht: HAITIAN,
  hi: HINDI,
  ur: URDU,
};

const RANK: { readonly [L in Level]: number } = { no: 0, maybe: 1, now: 2 };

/** A text longer than this many words that only names a place of officers is a question or a story, not a sighting. */
const SIGHTING_WORDS = 12;

/**
 * @param language what `detectLanguage` says; English and Spanish are looked for in every text, because texts mix them
 * @returns 'maybe' where it could be happening: answer, then ask
 */
export function assessUrgency(text: string, language: Language): Urgency {
  const rules = [...new Set([RULES[language], ENGLISH, SPANISH])];
  let level: Level = 'no';
  let danger = false;
  for (const sentence of sentences(text)) {
    const found = assessSentence(sentence, rules);
    if (RANK[found.level] > RANK[level]) level = found.level;
    danger ||= found.danger;
  }
  return { level, danger };
}

function assessSentence(sentence: string, rules: readonly UrgencyRules[]): Urgency {
  const has = (pick: (rule: UrgencyRules) => RegExp): boolean => rules.some((rule) => pick(rule).test(sentence));
  const spans = (pick: (rule: UrgencyRules) => RegExp) => rules.flatMap((rule) => places(sentence, [pick(rule)]));
  if (has((rule) => rule.news)) return { level: 'no', danger: false };
  const thisMoment = has((rule) => rule.thisMoment);
  if (!thisMoment && has((rule) => rule.past)) return { level: 'no', danger: false };
  const unsure = has((rule) => rule.hearsay) || (!thisMoment && has((rule) => rule.yesterday));
  const imagined = spans((rule) => rule.imagined);
  const asked = spans((rule) => rule.asked);
  const wondered = spans((rule) => rule.wondered);

  /** How much a pattern found there says, given what stands before it in the sentence. */
  const weigh = ({ from }: Span): Level => {
    if (asked.some((span) => span.from <= from && from <= span.to)) return 'no';
    if (imagined.some((span) => span.from < from)) return thisMoment ? 'maybe' : 'no';
    return unsure || wondered.some((span) => span.from <= from && from <= span.to) ? 'maybe' : 'now';
  };
  const weighAll = (pick: (rule: UrgencyRules) => readonly RegExp[]): Level =>
    highest(rules.flatMap((rule) => places(sentence, pick(rule)).map(weigh)));

  const danger = weighAll((rule) => rule.danger);
  const taken = weighAll((rule) => rule.taken);
  const over = !thisMoment && has((rule) => rule.searching);
  const short = sentence.split(' ').length - 2 <= SIGHTING_WORDS;
  const sighting = short ? atMostMaybe(weighAll((rule) => rule.maybe)) : 'no';
  const level = highest([danger, weighAll((rule) => rule.now), over ? atMostMaybe(taken) : taken, sighting]);
  return { level, danger: danger !== 'no' };
}

const highest = (levels: readonly Level[]): Level => levels.reduce((a, b) => (RANK[b] > RANK[a] ? b : a), 'no');

const atMostMaybe = (level: Level): Level => (level === 'now' ? 'maybe' : level);

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Where patterns match, every match of each: one that is only imagined must not hide one that happens. */
function places(sentence: string, patterns: readonly RegExp[]): Span[] {
  return patterns.flatMap((pattern) => {
    const found: Span[] = [];
    for (let start = 0; start < sentence.length; ) {
      const match = pattern.exec(start === 0 ? sentence : sentence.slice(start));
      if (match === null) break;
      const from = start + match.index;
      found.push({ from, to: from + match[0].length });
      start = from + Math.max(1, match[0].length - 1);
    }
    return found;
  });
}

/** The dot that makes two spellings of one Hindi letter; the rules are written without it. */
const NUKTA = '\u093c';

/** Longest text read: what a carrier delivers. */
const MAX_CHARS = 1600;

/** Folds a text and cuts it into sentences, each with a space at both ends and between words. */
function sentences(text: string): string[] {
  return text
    .slice(0, MAX_CHARS)
    .normalize('NFD')
    .toLowerCase()
    .replace(/([a-z])[\u0300-\u036f]+/g, '$1')
    .normalize('NFC')
    .replaceAll(NUKTA, '')
    .replaceAll('ł', 'l')
    .replace(/(\d)\.(?=\d)/g, '$1')
    .replace(/['\u2018\u2019\u02bc`\u00b4]/g, '')
    .replace(/(\p{L})\1{2,}/gu, '$1')
    .split(/[.!?\n;\u3002\uff01\uff1f\uff1b\u061f\u061b\u06d4\u0964\u00bf\u00a1]+/)
    .map((sentence) => ` ${sentence.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim()} `)
    .filter((sentence) => sentence.length > 2);
}
