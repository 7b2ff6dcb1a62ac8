import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changesOf, diffWords, findingsOf } from '../../lambda/console/replies/changes';
import { someBook, someTopic } from '../platform/books-fixtures';

const anyWords = fc
  .array(fc.constantFrom('door', 'open ', ' ', '\n', 'no', '门', '口', '🚪', 'é'), { maxLength: 30 })
  .map((words) => words.join(''));

describe('differences between two texts', () => {
  test('hold both texts whole, whatever they are', () =>
    fc.assert(
      fc.property(anyWords, anyWords, (before, after) => {
        const pieces = diffWords(before, after);
        const without = (kind: string) =>
          pieces
            .filter((piece) => piece.kind !== kind)
            .map(({ text }) => text)
            .join('');
        expect(without('new')).toBe(before);
        expect(without('gone')).toBe(after);
      }),
    ));

  test('are as small as the change', () => {
    expect(diffWords('Do not open the door.', 'Do not ever open the door.')).toEqual([
      { kind: 'same', text: 'Do not ' },
      { kind: 'new', text: 'ever ' },
      { kind: 'same', text: 'open the door.' },
    ]);
    expect(diffWords('不要开门', '不要打开门')).toContainEqual({ kind: 'new', text: '打' });
  });

  test('of a text that was written anew are the old text and the new one', () => {
    expect(diffWords('Stay calm. Do not run.', 'You have the right to a lawyer. Do not sign.')).toEqual([
      { kind: 'gone', text: 'Stay calm. Do not run.' },
      { kind: 'new', text: 'You have the right to a lawyer. Do not sign.' },
    ]);
  });

  test('of the longest texts that a form takes are found at once', () => {
    const started = performance.now();
    diffWords('a '.repeat(800), 'b '.repeat(800));
    expect(performance.now() - started).toBeLessThan(500);
  });
});

test('changes name each sentence that publishing would touch, and no other', () => {
  const live = someTopic('home-door', 'doors');
  const draft = { ...live, replies: { ...live.replies, en: { text: 'New.' } } };
  expect(changesOf(live, draft)).toEqual([
    { language: 'en', field: 'text', before: 'What is right about doors.', after: 'New.' },
    { language: 'en', field: 'more', before: 'More about doors.', after: '' },
  ]);
});

describe('findings before publishing', () => {
  const broken = someTopic('car-stop', 'cars', { sources: [] });
  const book = someBook({ topics: [someTopic('home-door', 'doors'), broken] });

  test('hold what the live book has against other topics for their own editors', () => {
    expect(
      findingsOf(book, someTopic('home-door', 'doors'), '2026-06-01').filter(({ severity }) => severity === 'error'),
    ).toEqual([]);
    expect(findingsOf(book, broken, '2026-06-01')).toContainEqual(expect.objectContaining({ rule: 'no-source' }));
  });

  test('name what the draft breaks elsewhere', () => {
    const thief = someTopic('home-door', 'doors', { examples: { en: ['what about cars'] } });
    expect(findingsOf(book, thief, '2026-06-01')).toContainEqual(
      expect.objectContaining({ severity: 'error', rule: 'examples' }),
    );
  });
});
