import { describe, expect, test } from 'vitest';
import { accepts, matches } from '../../../local/aws/filter';

const record = {
  eventName: 'INSERT',
  dynamodb: {
    Keys: { pk: { S: 'TO#ana' }, sk: { S: 'EFFECT#1' } },
    NewImage: { dueAt: { S: '2026' }, count: { N: '1' } },
  },
};

describe('a pattern accepts a record', () => {
  test.each([
    ['by equality', { eventName: ['INSERT', 'MODIFY'] }],
    ['by prefix, deep', { dynamodb: { Keys: { pk: { S: [{ prefix: 'TO#' }] } } } }],
    ['by suffix', { dynamodb: { Keys: { sk: { S: [{ suffix: '#1' }] } } } }],
    ['by presence of a leaf', { dynamodb: { NewImage: { dueAt: { S: [{ exists: true }] } } } }],
    ['by absence', { dynamodb: { NewImage: { gone: { S: [{ exists: false }] } } } }],
    ['by absence of a whole branch', { dynamodb: { OldImage: { dueAt: { S: [{ exists: false }] } } } }],
    ['by what it is not', { eventName: [{ 'anything-but': ['REMOVE'] }] }],
    [
      'by what it does not begin with',
      { dynamodb: { Keys: { pk: { S: [{ 'anything-but': { prefix: 'CASE#' } }] } } } },
    ],
    ['by either of two', { $or: [{ eventName: ['REMOVE'] }, { dynamodb: { NewImage: { count: { N: ['1'] } } } }] }],
    ['by all of its fields', { eventName: ['INSERT'], dynamodb: { Keys: { sk: { S: ['EFFECT#1'] } } } }],
  ])('%s', (_name, pattern) => {
    expect(matches(pattern, record)).toBe(true);
  });

  test.each([
    ['another event', { eventName: ['REMOVE'] }],
    ['another prefix', { dynamodb: { Keys: { pk: { S: [{ prefix: 'CASE#' }] } } } }],
    ['a missing field', { dynamodb: { NewImage: { dueSoon: { S: [{ exists: true }] } } } }],
    ['a field that should be missing', { dynamodb: { NewImage: { dueAt: { S: [{ exists: false }] } } } }],
    ['one field of two', { eventName: ['INSERT'], dynamodb: { Keys: { sk: { S: ['EFFECT#2'] } } } }],
    ['a missing field that must differ', { dynamodb: { NewImage: { gone: { S: [{ 'anything-but': ['x'] }] } } } }],
  ])('and refuses %s', (_name, pattern) => {
    expect(matches(pattern, record)).toBe(false);
  });
});

test('one accepting pattern is enough, and no patterns accept everything', () => {
  expect(accepts([{ eventName: ['REMOVE'] }, { eventName: ['INSERT'] }], record)).toBe(true);
  expect(accepts([{ eventName: ['REMOVE'] }], record)).toBe(false);
  expect(accepts([], record)).toBe(true);
});

test('a rule that is not known is refused, not skipped', () => {
  expect(() => matches({ eventName: [{ wildcard: 'IN*' }] }, record)).toThrow(/wildcard/);
});
