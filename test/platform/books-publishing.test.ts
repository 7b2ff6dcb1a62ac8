import { QueryCommand, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { expect, test } from 'vitest';
import { addFirstAdmin, readAdmin } from '../../lambda/platform/table/admins';
import { readBook, readLive } from '../../lambda/platform/table/books';
import type { Db } from '../../lambda/platform/table/db';
import { publishDraft } from '../../lambda/platform/table/publishing';
import { discardDraft, readDraft, readDrafts, readVersion, saveDraft } from '../../lambda/platform/table/replies';
import { seedStarterBook } from '../../lambda/platform/table/seeding';
import { openTestTable } from '../fakes/table';
import { someBook, someTopic } from './books-fixtures';

const NOW = new Date('2026-06-01T12:00:00Z');
const ANA = 'ana@example.org';
const starter = someBook();
const doors = (text: string) => someTopic('home-door', 'knocking doors', { replies: { en: { text } } });

async function seededTable(): Promise<Db> {
  const db = await openTestTable();
  await seedStarterBook(db, starter, NOW);
  return db;
}

async function savedDraft(db: Db, topic = doors('Keep the door closed.'), seen = 0) {
  const saved = await saveDraft(db, { topic, editedBy: ANA }, seen, NOW);
  if (saved.outcome !== 'saved') throw new Error('a draft was in the way');
  return saved.draft;
}

const itemsOf = async (db: Db, pk: string) => {
  const query = {
    TableName: db.table,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: pk } },
  };
  return ((await db.client.send(new QueryCommand(query))).Items ?? []).map((item) => unmarshall(item));
};

test('two editors of one reply: the second is told, and the first one’s words stand', async () => {
  const db = await seededTable();
  const first = await savedDraft(db, doors('First.'));
  expect(await saveDraft(db, { topic: doors('Second.'), editedBy: 'bo@example.org' }, 0, NOW)).toEqual({
    outcome: 'stale',
  });
  expect(await saveDraft(db, { topic: doors('Third.'), editedBy: ANA }, first.version, NOW)).toMatchObject({
    outcome: 'saved',
  });
  expect((await readDraft(db, 'home-door'))?.topic.replies.en.text).toBe('Third.');
});

test('a published draft is the live book, the next version of its topic, and an audit entry; the draft has ended', async () => {
  const db = await seededTable();
  const { version } = await savedDraft(db);
  const publishing = { topicId: 'home-door', draftVersion: version, replaces: 1, by: ANA, now: NOW };
  expect(await publishDraft(db, publishing)).toEqual({ outcome: 'published', bookVersion: 2 });
  const live = await readBook(db, 2, NOW);
  expect(live?.book.version).toBe(2);
  expect(live?.book.topics.map(({ replies }) => replies.en.text)).toEqual([
    'Keep the door closed.',
    'What is right about driving cars.',
    'What is right about factory jobs.',
  ]);
  expect(await readVersion(db, 'home-door', 2)).toMatchObject({ version: 2, bookVersion: 2, publishedBy: ANA });
  expect(await readDraft(db, 'home-door')).toBeUndefined();
  const audit = await itemsOf(db, 'AUDIT#2026-06');
  expect(audit.map(({ action, by, bookVersion }) => ({ action, by, bookVersion }))).toContainEqual({
    action: 'book.published',
    by: ANA,
    bookVersion: 2,
  });
});

test('every version of a reply is kept with its words', async () => {
  const db = await seededTable();
  for (const [replaces, text] of [
    [1, 'One.'],
    [2, 'Two.'],
  ] as const) {
    const { version } = await savedDraft(db, doors(text));
    await publishDraft(db, { topicId: 'home-door', draftVersion: version, replaces, by: ANA, now: NOW });
  }
  const versions = (await itemsOf(db, 'REPLY#home-door')).filter(({ sk }) => sk.startsWith('V#'));
  expect(versions.map(({ topic }) => JSON.parse(topic).replies.en.text)).toEqual([
    'What is right about knocking doors.',
    'One.',
    'Two.',
  ]);
  expect(versions.some((version) => 'expiresAt' in version)).toBe(false);
});

test('of two publishers at once one wins and the other is told; the book holds the winner’s words', async () => {
  const db = await seededTable();
  const door = await savedDraft(db);
  const car = await savedDraft(db, someTopic('car-stop', 'driving cars', { replies: { en: { text: 'Stay calm.' } } }));
  const outcomes = await Promise.all([
    publishDraft(db, { topicId: 'home-door', draftVersion: door.version, replaces: 1, by: ANA, now: NOW }),
    publishDraft(db, { topicId: 'car-stop', draftVersion: car.version, replaces: 1, by: 'bo@example.org', now: NOW }),
  ]);
  expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['published', 'stale']);
  const live = await readLive(db);
  const texts = (await readBook(db, live?.version ?? 0, NOW))?.book.topics.map(({ replies }) => replies.en.text);
  const won = outcomes[0].outcome === 'published' ? 'Keep the door closed.' : 'Stay calm.';
  expect(texts).toContain(won);
  expect(texts?.filter((text) => text === 'Keep the door closed.' || text === 'Stay calm.')).toHaveLength(1);
});

test('a draft that changed after its summary was shown is not published', async () => {
  const db = await seededTable();
  const first = await savedDraft(db);
  await savedDraft(db, doors('Changed since.'), first.version);
  const publishing = { topicId: 'home-door', draftVersion: first.version, replaces: 1, by: ANA, now: NOW };
  expect(await publishDraft(db, publishing)).toEqual({ outcome: 'stale' });
  expect((await readLive(db))?.version).toBe(1);
});

test('a fault that is nobody’s change is not told as one', async () => {
  const db = await seededTable();
  const { version } = await savedDraft(db);
  const client = Object.create(db.client);
  client.send = (command: { constructor: { name: string } }, ...rest: []) =>
    command.constructor.name === 'TransactWriteItemsCommand'
      ? Promise.reject(
          new TransactionCanceledException({
            message: '',
            $metadata: {},
            CancellationReasons: [{ Code: 'None' }, { Code: 'ThrottlingError' }],
          }),
        )
      : db.client.send(command as never, ...rest);
  const publishing = { topicId: 'home-door', draftVersion: version, replaces: 1, by: ANA, now: NOW };
  await expect(publishDraft({ ...db, client }, publishing)).rejects.toThrow(TransactionCanceledException);
});

test('a discarded draft is gone, unless somebody wrote in it meanwhile', async () => {
  const db = await seededTable();
  const first = await savedDraft(db);
  const second = await savedDraft(db, doors('Again.'), first.version);
  expect(await discardDraft(db, 'home-door', first.version)).toBe('stale');
  expect(await discardDraft(db, 'home-door', second.version)).toBe('discarded');
  expect((await readDrafts(db, ['home-door', 'car-stop'])).size).toBe(0);
});

test('seeding an empty table publishes the starter book as book 1, and again changes nothing', async () => {
  const db = await openTestTable();
  expect(await seedStarterBook(db, starter, NOW)).toEqual({ outcome: 'seeded', drafts: [] });
  expect(await seedStarterBook(db, starter, NOW)).toEqual({ outcome: 'kept', drafts: [] });
  expect((await readLive(db))?.version).toBe(1);
  expect((await readBook(db, 1, NOW))?.book).toEqual({ ...starter, version: 1 });
  expect((await readVersion(db, 'car-stop', 1))?.version).toBe(1);
});

test('two deployments that seed at once leave one book', async () => {
  const db = await openTestTable();
  const outcomes = await Promise.all([seedStarterBook(db, starter, NOW), seedStarterBook(db, starter, NOW)]);
  expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['kept', 'seeded']);
  const live = await readLive(db);
  expect((await readBook(db, live?.version ?? 0, NOW))?.book.topics).toEqual(starter.topics);
});

test('a publishing that crashed half-way is stepped over by the next one, and nothing of it is read', async () => {
  const db = await seededTable();
  const { version } = await savedDraft(db);
  const publishing = { topicId: 'home-door', draftVersion: version, replaces: 1, by: ANA, now: NOW };
  const client = Object.create(db.client);
  client.send = (command: { constructor: { name: string } }, ...rest: []) =>
    command.constructor.name === 'TransactWriteItemsCommand'
      ? Promise.reject(new Error('the process ended'))
      : db.client.send(command as never, ...rest);
  await expect(publishDraft({ ...db, client }, publishing)).rejects.toThrow('the process ended');
  expect((await readLive(db))?.version).toBe(1);
  expect(await publishDraft(db, publishing)).toEqual({ outcome: 'published', bookVersion: 3 });
  expect((await readBook(db, 3, NOW))?.book.topics[0]?.replies.en.text).toBe('Keep the door closed.');
});

test('the live book has no end; the one before it has', async () => {
  const db = await seededTable();
  const { version } = await savedDraft(db);
  await publishDraft(db, { topicId: 'home-door', draftVersion: version, replaces: 1, by: ANA, now: NOW });
  const ends = async (book: number) => (await itemsOf(db, `BOOK#${book}`)).map(({ expiresAt }) => expiresAt);
  expect(await ends(1)).toEqual([NOW.getTime() / 1000 + 7 * 24 * 3_600]);
  expect(await ends(2)).toEqual([undefined]);
});

test('a later release brings changed and new topics as drafts and leaves the live words alone', async () => {
  const db = await seededTable();
  const changed = doors('New words of the release.');
  const added = someTopic('transit', 'bus stations');
  const release = someBook({ topics: [changed, ...starter.topics.slice(1), added] });
  expect(await seedStarterBook(db, release, NOW)).toEqual({ outcome: 'kept', drafts: ['home-door', 'transit'] });
  expect(await readDraft(db, 'home-door')).toMatchObject({ topic: changed, editedBy: 'release' });
  expect((await readBook(db, 1, NOW))?.book.topics).toEqual(starter.topics);
  expect(await seedStarterBook(db, release, NOW)).toEqual({ outcome: 'kept', drafts: [] });
});

test('an editor’s draft is never overwritten by a release; the content is offered again later', async () => {
  const db = await seededTable();
  const mine = await savedDraft(db, doors('Mine.'));
  const release = someBook({ topics: [doors('The release’s.'), ...starter.topics.slice(1)] });
  expect((await seedStarterBook(db, release, NOW)).drafts).toEqual([]);
  expect((await readDraft(db, 'home-door'))?.topic.replies.en.text).toBe('Mine.');
  await discardDraft(db, 'home-door', mine.version);
  expect((await seedStarterBook(db, release, NOW)).drafts).toEqual(['home-door']);
});

test('a release that changes system messages publishes them with its code, over no reply', async () => {
  const db = await seededTable();
  const { version } = await savedDraft(db);
  await publishDraft(db, { topicId: 'home-door', draftVersion: version, replaces: 1, by: ANA, now: NOW });
  await seedStarterBook(db, someBook({ messages: { menu: { en: 'Choose:\n{choices}' } } }), NOW);
  const live = await readBook(db, 3, NOW);
  expect(live?.book.messages.menu?.en).toBe('Choose:\n{choices}');
  expect(live?.book.topics[0]?.replies.en.text).toBe('Keep the door closed.');
});

test('the first admin is added once; later changes to their roles stay', async () => {
  const db = await openTestTable();
  expect(await addFirstAdmin(db, ' Ana@Example.org ', NOW)).toBe('added');
  expect(await addFirstAdmin(db, ANA, NOW)).toBe('known');
  expect(await readAdmin(db, 'ANA@example.org')).toEqual({ email: ANA, roles: ['admin'], addedAt: NOW.toISOString() });
  expect(await readAdmin(db, 'nobody@example.org')).toBeUndefined();
});
