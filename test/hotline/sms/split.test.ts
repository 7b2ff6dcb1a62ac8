import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitWords } from '../../../lambda/hotline/sms/split';

test('short words stay whole, empty ones too', () => {
  expect(splitWords('they are here')).toEqual(['they are here']);
  expect(splitWords('')).toEqual(['']);
});

test('long words are cut between words', () => {
  expect(splitWords('one two three four', 9)).toEqual(['one two', 'three', 'four']);
});

test('whatever is written arrives whole, in parts that fit, with no character cut', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.integer({ min: 4, max: 60 }), (words, limit) => {
      const parts = splitWords(words, limit);
      for (const part of parts) {
        expect(part.length).toBeLessThanOrEqual(limit);
        expect(part.isWellFormed()).toBe(true);
      }
      expect(parts.join('').replace(/\s/g, '')).toBe(words.replace(/\s/g, ''));
    }),
  ));
