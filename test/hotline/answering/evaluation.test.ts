import { describe, expect, test } from 'vitest';
import { detectLanguage } from '../../../lambda/hotline/answering/language';
import { trainMatcher } from '../../../lambda/hotline/answering/matcher';
import { tokenize } from '../../../lambda/hotline/answering/matching/features';
import { chooseOutcome } from '../../../lambda/hotline/answering/policy';
import { assessUrgency } from '../../../lambda/hotline/answering/urgency';
import { loadContent } from '../../../scripts/content';
import { crossValidate } from './cross-validation';
import { evaluationSet, type LabelledText, trainingExamples } from './evaluation-set';

const examples = trainingExamples(loadContent());
const matcher = trainMatcher(examples);

const answers = evaluationSet.map((labelled) => {
  const ranked = matcher.rank(labelled.text, detectLanguage(labelled.text)?.language);
  return { labelled, ranked, outcome: chooseOutcome(ranked) };
});
const isScoped = ({ topics }: LabelledText) => topics[0] !== 'out-of-scope' && topics[0] !== 'greeting';
const share = <T>(items: readonly T[], holds: (item: T) => boolean) => items.filter(holds).length / items.length;
const urgency = ({ text }: LabelledText) => assessUrgency(text, detectLanguage(text)?.language ?? 'en');

describe('the evaluation set', () => {
  test('has none of the training examples', () => {
    const trained = new Set(examples.map(({ text }) => tokenize(text).join(' ')));
    expect(evaluationSet.filter(({ text }) => trained.has(tokenize(text).join(' ')))).toEqual([]);
  });

  test('is large and mixed enough to measure with', () => {
    expect(evaluationSet.length).toBeGreaterThanOrEqual(250);
    expect(new Set(evaluationSet.map(({ language }) => language)).size).toBe(11);
    expect(evaluationSet.filter(({ urgency }) => urgency === 'now').length).toBeGreaterThanOrEqual(40);
    expect(evaluationSet.filter(({ seemsUrgent }) => seemsUrgent).length).toBeGreaterThanOrEqual(30);
    expect(evaluationSet.filter(({ topics }) => topics[0] === 'out-of-scope').length).toBeGreaterThanOrEqual(30);
  });
});

describe('answers on the evaluation set, with the real content', () => {
  const scoped = answers.filter(({ labelled }) => isScoped(labelled) && ['en', 'es'].includes(labelled.language));

  test('put the right topic first for 80 % of English and Spanish texts, and among three for 92 %', () => {
    expect(share(scoped, ({ ranked, labelled }) => labelled.topics.includes(ranked[0]!.topic))).toBeGreaterThan(0.8);
    const among3 = share(scoped, ({ ranked, labelled }) =>
      ranked.slice(0, 3).some(({ topic }) => labelled.topics.includes(topic)),
    );
    expect(among3).toBeGreaterThan(0.92);
  });

  test('are wrong for at most 7 % of all texts that have a topic', () => {
    const wrong = share(
      answers.filter(({ labelled }) => isScoped(labelled)),
      ({ outcome, labelled }) => outcome.outcome === 'answer' && !labelled.topics.includes(outcome.topic),
    );
    expect(wrong).toBeLessThanOrEqual(0.07);
  });

  test('are given to at most 8 % of what is out of scope', () => {
    const outOfScope = answers.filter(({ labelled }) => labelled.topics[0] === 'out-of-scope');
    expect(share(outOfScope, ({ outcome }) => outcome.outcome === 'answer')).toBeLessThanOrEqual(0.08);
  });
});

describe('urgency and language on the evaluation set', () => {
  test('97 % of what happens now is found', () => {
    const happening = evaluationSet.filter(({ urgency }) => urgency === 'now');
    expect(share(happening, (labelled) => urgency(labelled).level === 'now')).toBeGreaterThanOrEqual(0.97);
  });

  test('90 % of what is taken as happening now is, a possible sighting counted as not', () => {
    const found = evaluationSet.filter((labelled) => urgency(labelled).level === 'now');
    expect(share(found, (labelled) => labelled.urgency === 'now')).toBeGreaterThanOrEqual(0.9);
  });

  test('the language of 97 % of texts is told right', () => {
    expect(share(evaluationSet, ({ text, language }) => detectLanguage(text)?.language === language)).toBeGreaterThan(
      0.97,
    );
  });
});

test('cross-validated on training examples, the threshold answers wrong at most 7 % and out-of-scope at most 8 %', () => {
  const held = crossValidate(examples).filter(({ known }) => known);
  const scoped = held.filter(({ example }) => example.topic !== 'out-of-scope' && example.topic !== 'greeting');
  const wrong = share(scoped, ({ ranked, example }) => {
    const outcome = chooseOutcome(ranked);
    return outcome.outcome === 'answer' && outcome.topic !== example.topic;
  });
  expect(wrong).toBeLessThanOrEqual(0.07);
  const outOfScope = held.filter(({ example }) => example.topic === 'out-of-scope');
  expect(share(outOfScope, ({ ranked }) => chooseOutcome(ranked).outcome === 'answer')).toBeLessThanOrEqual(0.08);
});
