import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countSegments } from '../../../lambda/hotline/sms/segments';

describe('what the carrier bills', () => {
  test.each([
    ['', 1, 'GSM-7', 0],
    ['a'.repeat(160), 1, 'GSM-7', 160],
    ['a'.repeat(161), 2, 'GSM-7', 161],
    ['a'.repeat(306), 2, 'GSM-7', 306],
    ['a'.repeat(307), 3, 'GSM-7', 307],
    ['ñéü¿¡', 1, 'GSM-7', 5],
    ['[€]', 1, 'GSM-7', 6],
    ['á'.repeat(70), 1, 'UCS-2', 70],
    ['á'.repeat(71), 2, 'UCS-2', 71],
    ['á'.repeat(134), 2, 'UCS-2', 134],
    ['á'.repeat(135), 3, 'UCS-2', 135],
    ['🚨', 1, 'UCS-2', 2],
    ['一'.repeat(201), 3, 'UCS-2', 201],
  ] as const)('%j takes %i segments', (text, segments, encoding, units) => {
    expect(countSegments(text)).toMatchObject({ segments, encoding, units });
  });

  test('an escaped character is never cut in two: it moves to the next segment whole', () => {
    // 152 + "[" (two septets) does not fit into 153, so that the second segment holds one more than it would.
    expect(countSegments(`${'a'.repeat(152)}[${'a'.repeat(151)}`).segments).toBe(2);
    expect(countSegments(`${'a'.repeat(152)}[${'a'.repeat(152)}`).segments).toBe(3);
  });

  test('the characters that make a text expensive are named once each', () => {
    expect(countSegments('Pásele, está aquí 👍👍').expensive).toEqual(['á', 'í', '👍']);
    expect(countSegments('Niñez, ¿qué?').expensive).toEqual([]);
  });

  test('counts agree with the carrier’s arithmetic for plain letters', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.constantFrom('a', 'á'), (length, letter) => {
        const [single, several] = letter === 'a' ? [160, 153] : [70, 67];
        const expected = length <= single ? 1 : Math.ceil(length / several);
        expect(countSegments(letter.repeat(length)).segments).toBe(expected);
      }),
      { numRuns: 60 },
    ));
});
