import { createHash } from 'node:crypto';
import { GetItemCommand, PutItemCommand, type PutItemCommandInput } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, test } from 'vitest';
import { makeLiveBook, packBook, readLive, unpackBook } from '../../lambda/platform/table/books';
import type { Db } from '../../lambda/platform/table/db';
import { bookPartKey, liveKey } from '../../lambda/platform/table/keys';
import { publishDraft } from '../../lambda/platform/table/publishing';
import { saveDraft } from '../../lambda/platform/table/replies';
import { seedStarterBook } from '../../lambda/platform/table/seeding';
import { readParts, trainBook } from '../../lambda/platform/table/snapshots';
import { openTestTable } from '../fakes/table';
import { someBook, someTopic } from './books-fixtures';

const NOW = new Date('2026-06-01T12:00:00Z');
const DAY_MS = 86_400_000;
const later = (ms: number) => new Date(NOW.getTime() + ms);
const starter = someBook();

/** Publishes one changed sentence, as the console does. */
async function publishText(db: Db, text: string, now = NOW) {
  const live = await readLive(db);
  const topic = someTopic('home-door', 'knocking doors', { replies: { en: { text } } });
  const saved = await saveDraft(db, { topic, editedBy: 'ana@example.org' }, 0, now);
  if (saved.outcome !== 'saved') throw new Error('a draft was in the way');
  return publishDraft(db, {
    topicId: topic.id,
    draftVersion: saved.draft.version,
    replaces: live?.version ?? 0,
    by: 'ana@example.org',
    now,
  });
}

/** A table that counts what is asked of it, and can break. */
function watched(db: Db) {
  const seen = { calls: 0, broken: false };
  const client = Object.create(db.client);
  client.send = (...args: [never]) => {
    seen.calls += 1;
    return seen.broken ? Promise.reject(new Error('the table is away')) : db.client.send(...args);
  };
  return { db: { ...db, client } as Db, seen };
}

const doorText = (live: { book: typeof starter }) =>
  live.book.topics.find(({ id }) => id === 'home-door')?.replies.en.text;

describe('a packed book', () => {
  test('comes back as it was, and its matcher ranks as before', () => {
    const { matcher } = trainBook(starter);
    const { book, model } = unpackBook(packBook(starter, matcher.save()));
    expect(book).toEqual(starter);
    expect(model).toEqual(matcher.save());
  });

  test('is cut into parts that fit an item each', () => {
    const noise = Array.from({ length: 30_000 }, (_, n) => createHash('sha256').update(`${n}`).digest('base64'));
    const large = someBook({ topics: [someTopic('home-door', 'doors', { examples: { en: noise } })] });
    const parts = packBook(large, trainBook(starter).matcher.save());
    expect(parts.length).toBeGreaterThan(1);
    expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(350_000);
    expect(unpackBook(parts).book).toEqual(large);
  });

  test.each([
    ['nothing', []],
    ['noise', [Buffer.from('no brotli')]],
    ['half of it', [packBook(starter, trainBook(starter).matcher.save())[0]?.subarray(0, 200) ?? Buffer.of()]],
  ])('of %s is reported, never half used', (_, parts) => {
    expect(() => unpackBook(parts)).toThrow(expect.objectContaining({ code: 'item.corrupt' }));
  });
});

describe('the live book', () => {
  test('is the starter book until something was published', async () => {
    const live = await makeLiveBook(
      await openTestTable(),
      () => starter,
      () => NOW,
    ).current();
    expect(live.book).toEqual(starter);
    expect(live.matcher.rank('driving cars', 'en')[0]?.topic).toBe('car-stop');
  });

  test('answers from the starter book at a cold start without the table', async () => {
    const { db, seen } = watched(await openTestTable());
    seen.broken = true;
    const failures: unknown[] = [];
    const source = makeLiveBook(
      db,
      () => starter,
      () => NOW,
      { onFailedRefresh: (error) => failures.push(error) },
    );
    expect((await source.current()).book.version).toBe(0);
    expect(failures).toHaveLength(1);
  });

  test('asks the table once in 15 seconds, however many texts arrive', async () => {
    const { db, seen } = watched(await openTestTable());
    await seedStarterBook(db, starter, NOW);
    seen.calls = 0;
    let now = NOW;
    const source = makeLiveBook(
      db,
      () => starter,
      () => now,
    );
    await Promise.all(Array.from({ length: 20 }, () => source.current()));
    expect(seen.calls).toBe(2); // the pointer, and the parts of a book that is new here
    now = later(14_999);
    await source.current();
    expect(seen.calls).toBe(2);
    now = later(15_000);
    await source.current();
    expect(seen.calls).toBe(3); // the pointer alone
  });

  test('has the new words 15 seconds after they were published', async () => {
    const db = await openTestTable();
    await seedStarterBook(db, starter, NOW);
    let now = NOW;
    const source = makeLiveBook(
      db,
      () => starter,
      () => now,
    );
    expect(doorText(await source.current())).toBe('What is right about knocking doors.');
    await publishText(db, 'Keep the door closed.');
    now = later(15_000);
    expect(doorText(await source.current())).toBe('Keep the door closed.');
  });

  test('stays the last one while the table is away, without a wait for each text', async () => {
    const { db, seen } = watched(await openTestTable());
    await seedStarterBook(db, starter, NOW);
    await publishText(db, 'Keep the door closed.');
    let now = NOW;
    const source = makeLiveBook(
      db,
      () => starter,
      () => now,
    );
    await source.current();
    seen.broken = true;
    seen.calls = 0;
    now = later(20_000);
    await source.current();
    now = later(21_000);
    expect(doorText(await source.current())).toBe('Keep the door closed.');
    expect(seen.calls).toBe(1);
  });

  test('stays the last one when the new one is corrupt', async () => {
    const db = await openTestTable();
    await seedStarterBook(db, starter, NOW);
    let now = NOW;
    const failures: unknown[] = [];
    const source = makeLiveBook(
      db,
      () => starter,
      () => now,
      { onFailedRefresh: (error) => failures.push(error) },
    );
    await source.current();
    await put(db, { ...bookPartKey(2, 0), parts: 1, data: Buffer.from('noise') });
    await put(db, { ...liveKey(), version: 2, parts: 1, starter: {} });
    now = later(15_000);
    expect((await source.current()).book.version).toBe(1);
    expect(failures).toEqual([expect.objectContaining({ code: 'item.corrupt' })]);
  });

  test('is trained again from its own examples when the stored matcher is of another release', async () => {
    const db = await openTestTable();
    const old = { ...trainBook(starter).matcher.save(), version: 0 as unknown as 1 };
    await put(db, { ...bookPartKey(1, 0), parts: 1, data: packBook({ ...starter, version: 1 }, old)[0] });
    await put(db, { ...liveKey(), version: 1, parts: 1, starter: {} });
    const live = await makeLiveBook(
      db,
      () => starter,
      () => NOW,
    ).current();
    expect(live.book.version).toBe(1);
    expect(live.matcher.rank('factory jobs', 'en')[0]?.topic).toBe('work-raid');
  });

  test('takes messages that it lacks from the release', async () => {
    const db = await openTestTable();
    await seedStarterBook(db, starter, NOW);
    const newer = someBook({ messages: { ...starter.messages, picture: { en: 'We cannot see pictures.' } } });
    const live = await makeLiveBook(
      db,
      () => newer,
      () => NOW,
    ).current();
    expect(live.book.messages.picture?.en).toBe('We cannot see pictures.');
  });
});

describe('an older book', () => {
  test('answers for seven days after it was replaced, and then is gone', async () => {
    const db = await openTestTable();
    await seedStarterBook(db, starter, NOW);
    await publishText(db, 'Keep the door closed.');
    const at = (now: Date) =>
      makeLiveBook(
        db,
        () => starter,
        () => now,
      );
    expect((await at(later(7 * DAY_MS - 1000)).version(1))?.book.topics).toEqual(starter.topics);
    expect(await at(later(7 * DAY_MS)).version(1)).toBeUndefined();
    expect((await at(later(90 * DAY_MS)).version(2))?.book.version).toBe(2);
  });

  test('of version 0 is the starter book; one that never was is nothing', async () => {
    const source = makeLiveBook(
      await openTestTable(),
      () => starter,
      () => NOW,
    );
    expect((await source.version(0))?.book).toEqual(starter);
    expect(await source.version(7)).toBeUndefined();
  });

  test('that cannot be read is an error, not "gone"', async () => {
    const { db, seen } = watched(await openTestTable());
    seen.broken = true;
    await expect(
      makeLiveBook(
        db,
        () => starter,
        () => NOW,
      ).version(3),
    ).rejects.toThrow('the table is away');
  });

  test('with a part missing is reported', async () => {
    const db = await openTestTable();
    await put(db, { ...bookPartKey(4, 1), parts: 2, data: Buffer.of(1) });
    await expect(readParts(db, 4, NOW)).rejects.toThrow(expect.objectContaining({ code: 'item.corrupt' }));
  });
});

test('the pointer says who published when', async () => {
  const db = await openTestTable();
  await seedStarterBook(db, starter, NOW);
  await publishText(db, 'Keep the door closed.', later(1000));
  const { Item } = await db.client.send(new GetItemCommand({ TableName: db.table, Key: marshall(liveKey()) }));
  expect(Item).toMatchObject(
    marshall({ version: 2, publishedBy: 'ana@example.org', publishedAt: later(1000).toISOString() }),
  );
});

const put = (db: Db, item: Record<string, unknown>) =>
  db.client.send(new PutItemCommand({ TableName: db.table, Item: marshall(item) as PutItemCommandInput['Item'] }));
