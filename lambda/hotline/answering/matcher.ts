/**
 * Which topic a text is about: trained on examples, ranks all topics with probabilities that can be trusted.
 * Imports nothing from the rest of the project, so that it can be built and measured alone.
 */
import { type Calibration, toProbabilities } from './matching/calibration';
import { type MatcherModel, type Rows, readRows } from './matching/codec';
import { extractFeatures } from './matching/features';
import { START } from './matching/linear';
import { type Example, trainModel } from './matching/train';
import { idfOf, makeVocabulary, toVector, type Vocabulary } from './matching/vectors';

export type { Example, MatcherModel };

export interface Ranked {
  readonly topic: string;
  /** 0 to 1; all topics of a ranking sum to 1. */
  readonly probability: number;
}

export interface Matcher {
  /**
   * Ranks every topic for a text, the likeliest first; equal ones in alphabetical order.
   * @param language of the text, where known: words then count as words of that language too
   */
  rank(text: string, language?: string): Ranked[];
  /** Compact and JSON-serialisable; `restoreMatcher` ranks exactly as this one. */
  save(): MatcherModel;
}

/**
 * Trains a matcher. Deterministic: the same examples in the same order give the same matcher.
 * @throws RangeError without any example
 */
export function trainMatcher(examples: readonly Example[]): Matcher {
  if (examples.length === 0) throw new RangeError('a matcher needs at least one example');
  return restoreMatcher(trainModel(examples));
}

/** @throws RangeError when the model is of another version or incomplete */
export function restoreMatcher(model: MatcherModel): Matcher {
  if (model.version !== 1) throw new RangeError('the saved matcher is of an unknown version');
  const rows = readRows(model.features, model.scale);
  const idf = Float32Array.from(rows.documents, (documents) => idfOf(documents, model.examples));
  const vocabulary = makeVocabulary(rows.keys, rows.documents, idf, idfOf(0, model.examples));
  return {
    rank: (text, language) => rank(text, language, model, rows, vocabulary),
    save: () => model,
  };
}

function rank(
  text: string,
  language: string | undefined,
  model: { topics: readonly string[] } & Calibration,
  rows: Rows,
  vocabulary: Vocabulary,
): Ranked[] {
  const { at, values } = toVector(extractFeatures(text, language), vocabulary);
  const scores = new Float64Array(model.topics.length).fill(START);
  for (let k = 0; k < at.length; k++) {
    const end = rows.starts[at[k]! + 1]!;
    for (let entry = rows.starts[at[k]!]!; entry < end; entry++)
      scores[rows.topicOf[entry]!]! += rows.weightOf[entry]! * values[k]!;
  }
  const probabilities = toProbabilities(scores, model);
  return model.topics
    .map((topic, number) => ({ topic, probability: probabilities[number]! }))
    .sort((a, b) => b.probability - a.probability);
}
