import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { HotlineError } from '../lambda/hotline/errors';
import { REQUIRED_LANGUAGES } from '../lambda/hotline/replies/book';
import { lintBook } from '../lambda/hotline/replies/lint';
import { toGsm } from '../lambda/hotline/sms/gsm';
import { countSegments } from '../lambda/hotline/sms/segments';
import { buildBook } from '../scripts/build-book';
import { loadContent } from '../scripts/content';

const book = loadContent();
/** Topics that something can be happening about right now. */
const CAN_BE_NOW = [
  'home-door',
  'home-entry',
  'warrant',
  'street-stop',
  'car-stop',
  'work-raid',
  'arrested-ice',
  'find-detained',
  'call-911',
  'witness-raid',
  'dont-sign',
  'domestic-violence',
  'schools',
];

describe('the starter book', () => {
  test('has no finding, not even a warning', () => {
    expect(lintBook(book, { today: '2026-11-24' })).toEqual([]);
  });

  const sentences = book.topics.flatMap((topic) =>
    REQUIRED_LANGUAGES.flatMap((language) =>
      (['text', 'urgent', 'more'] as const).flatMap((part) => {
        const said = topic.replies[language]?.[part];
        return said === undefined ? [] : [[`${topic.id}.${language}.${part}`, said] as const];
      }),
    ),
  );

  test.each(sentences)('%s takes at most two segments as it is sent', (_, said) => {
    const count = countSegments(toGsm(said));
    expect(count.encoding).toBe('GSM-7');
    expect(count.units).toBeLessThanOrEqual(306);
  });

  test('answers what can happen right now with urgent words, in each language', () => {
    for (const id of CAN_BE_NOW) {
      const topic = book.topics.find((t) => t.id === id);
      for (const language of REQUIRED_LANGUAGES)
        expect(topic?.replies[language]?.urgent, `${id} ${language}`).toBeDefined();
    }
  });

  test('says the same things in each language', () => {
    const numbers = (text = '') => (text.match(/\b\d{3}-\d{3}-\d{4}\b|\b911\b|\b988\b/g) ?? []).toSorted();
    for (const { id, replies } of book.topics) {
      expect(Object.keys(replies.es ?? {}).toSorted(), id).toEqual(Object.keys(replies.en).toSorted());
      for (const part of ['text', 'urgent'] as const) {
        expect(numbers(replies.es?.[part]), `${id} ${part}`).toEqual(numbers(replies.en[part]));
      }
    }
  });

  test('promises MORE only where there is more', () => {
    for (const { id, replies } of book.topics) {
      for (const reply of [replies.en, replies.es]) {
        if (/\bMORE\b|\bMAS\b/.test(reply?.text ?? '')) expect(reply?.more, id).toBeDefined();
      }
    }
  });

  test('knows many ways to ask each topic', () => {
    for (const { id, examples } of book.topics) {
      for (const language of REQUIRED_LANGUAGES) expect(examples[language]?.length, id).toBeGreaterThanOrEqual(25);
    }
    for (const language of REQUIRED_LANGUAGES) {
      expect(book.systemExamples.greeting[language]?.length).toBeGreaterThanOrEqual(25);
      expect(book.systemExamples['out-of-scope'][language]?.length).toBeGreaterThanOrEqual(60);
    }
  });

  test('claims no review that nobody made', () => {
    expect(book.topics.filter((topic) => topic.reviewed)).toEqual([]);
  });
});

describe('mistakes in the files', () => {
  let root: string;
  let dir: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'content-'));
    dir = join(root, 'content');
  });
  beforeEach(() => cpSync('content', dir, { recursive: true, force: true }));
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  /** Changes one file; what is said about it afterwards, without the folder. */
  const change = (file: string, edit: (source: string) => string) => {
    const path = join(dir, file);
    const before = readFileSync(path, 'utf8');
    const after = edit(before);
    expect(after).not.toBe(before);
    writeFileSync(path, after);
  };
  const complaints = (): string[] => {
    try {
      buildBook({ dir, out: join(root, 'book.json') });
      return [];
    } catch (error) {
      if (!(error instanceof HotlineError) || error.code !== 'book.invalid') throw error;
      return error.message.split('\n').map((line) => line.replaceAll(`${dir}/`, ''));
    }
  };
  /** Number of the first line that begins so, after the line that begins with `below`. */
  const lineOf = (file: string, start: string, below = '') => {
    const lines = readFileSync(join(dir, file), 'utf8').split('\n');
    const from = lines.findIndex((line) => line.startsWith(below));
    return lines.findIndex((line, index) => index >= from && line.startsWith(start)) + 1;
  };

  test('a missing reply is named with its line and what to do', () => {
    change('topics/warrant.yaml', (yaml) => yaml.replace(/\n {2}es:\n {4}text: >-\n( {6}.*\n)+/, '\n  es:\n'));
    expect(complaints()).toEqual([
      `topics/warrant.yaml:${lineOf('topics/warrant.yaml', '  es:', 'replies:')}: replies.es.text is missing: say what to do, in at most two segments`,
    ]);
  });

  test('all mistakes of all files are told at once', () => {
    change('topics/warrant.yaml', (yaml) => yaml.replace('reviewed: false', 'reviewed: perhaps'));
    change('topics/car-stop.yaml', (yaml) => `${yaml}colour: red\n`);
    change('topics/about-us.yaml', (yaml) => yaml.replace('2026-11-24', '24/11/2026'));
    change('messages/es.yaml', (yaml) => `${yaml}extra: Hola\n`);
    change('menu.yaml', (yaml) => yaml.replace('- warrant', '- ["warrant"]'));
    expect(complaints()).toEqual([
      `topics/about-us.yaml:${lineOf('topics/about-us.yaml', 'reviewedOn:')}: reviewedOn must be a day such as 2026-11-24: give the day of the last review, like 2026-11-24`,
      `topics/car-stop.yaml:${lineOf('topics/car-stop.yaml', 'colour:')}: colour is not known here: is it misspelt, or indented too far?`,
      `topics/warrant.yaml:${lineOf('topics/warrant.yaml', 'reviewed:')}: reviewed must be true or false: say true once a person of your organisation has signed it, else false`,
      `messages/es.yaml:${lineOf('messages/es.yaml', 'extra:')}: extra has no English: add it to en.yaml, or take it out`,
      `menu.yaml:${lineOf('menu.yaml', '- ["warrant"]')}: 1 must be words (put numbers and yes/no in quotes)`,
    ]);
  });

  test('a number among the examples is told to be put in quotes', () => {
    change('topics/call-911.yaml', (yaml) => yaml.replace('  en:\n    - ', '  en:\n    - 911\n    - '));
    expect(complaints()).toEqual([
      expect.stringMatching(
        /^topics\/call-911\.yaml:\d+: examples\.en\.0 must be words \(put numbers and yes\/no in quotes\)/,
      ),
    ]);
  });

  test('broken YAML gets one line, not a stack trace', () => {
    change('topics/prepare.yaml', (yaml) => yaml.replace('title:', 'title: "'));
    const [first] = complaints();
    expect(first).toMatch(/^topics\/prepare\.yaml:\d+: this is not YAML: /);
  });

  test('a topic is called like its file', () => {
    change('topics/prepare.yaml', (yaml) => yaml.replace('id: prepare', 'id: ready'));
    expect(complaints()).toEqual(['topics/prepare.yaml:2: id is "ready": it must be "prepare", as the file is called']);
  });

  test('what a sentence may not say is told with its line too', () => {
    change('topics/sanctuary.yaml', (yaml) =>
      yaml.replace(/(\n {2}en:\n {4}text: >-\n)( {6}.*\n)+/, '$1      You are safe here. Call 312-555-0199.\n'),
    );
    change('messages/en.yaml', (yaml) => yaml.replace(/^no-more: .*$/m, 'no-more: Text HELP to {nobody}.'));
    change('menu.yaml', (yaml) => `${yaml}- weather\n`);
    const line = lineOf('topics/sanctuary.yaml', '    text:');
    const message = lineOf('messages/en.yaml', 'no-more:');
    expect(complaints()).toEqual([
      `topics/sanctuary.yaml:${line}: 312-555-0199 is not in the table of allowed numbers`,
      `topics/sanctuary.yaml:${line}: "you are safe": promises what nobody can promise; say what the rule is and how to use it calmly`,
      `messages/en.yaml:${message}: {nobody} is filled by nobody here: there are organisation, voiceLine`,
      `messages/en.yaml:${message}: HELP is a word that carriers act on: use MENU, MORE, URGENT or ERASE`,
      'menu.yaml:1: the menu has 9 topics: at most 8',
      `menu.yaml:${lineOf('menu.yaml', '- weather')}: the menu names "weather", which is no topic`,
    ]);
  });

  test('a missing file is one line', () => {
    rmSync(join(dir, 'phone-numbers.yaml'));
    rmSync(join(dir, 'messages'), { recursive: true });
    expect(complaints()).toEqual([
      'messages/en.yaml:1: this file is missing or cannot be read',
      'phone-numbers.yaml:1: this file is missing or cannot be read',
    ]);
  });

  test('a folder without topics is said to be one', () => {
    expect(() => loadContent(join(root, 'nowhere'))).toThrow('topics:1: there are no topics');
  });

  test('the book is written only when it changed', () => {
    const out = join(root, 'dist', 'written.json');
    expect(buildBook({ dir, out }).changed).toBe(true);
    expect(JSON.parse(readFileSync(out, 'utf8'))).toEqual(loadContent(dir));
    const written = statSync(out).mtimeMs;
    expect(buildBook({ dir, out }).changed).toBe(false);
    expect(statSync(out).mtimeMs).toBe(written);
    change('messages/en.yaml', (yaml) => yaml.replace('no-more: That', 'no-more: This'));
    expect(buildBook({ dir, out })).toMatchObject({ changed: true, warnings: [] });
  });

  test('stale reviews are warnings with their line, and only when a day is given', () => {
    const out = join(root, 'book.json');
    expect(buildBook({ dir, out }).warnings).toEqual([]);
    const { warnings } = buildBook({ dir, out, today: '2027-02-01' });
    expect(warnings).toContain(
      `${join(dir, 'topics/warrant.yaml')}:${lineOf('topics/warrant.yaml', 'reviewedOn:')}: last reviewed on 2026-11-24, over 60 days ago: check the facts again`,
    );
    expect(warnings.some((warning) => warning.includes('about-us'))).toBe(false);
  });
});
