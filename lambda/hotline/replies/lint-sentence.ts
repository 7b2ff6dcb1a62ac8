import { toGsm } from '../sms/gsm';
import { countSegments } from '../sms/segments';
import { fold } from '../sms/words';
import type { Language, ReplyBook } from './book';
import type { Rule } from './lint-findings';
import { CARRIER_WORDS, FORBIDDEN } from './lint-patterns';

/** A finding about one sentence; whoever knows where it stands adds the path. */
export interface SentenceFinding {
  readonly severity: 'error';
  readonly rule: Rule;
  readonly message: string;
}

export interface SentenceContext {
  readonly language: Language;
  readonly book: Pick<ReplyBook, 'phoneNumbers'>;
  /** Placeholders that the code fills here. */
  readonly placeholders: readonly string[];
  readonly urgent?: boolean;
  /** Words of the carrier that this sentence may tell people to send: STOP must be offered somewhere. */
  readonly carrierWords?: readonly string[];
}

/** Languages whose alphabet GSM-7 can spell; the others get three segments, since each holds under half as much. */
const GSM_LANGUAGES: readonly Language[] = ['en', 'es', 'pl', 'tl', 'fr', 'ht'];
export const segmentLimit = (language: Language): number => (GSM_LANGUAGES.includes(language) ? 2 : 3);

/** An urgent reply is read in fear: it stays under this many characters. */
export const URGENT_LIMIT = 300;

const found = (rule: Rule, message: string): SentenceFinding => ({ severity: 'error', rule, message });

/** Whether a sentence, as it is sent, keeps within its segments; for pages that show the count while somebody types. */
export function lintLength(sentence: string, language: Language, urgent = false): SentenceFinding[] {
  const sent = toGsm(sentence);
  const { segments, units, expensive } = countSegments(sent);
  const limit = segmentLimit(language);
  const because = expensive.length > 0 ? ` because of ${expensive.slice(0, 5).join(' ')}` : '';
  if (segments > limit) {
    return [
      found('too-long', `takes ${segments} segments (${units} units)${because}: at most ${limit}, so shorten it`),
    ];
  }
  if (urgent && [...sent].length >= URGENT_LIMIT) {
    return [found('too-long', `has ${[...sent].length} characters: an urgent reply stays under ${URGENT_LIMIT}`)];
  }
  return [];
}

const PLACEHOLDER = /\{([^{}]*)\}/g;

function lintPlaceholders(sentence: string, allowed: readonly string[]): SentenceFinding[] {
  const unknown = [...sentence.matchAll(PLACEHOLDER)]
    .map(([, name]) => name!)
    .filter((name) => !allowed.includes(name));
  const findings = unknown.map((name) =>
    found(
      'placeholder',
      `{${name}} is filled by nobody here${allowed.length > 0 ? `: there are ${allowed.join(', ')}` : ''}`,
    ),
  );
  const stray = /[{}]/.test(sentence.replace(PLACEHOLDER, ''));
  return stray ? [...findings, found('placeholder', 'a brace { or } has no partner')] : findings;
}

/** Seven digits or more in a row, however they are set apart, or a short number that people dial. */
const DIALLED = /\+?\(?\d(?:[ ().-]{0,2}\d){6,}|\b(?:[2-9]11|988)\b|\b\d{5,6}\b(?![.,]\d)/g;
const digitsOf = (number: string): string => number.replace(/\D/g, '').replace(/^1(?=\d{10}$)/, '');

function lintPhoneNumbers(sentence: string, numbers: ReplyBook['phoneNumbers'] = []): SentenceFinding[] {
  return [...sentence.matchAll(DIALLED)].flatMap(([shown]) => {
    const known = numbers.find(({ number }) => digitsOf(number) === digitsOf(shown));
    if (!known) return [found('phone-number', `${shown} is not in the table of allowed numbers`)];
    return known.confirmed
      ? []
      : [found('phone-number', `${shown} (${known.who}) is not confirmed: check it and mark it so in the table first`)];
  });
}

const lintForbidden = (sentence: string): SentenceFinding[] => {
  const plain = fold(sentence);
  return FORBIDDEN.flatMap(({ rule, pattern, why }) => {
    const match = pattern.exec(plain);
    return match ? [found(rule, `"${match[0].trim()}": ${why}`)] : [];
  });
};

const lintCarrierWords = (sentence: string, allowed: readonly string[] = []): SentenceFinding[] =>
  [...new Set(sentence.match(CARRIER_WORDS))]
    .filter((word) => !allowed.includes(word))
    .map((word) => found('reserved-word', `${word} is a word that carriers act on: use MENU, MORE, URGENT or ERASE`));

/** What a sentence says, whatever its length. */
export const lintWords = (
  sentence: string,
  { book, placeholders, carrierWords }: SentenceContext,
): SentenceFinding[] => [
  ...lintPlaceholders(sentence, placeholders),
  ...lintPhoneNumbers(sentence, book.phoneNumbers),
  ...lintForbidden(sentence),
  ...lintCarrierWords(sentence, carrierWords),
];

/** Everything that must be so of any sentence we send. */
export const lintSentence = (sentence: string, context: SentenceContext): SentenceFinding[] => [
  ...lintLength(sentence, context.language, context.urgent),
  ...lintWords(sentence, context),
];
