import fc from 'fast-check';
import { SegmentedMessage } from 'sms-segments-calculator';
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

  const unit = fc.constantFrom(...'aZ 9\n\r@éñ¿[]{}€^~|\\\f', '\r\n', 'á', 'ł', '🚨', 'e\u0301', '一');
  const text = fc.oneof(
    fc.string({ unit, maxLength: 400 }),
    fc.string({ unit: fc.constantFrom(...'aé €[\n'), minLength: 140, maxLength: 480 }),
  );

  test('our count is the library’s, whatever the characters', () =>
    fc.assert(
      fc.property(text, (body) => {
        const theirs = new SegmentedMessage(body);
        const ours = countSegments(body);
        expect([ours.segments, ours.encoding]).toEqual([theirs.segmentsCount, theirs.encodingName]);
        if (ours.encoding === 'GSM-7') expect(ours.units).toBe(theirs.numberOfCharacters);
      }),
      { numRuns: 200 },
    ));
});
