/** Measures the answer threshold on training examples alone: docs/decisions/003-answer-threshold.md. */
import { type Example, type Ranked, trainMatcher } from '../../../lambda/hotline/answering/matcher';

/** How a matcher that had not seen an example ranked topics for it. */
export interface HeldOut {
  readonly example: Example;
  /** False: belongs to no topic that the matcher knew, so that any answer is wrong. */
  readonly known: boolean;
  readonly ranked: Ranked[];
}

const FOLDS = 5;

/**
 * Every example is ranked once by a matcher trained on the other folds. Of each fold's topics one in so many is left out
 * of training too: its examples stand for what people ask that has no reply yet.
 */
export function crossValidate(examples: readonly Example[], missingTopicEvery = 10): HeldOut[] {
  const topics = [...new Set(examples.map(({ topic }) => topic))].sort();
  return Array.from({ length: FOLDS }, (_, fold) => {
    const missing = new Set(topics.filter((topic, i) => i % missingTopicEvery === fold && !isSystem(topic)));
    const matcher = trainMatcher(examples.filter((e, i) => i % FOLDS !== fold && !missing.has(e.topic)));
    return examples
      .filter(({ topic }, i) => i % FOLDS === fold || missing.has(topic))
      .map((example) => ({
        example,
        known: !missing.has(example.topic),
        ranked: matcher.rank(example.text, example.language),
      }));
  }).flat();
}

const isSystem = (topic: string): boolean => topic === 'greeting' || topic === 'out-of-scope';
