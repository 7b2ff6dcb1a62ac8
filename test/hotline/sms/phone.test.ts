import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatAddress, parseAddress } from '../../../lambda/hotline/sms/phone';
import { parseTypedNumber } from '../../../lambda/hotline/sms/typed-number';

describe('the sender of a webhook', () => {
  test.each([
    ['+13125550101', { channel: 'sms', e164: '+13125550101' }],
    ['whatsapp:+525512345678', { channel: 'whatsapp', e164: '+525512345678' }],
    ['+48221234567', { channel: 'sms', e164: '+48221234567' }],
    ['88788', 'short-code'],
    ['729725', 'short-code'],
    ['911', 'short-code'],
    ['BANKALERT', 'not-a-phone'],
    ['+266696687', 'not-a-phone'],
    ['3125550101', 'not-a-phone'],
    ['+1312555010', 'not-a-phone'],
    ['+1 312 555 0101', 'not-a-phone'],
    ['whatsapp:', 'not-a-phone'],
    ['whatsapp:88788', 'not-a-phone'],
    ['sip:ana@example.org', 'not-a-phone'],
    ['', 'not-a-phone'],
    ['+13125550101;ext=5', 'not-a-phone'],
  ])('%j', (from, expected) => {
    expect(parseAddress(from)).toEqual(expected);
  });

  const usNumber = fc.tuple(fc.integer({ min: 200, max: 999 }), fc.integer({ min: 2_000_000, max: 9_999_999 }));

  test('a phone’s address can be written back', () =>
    fc.assert(
      fc.property(usNumber, fc.boolean(), ([area, rest], whatsapp) => {
        const from = `${whatsapp ? 'whatsapp:' : ''}+1${area}${rest}`;
        const address = parseAddress(from);
        if (typeof address === 'string') throw new Error('a US number was refused');
        expect(formatAddress(address)).toBe(from);
      }),
    ));

  test('nothing that is sent as a sender breaks it', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (from) => {
        const address = parseAddress(from);
        if (typeof address !== 'string') expect(formatAddress(address)).toBe(from);
      }),
    ));
});

test.each([
  ['(312) 555-0101', '+13125550101'],
  ['312.555.0101', '+13125550101'],
  ['+1 312 555 0101', '+13125550101'],
  ['+48 22 123 45 67', '+48221234567'],
  ['555-0101', undefined],
  ['312 555 0101 ext. 5', undefined],
  ['Rosa', undefined],
])('a number typed as %j is read as %j', (typed, expected) => {
  expect(parseTypedNumber(typed)).toBe(expected);
});
