/** What to do with ranked topics: answer, offer a choice, or say that we do not know. */
import type { Ranked } from './matcher';

/** Chosen by cross-validation on the training examples: docs/decisions/003-answer-threshold.md. */
export const ANSWER_FROM = 0.7;
/** Nothing is answered that is at least this likely to be out of scope. */
export const OUT_OF_SCOPE_FROM = 0.06;
/** A greeting answered too often costs nothing but politeness. */
export const GREET_FROM = 0.4;
/** A choice is offered when its topics together are at least this likely. */
export const CHOOSE_FROM = 0.5;
/** A topic less likely than this is not offered. */
const OFFER_FROM = 0.05;
const MOST_CHOICES = 3;

export type Outcome =
  | { readonly outcome: 'answer'; readonly topic: string }
  | { readonly outcome: 'choose'; readonly choices: string[] }
  | { readonly outcome: 'unsure' }
  | { readonly outcome: 'greeting' };

/**
 * Wrong answers are worse than none: a topic is answered only when it is likely enough, few likely ones are offered
 * as a choice, and everything else is left to the menu and to people.
 * @param ranked all topics, the likeliest first, as a matcher gives them
 */
export function chooseOutcome(ranked: readonly Ranked[]): Outcome {
  const first = ranked[0];
  if (first === undefined) return { outcome: 'unsure' };
  if (first.topic === 'greeting') return { outcome: first.probability >= GREET_FROM ? 'greeting' : 'unsure' };
  if (first.topic === 'out-of-scope') return { outcome: 'unsure' };
  const outOfScope = ranked.find(({ topic }) => topic === 'out-of-scope')?.probability ?? 0;
  if (first.probability >= ANSWER_FROM && outOfScope < OUT_OF_SCOPE_FROM)
    return { outcome: 'answer', topic: first.topic };
  const offered = ranked
    .slice(0, MOST_CHOICES)
    .filter(({ topic, probability }) => probability >= OFFER_FROM && !isSystem(topic));
  const together = offered.reduce((sum, { probability }) => sum + probability, 0);
  if (offered.length < 2 || together < CHOOSE_FROM) return { outcome: 'unsure' };
  return { outcome: 'choose', choices: offered.map(({ topic }) => topic) };
}

const isSystem = (topic: string): boolean => topic === 'greeting' || topic === 'out-of-scope';
