import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ANSWER_FROM, chooseOutcome } from '../../../lambda/hotline/answering/policy';

const ranked = (...pairs: [string, number][]) => pairs.map(([topic, probability]) => ({ topic, probability }));

test('a likely topic is answered, exactly from the threshold on', () => {
  expect(chooseOutcome(ranked(['warrant', ANSWER_FROM], ['home-door', 0.3]))).toEqual({
    outcome: 'answer',
    topic: 'warrant',
  });
  expect(chooseOutcome(ranked(['warrant', ANSWER_FROM - 0.001], ['home-door', 0.3])).outcome).toBe('choose');
});

test('a likely topic is not answered when the text may as well be out of scope', () => {
  expect(chooseOutcome(ranked(['warrant', 0.7], ['out-of-scope', 0.15], ['home-door', 0.15])).outcome).toBe('choose');
  expect(chooseOutcome(ranked(['warrant', 0.85], ['out-of-scope', 0.15])).outcome).toBe('unsure');
});

test('few likely topics are a choice of at most three, likeliest first', () => {
  expect(chooseOutcome(ranked(['a', 0.3], ['b', 0.25], ['c', 0.2], ['d', 0.19]))).toEqual({
    outcome: 'choose',
    choices: ['a', 'b', 'c'],
  });
});

test('unlikely topics are not offered, and one topic alone is no choice', () => {
  expect(chooseOutcome(ranked(['a', 0.55], ['b', 0.02], ['c', 0.01]))).toEqual({ outcome: 'unsure' });
  expect(chooseOutcome(ranked(['a', 0.2], ['b', 0.1], ['c', 0.1]))).toEqual({ outcome: 'unsure' });
});

test('what is out of scope is never answered, and a greeting is greeted', () => {
  expect(chooseOutcome(ranked(['out-of-scope', 0.9], ['warrant', 0.1]))).toEqual({ outcome: 'unsure' });
  expect(chooseOutcome(ranked(['greeting', 0.7], ['about-us', 0.3]))).toEqual({ outcome: 'greeting' });
  expect(chooseOutcome(ranked(['greeting', 0.2], ['about-us', 0.19]))).toEqual({ outcome: 'unsure' });
  expect(chooseOutcome([])).toEqual({ outcome: 'unsure' });
});

test('no choice ever holds a system topic, fewer than two or more than three', () =>
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'greeting', 'out-of-scope'), { minLength: 1 }),
      fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 6, maxLength: 6 }),
      (topics, weights) => {
        const sum = topics.reduce((total, _, i) => total + weights[i]!, 0);
        const all = topics.map((topic, i) => ({ topic, probability: weights[i]! / sum }));
        const outcome = chooseOutcome(all.sort((a, b) => b.probability - a.probability));
        if (outcome.outcome !== 'choose') return;
        expect(outcome.choices.length).toBeGreaterThanOrEqual(2);
        expect(outcome.choices.length).toBeLessThanOrEqual(3);
        expect(outcome.choices).not.toContain('greeting');
        expect(outcome.choices).not.toContain('out-of-scope');
      },
    ),
  ));
