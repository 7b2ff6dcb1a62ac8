import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

/** Imports point one way (design 3): entry -> console, platform -> hotline. */
const sources = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => join(entry.parentPath, entry.name));

const importsOf = (file: string): string[] =>
  [
    ...readFileSync(file, 'utf8').matchAll(/(?:^import [^'\n]*|^export [^'\n]* from |^\} from |import\()'([^'\n]+)'/gm),
  ].map(([, from = '']) => (from.startsWith('.') ? relative('.', join(dirname(file), from)) : from));

const breaking = (folder: string, allowed: (from: string) => boolean): string[] =>
  sources(folder).flatMap((file) =>
    importsOf(file)
      .filter((from) => !allowed(from))
      .map((from) => `${file} imports ${from}`),
  );

const isOwn = (from: string): boolean => /^(lambda|lib|bin|local|scripts|test|dist|bench)\//.test(from);
const PURE = ['libphonenumber-js', 'libphonenumber-js/min', 'sms-segments-calculator', 'zod/mini'];

describe('imports point one way', () => {
  test('the rules know nothing but themselves and small pure libraries', () => {
    expect(breaking('lambda/hotline', (from) => from.startsWith('lambda/hotline/') || PURE.includes(from))).toEqual([]);
  });

  test('the matcher knows nothing of the rest of the project', () => {
    const allowed = (from: string) => !isOwn(from) || from.startsWith('lambda/hotline/answering/matching/');
    const files = ['lambda/hotline/answering/matcher.ts', ...sources('lambda/hotline/answering/matching')];
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter((from) => !allowed(from) && from !== 'lambda/hotline/answering/matcher')
        .map((from) => `${file} imports ${from}`),
    );
    expect(wrong).toEqual([]);
  });

  test('the platform knows the rules, not the pages and no entry', () => {
    const allowed = (from: string) => !isOwn(from) || /^lambda\/(platform|hotline)\/|^dist\//.test(from);
    expect(breaking('lambda/platform', allowed)).toEqual([]);
  });

  test('the pages know the platform and the rules', () => {
    const allowed = (from: string) => !isOwn(from) || /^lambda\/(console|platform|hotline)\//.test(from);
    expect(breaking('lambda/console', allowed)).toEqual([]);
  });

  test('what is deployed is told by path: the stack imports no run-time code', () => {
    const allowed = (from: string) => !isOwn(from) || from.startsWith('lib/');
    expect(breaking('lib', allowed)).toEqual([]);
  });

  test('only the platform and the pages know AWS and Twilio', () => {
    const sdk = (from: string) => /^(@aws-sdk|@aws-lambda-powertools|twilio)/.test(from);
    const outside = sources('lambda/hotline').flatMap((file) => importsOf(file).filter(sdk));
    expect(outside).toEqual([]);
  });
});
