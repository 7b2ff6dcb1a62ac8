/** From examples to a saved model: features, weights, and probabilities that mean what they say. */
import { type Calibration, fitCalibration, type Unseen } from './calibration';
import { type MatcherModel, toByte, Writer } from './codec';
import { type Bag, extractFeatures } from './features';
import { type Linear, score, trainLinear } from './linear';
import { learnVocabulary, toVector, type Vocabulary } from './vectors';

export interface Example {
  readonly text: string;
  readonly topic: string;
  readonly language?: string;
}

/** Unseen scores come from this many trainings without a part of the examples; large sets need only the first. */
const FOLDS = 4;
const ENOUGH_UNSEEN = 600;

/** In each such training one topic in so many is missing, to learn how a text of no topic scores. */
const MISSING_TOPIC_EVERY = 8;

/**
 * Weights under 0.9 % of the largest are not saved: on a public set of 150 topics that moved accuracy by less than
 * 0.1 points and made the model less than half as large.
 */
const LEAST_BYTE = 12;

/** Trains on all examples, after measuring on held-out parts of them how far scores can be trusted. */
export function trainModel(examples: readonly Example[]): MatcherModel {
  const topics = [...new Set(examples.map(({ topic }) => topic))].sort();
  const numbers = new Map(topics.map((topic, number) => [topic, number]));
  const labels = Int32Array.from(examples, ({ topic }) => numbers.get(topic)!);
  const bags = examples.map(({ text, language }) => extractFeatures(text, language));
  const calibration = calibrate(bags, labels, topics.length);
  const { vocabulary, linear } = fit(bags, labels, topics.length);
  return encode(topics, bags, vocabulary, linear, calibration);
}

function fit(bags: readonly Bag[], labels: Int32Array, topics: number): { vocabulary: Vocabulary; linear: Linear } {
  const vocabulary = learnVocabulary(bags);
  const vectors = bags.map((bag) => toVector(bag, vocabulary));
  return { vocabulary, linear: trainLinear(vectors, labels, topics, vocabulary.keys.length) };
}

function calibrate(bags: readonly Bag[], labels: Int32Array, topics: number): Calibration {
  const unseen: Unseen[] = [];
  for (let fold = 0; fold < FOLDS && unseen.length < ENOUGH_UNSEEN; fold++) {
    const missing = (label: number) => topics > MISSING_TOPIC_EVERY && label % MISSING_TOPIC_EVERY === fold;
    const rest = [...bags.keys()].filter((i) => i % FOLDS !== fold && !missing(labels[i]!));
    if (rest.length === 0) continue;
    const { vocabulary, linear } = fit(
      rest.map((i) => bags[i]!),
      Int32Array.from(rest, (i) => labels[i]!),
      topics,
    );
    for (let i = 0; i < bags.length; i++) {
      const label = labels[i]!;
      if (i % FOLDS !== fold) continue;
      const scores = new Float64Array(topics);
      score(linear, toVector(bags[i]!, vocabulary), scores);
      unseen.push({
        scores: scores.filter((_, t) => !missing(t)),
        topic: missing(label) ? -1 : placeAmong(label, missing),
      });
    }
  }
  return fitCalibration(unseen);
}

/** Number of a topic once the missing ones are left out. */
function placeAmong(label: number, missing: (label: number) => boolean): number {
  let place = label;
  for (let other = 0; other < label; other++) if (missing(other)) place--;
  return place;
}

function encode(
  topics: readonly string[],
  bags: readonly Bag[],
  vocabulary: Vocabulary,
  { weights }: Linear,
  calibration: Calibration,
): MatcherModel {
  let scale = 1e-9;
  for (const weight of weights) scale = Math.max(scale, Math.abs(weight));
  const writer = new Writer();
  let last = 0;
  for (const { key, feature } of inKeyOrder(vocabulary.keys)) {
    const row = weights.subarray(feature * topics.length, (feature + 1) * topics.length);
    const entries = [...row]
      .map((weight, topic) => ({ topic, byte: toByte(weight, scale) }))
      .filter(({ byte }) => Math.abs(byte) >= LEAST_BYTE);
    writer.integer(key - last);
    last = key;
    writer.integer(vocabulary.documents[feature]!);
    writer.integer(entries.length);
    for (const { topic, byte } of entries) {
      writer.integer(topic);
      writer.byte(byte & 255);
    }
  }
  return { version: 1, topics, examples: bags.length, ...calibration, scale, features: writer.base64() };
}

function inKeyOrder(keys: Uint32Array): { key: number; feature: number }[] {
  return [...keys].map((key, feature) => ({ key, feature })).sort((a, b) => a.key - b.key);
}
