import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MatcherModel, restoreMatcher, trainMatcher } from '../../../lambda/hotline/answering/matcher';

const examples = [
  { text: 'ice is at my door', topic: 'home-door', language: 'en' },
  { text: 'do I have to open the door', topic: 'home-door', language: 'en' },
  { text: 'la migra está en mi puerta', topic: 'home-door', language: 'es' },
  { text: 'tengo que abrir la puerta', topic: 'home-door', language: 'es' },
  { text: 'I need a lawyer', topic: 'find-lawyer', language: 'en' },
  { text: 'free immigration lawyer near me', topic: 'find-lawyer', language: 'en' },
  { text: 'necesito un abogado', topic: 'find-lawyer', language: 'es' },
  { text: 'abogado gratis de inmigración', topic: 'find-lawyer', language: 'es' },
  { text: 'they stopped my car', topic: 'car-stop', language: 'en' },
  { text: 'me pararon en el carro', topic: 'car-stop', language: 'es' },
];
const matcher = trainMatcher(examples);
const first = (text: string, language?: string) => matcher.rank(text, language)[0]!.topic;
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.constantFrom('', ' ', '\u0000', '👍🏽', 'ICE', 'x'.repeat(5000), '\ud800', 'مرحبا', '門'),
);

describe('ranking', () => {
  test('finds the topic in spite of accents, capitals, typos and text-speak', () => {
    expect(first('LA MIGRA ESTA EN MI PUERTAAA')).toBe('home-door');
    expect(first('nesesito abogadoo')).toBe('find-lawyer');
    expect(first('need lawer')).toBe('find-lawyer');
    expect(first('m pararon n el karro')).toBe('car-stop');
  });

  test('any text ranks every topic once, likeliest first, with probabilities that sum to 1', () =>
    fc.assert(
      fc.property(anyText, fc.option(fc.constantFrom('en', 'es', 'zh'), { nil: undefined }), (text, language) => {
        const ranked = matcher.rank(text, language);
        expect(ranked.map(({ topic }) => topic).sort()).toEqual(['car-stop', 'find-lawyer', 'home-door']);
        const probabilities = ranked.map(({ probability }) => probability);
        expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9);
        expect(probabilities).toEqual([...probabilities].sort((a, b) => b - a));
        expect(probabilities.every((p) => p >= 0 && p <= 1)).toBe(true);
      }),
    ));

  test('a text with nothing known in it is about equally likely everywhere', () => {
    const ranked = matcher.rank('zzz qqq 9999');
    expect(ranked[0]!.probability - ranked.at(-1)!.probability).toBeLessThan(0.2);
  });

  test('the language decides about a word that two languages use differently', () => {
    const both = trainMatcher([
      { text: 'sale', topic: 'discount', language: 'en' },
      { text: 'big sale today', topic: 'discount', language: 'en' },
      { text: 'sale', topic: 'leaving', language: 'es' },
      { text: 'el bus sale a las dos', topic: 'leaving', language: 'es' },
    ]);
    expect(both.rank('sale', 'en')[0]!.topic).toBe('discount');
    expect(both.rank('sale', 'es')[0]!.topic).toBe('leaving');
  });

  test('texts of scripts without spaces are matched by their characters', () => {
    const chinese = trainMatcher([
      { text: '移民局在敲门', topic: 'home-door' },
      { text: '我需要律师', topic: 'find-lawyer' },
    ]);
    expect(chinese.rank('有人敲门怎么办')[0]!.topic).toBe('home-door');
    expect(chinese.rank('找律师')[0]!.topic).toBe('find-lawyer');
  });
});

describe('training', () => {
  test('the same examples give the same model', () => {
    expect(JSON.stringify(trainMatcher(examples).save())).toBe(JSON.stringify(matcher.save()));
  });

  test('one example is enough', () => {
    expect(trainMatcher([{ text: 'hola', topic: 'greeting' }]).rank('hola')).toEqual([
      { topic: 'greeting', probability: 1 },
    ]);
  });

  test('without examples it refuses', () => {
    expect(() => trainMatcher([])).toThrow(RangeError);
  });
});

describe('saving', () => {
  const saved: MatcherModel = JSON.parse(JSON.stringify(matcher.save()));
  const restored = restoreMatcher(saved);

  test('a restored matcher ranks any text exactly as before', () =>
    fc.assert(
      fc.property(anyText, (text) => {
        expect(restored.rank(text, 'es')).toEqual(matcher.rank(text, 'es'));
      }),
    ));

  test('an incomplete or foreign model is refused', () => {
    const cut = { ...saved, features: Buffer.from(saved.features, 'base64').subarray(0, -1).toString('base64') };
    expect(() => restoreMatcher(cut)).toThrow(RangeError);
    expect(() => restoreMatcher({ ...saved, version: 2 } as unknown as MatcherModel)).toThrow(RangeError);
  });
});

test('the matcher imports nothing from the rest of the project', () => {
  const folder = new URL('../../../lambda/hotline/answering/', import.meta.url);
  const files = ['matcher.ts', ...readdirSync(new URL('matching/', folder)).map((name) => `matching/${name}`)];
  const imports = files.flatMap((file) =>
    [...readFileSync(new URL(file, folder), 'utf8').matchAll(/from '([^']+)'/g)].map(([, name]) => name!),
  );
  expect(imports.length).toBeGreaterThan(5);
  expect(imports.filter((name) => !/^\.\/(matching\/)?[a-z-]+$/.test(name))).toEqual([]);
});
