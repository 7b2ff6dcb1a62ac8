import fc from 'fast-check';
import MessagingResponse from 'twilio/lib/twiml/MessagingResponse.js';
import { expect, test } from 'vitest';
import { twimlOf } from '../../lambda/platform/carrier/twiml';

const CALLBACK = 'https://hotline.example/deliveries?a=1&b=2';

/** The carrier reads entities, whichever way they are written. */
const read = (xml: string): string =>
  xml
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

const byTwilio = (replies: readonly string[]): string => {
  const twiml = new MessagingResponse();
  for (const reply of replies) twiml.message({ action: CALLBACK, method: 'POST' }, reply);
  return twiml.toString();
};

// Characters that XML allows; what people text is cleaned of the others before it gets here.
const sentence = fc.stringMatching(/^[ -~áéíóúñ¿¡\u0600-\u06ff\u4e00-\u4eff]{1,80}$/);

test('says what the twilio package’s own builder says, whatever is in the replies', () =>
  fc.assert(
    fc.property(fc.array(sentence, { minLength: 1, maxLength: 4 }), (replies) => {
      expect(read(twimlOf(replies, CALLBACK))).toBe(read(byTwilio(replies)));
    }),
  ));

test('words cannot become markup', () => {
  const twiml = twimlOf(['</Message><Redirect>https://evil.example</Redirect>'], CALLBACK);
  expect(twiml).not.toContain('<Redirect>');
  expect(twiml).toContain('&lt;Redirect&gt;');
});

test('nothing to say is an empty response', () => {
  expect(twimlOf([], CALLBACK)).toBe('<?xml version="1.0" encoding="UTF-8"?><Response></Response>');
});
