/**
 * Scores into probabilities: a softmax with a sharpness, and a share for "none of these" with a level of its own.
 * Both are fitted on training texts that the scoring model had not seen, some of them of topics it had not seen.
 */

export interface Calibration {
  /** What scores are multiplied by. */
  readonly sharpness: number;
  /** The score at which "none of these" stands. */
  readonly level: number;
}

/** The scores of a text that the model had not been trained on; topic -1: it belongs to none of those scored. */
export interface Unseen {
  readonly scores: Float64Array;
  readonly topic: number;
}

/** Fair for a first guess, and for training sets too small to fit anything. */
const DEFAULT: Calibration = { sharpness: 4, level: -0.3 };

/** Texts of unseen topics count this much: the topics of a book are many, so what is left out is mostly far away. */
const NONE_WEIGHT = 0.5;

/**
 * Probabilities of the topics, summing to 1. The share of "none of these" is spread evenly over all,
 * so that a text like nothing known ends near 1/topics everywhere.
 */
export function toProbabilities(scores: Float64Array, { sharpness, level }: Calibration): Float64Array {
  let highest = level;
  for (const score of scores) highest = Math.max(highest, score);
  const none = Math.exp(sharpness * (level - highest));
  const parts = scores.map((score) => Math.exp(sharpness * (score - highest)));
  let sum = none;
  for (const part of parts) sum += part;
  return parts.map((part) => (part + none / scores.length) / sum);
}

/** Two numbers need no more texts than this. */
const ENOUGH = 2000;

/** Log loss of a calibration on unseen texts. */
function loss(unseen: readonly Unseen[], { sharpness, level }: Calibration): number {
  let total = 0;
  for (const { scores, topic } of unseen) {
    let highest = level;
    for (const score of scores) highest = Math.max(highest, score);
    let sum = Math.exp(sharpness * (level - highest));
    for (const score of scores) sum += Math.exp(sharpness * (score - highest));
    const own = topic === -1 ? level : scores[topic]!;
    total += (Math.log(sum) - sharpness * (own - highest)) * (topic === -1 ? NONE_WEIGHT : 1);
  }
  return total;
}

/** Fits by a coordinate search on a shrinking grid: two numbers, a smooth loss, no need for more. */
export function fitCalibration(all: readonly Unseen[]): Calibration {
  if (all.length < 20) return DEFAULT;
  const every = Math.ceil(all.length / ENOUGH);
  const unseen = all.filter((_, i) => i % every === 0);
  const knowsNone = unseen.some(({ topic }) => topic === -1);
  let best = DEFAULT;
  let least = loss(unseen, best);
  for (let factor = 2, step = 0.4; step > 0.01; factor = Math.sqrt(factor), step /= 2) {
    for (let again = true; again; ) {
      again = false;
      const { sharpness, level } = best;
      const tries = [
        { sharpness: sharpness * factor, level },
        { sharpness: sharpness / factor, level },
        ...(knowsNone
          ? [
              { sharpness, level: level + step },
              { sharpness, level: level - step },
            ]
          : []),
      ];
      for (const candidate of tries) {
        const value = loss(unseen, candidate);
        if (candidate.sharpness > 50 || candidate.sharpness < 0.5 || value >= least) continue;
        [best, least, again] = [candidate, value, true];
      }
    }
  }
  return best;
}
