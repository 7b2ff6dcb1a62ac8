import fc from 'fast-check';
import { expect, test } from 'vitest';
import { detectLanguage } from '../../../lambda/hotline/answering/language';
import { LANGUAGES } from '../../../lambda/hotline/replies/book';

const language = (text: string) => detectLanguage(text)?.language;

test.each([
  ['en', 'wat do i say 2 ice'],
  ['en', 'they took my bro'],
  ['es', 'la migra esta tocando mi puerta'],
  ['es', 'k ago'],
  ['es', 'xq'],
  ['es', 'ICE esta en mi house'],
  ['pl', 'ICE stoi pod drzwiami, co robić'],
  ['tl', 'nasa labas ang ICE'],
  ['fr', 'ils ont emmené mon mari'],
  ['ht', 'ICE ap frape pòt la'],
  ['zh', '移民局在敲门 help'],
  ['ar', 'هل يمكنهم الدخول بدون إذن'],
  ['ur', 'مجھے وکیل چاہیے'],
  ['hi', 'इमिग्रेशन वाले दरवाजे पर हैं'],
  ['uk', 'ICE стукає у двері'],
  ['uk', 'мне нужен адвокат'],
] as const)('%s: %s', (expected, text) => {
  expect(language(text)).toBe(expected);
});

test.each(['ok', 'OK!', '911', '👍', '', '   ', '?', 'ICE', '312-555-0100', 'no'])(
  'nothing is told from "%s"',
  (text) => {
    expect(detectLanguage(text)).toBeUndefined();
  },
);

test('case, missing accents and stretched letters do not change the language', () => {
  for (const text of ['¿Dónde está mi esposo?', 'DONDE ESTA MI ESPOSO', 'dondeeee esta mi esposo'])
    expect(language(text)).toBe('es');
});

test('any text gives a known language that is likelier than not, or nothing', () =>
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), (text) => {
      const detected = detectLanguage(text);
      if (detected === undefined) return;
      expect(LANGUAGES).toContain(detected.language);
      expect(detected.probability).toBeGreaterThan(0.5);
      expect(detected.probability).toBeLessThanOrEqual(1);
    }),
  ));
