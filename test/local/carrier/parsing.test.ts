import fc from 'fast-check';
import twilio from 'twilio';
import { describe, expect, test } from 'vitest';
import { addressKind, nextFreeNumber, readable } from '../../../local/carrier/addresses';
import { measure } from '../../../local/carrier/measure';
import { parseOptOutWord } from '../../../local/carrier/opt-out';
import { parseTwiml, TwimlError } from '../../../local/carrier/twiml';
import { parseConnection } from '../../../local/carrier/webhook';

describe('TwiML', () => {
  /** Characters that XML 1.0 can hold: the writer of the twilio package refuses or drops the others. */
  const words = fc.string({ unit: 'grapheme' }).filter((s) => !/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(s));

  test('whatever the twilio package writes is read back', () =>
    fc.assert(
      fc.property(fc.array(fc.record({ body: words, action: fc.webUrl() }), { maxLength: 4 }), (messages) => {
        const response = new twilio.twiml.MessagingResponse();
        for (const { body, action } of messages) response.message({ action }, body);
        expect(parseTwiml(response.toString())).toEqual(
          messages.map(({ body, action }) => ({ body: body.trim(), media: [], statusCallback: action })),
        );
      }),
    ));

  test('Body and Media elements, entities, CDATA and comments are read', () => {
    const xml = `<?xml version="1.0"?><!-- to a phone -->
      <Response>
        <Message statusCallback='/deliveries?e=1&amp;f=2'><Body>a &lt; b &#233; <![CDATA[<c>]]></Body><Media>https://example.org/a.jpg</Media></Message>
        <Message/>
      </Response>`;
    expect(parseTwiml(xml)).toEqual([
      { body: 'a < b é <c>', media: ['https://example.org/a.jpg'], statusCallback: '/deliveries?e=1&f=2' },
      { body: '', media: [] },
    ]);
  });

  test.each([
    '',
    'hello',
    '<Response>',
    '<Response></Message></Response>',
    '<Response/><Response/>',
    '<Answer/>',
    '<Response><Redirect>/texts</Redirect></Response>',
    '<Response><Message>a & b &nope;</Message></Response>',
    '<!DOCTYPE x [<!ENTITY a "b">]><Response/>',
  ])('%j is refused', (xml) => {
    expect(() => parseTwiml(xml)).toThrow(TwimlError);
  });
});

test('segments are priced in both directions, a picture as one', () => {
  expect(measure('hola')).toEqual({ segments: 1, encoding: 'GSM-7', cost: 0.0083 });
  expect(measure('x'.repeat(161))).toEqual({ segments: 2, encoding: 'GSM-7', cost: 0.0166 });
  expect(measure('está', 0, true)).toEqual({ segments: 1, encoding: 'UCS-2', cost: 0.0083 });
  expect([measure('', 1, true).cost, measure('', 1).cost]).toEqual([0.0165, 0.022]);
});

test('a text of 100 KB is measured in a moment', () => {
  const started = performance.now();
  expect(measure('x'.repeat(100_000))).toMatchObject({ segments: 654, encoding: 'GSM-7' });
  expect(measure(`${'x'.repeat(99_999)}😀`)).toMatchObject({ segments: 1_493, encoding: 'UCS-2' });
  expect(performance.now() - started).toBeLessThan(5_000);
});

test('an opt-out word counts only alone', () => {
  expect(parseOptOutWord(' Stop\n')?.type).toBe('STOP');
  expect(parseOptOutWord('unstop')?.type).toBe('START');
  expect(parseOptOutWord('ayuda')?.answer).toContain('URGENTE');
  expect(parseOptOutWord('')).toBeUndefined();
  expect(parseOptOutWord('stop it')).toBeUndefined();
});

test('addresses are told apart', () => {
  expect(['+13125550101', '24680', 'whatsapp:+13125550101'].map(addressKind)).toEqual([
    'number',
    'short-code',
    'whatsapp',
  ]);
  for (const bad of ['', '+0312555', '13125550101', 'tel:+13125550101', '+1312555 0101', '+13125550101\n', 'faults']) {
    expect(addressKind(bad)).toBeUndefined();
  }
  expect(readable('+13125550101')).toBe('(312) 555-0101');
  expect(readable('24680')).toBe('24680');
  expect(nextFreeNumber(new Set(['+13125550101', '+13125550103']))).toBe('+13125550102');
});

test('connection overrides are read from the fragment, with Twilio’s defaults', () => {
  expect(parseConnection('#ct=2000&rt=4500&tt=14500&rc=2&rp=all')).toEqual({
    ...{ connectMs: 2_000, readMs: 4_500, totalMs: 14_500, retries: 2 },
    policy: new Set(['ct', 'rt', '4xx', '5xx']),
  });
  expect(parseConnection('')).toEqual({
    ...{ connectMs: 5_000, readMs: 15_000, totalMs: 15_000, retries: 1 },
    policy: new Set(['ct']),
  });
});
