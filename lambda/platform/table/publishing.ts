import {
  ConditionalCheckFailedException,
  PutItemCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { HotlineError } from '../../hotline/errors';
import type { ReplyBook, Topic } from '../../hotline/replies/book';
import { type AuditEntry, auditItem, RELEASE } from './audit';
import { type LivePointer, readLive } from './books';
import type { Db } from './db';
import { bookPartKey, liveKey } from './keys';
import { draftTableKey, ifDraftIs, readDraft, replyVersionItem } from './replies';
import { packBook, partItems, readParts, type Snapshot, trainBook, unpackBook } from './snapshots';

/** A replaced book answers re-delivered texts for so long (design 2.2). */
const OLD_BOOK_MS = 7 * 24 * 3_600_000;
/** Crashed or simultaneous publishings of one book that are stepped over. */
const UNFINISHED = 20;

export interface Publishing {
  /** The draft whose summary the editor confirmed. */
  readonly topicId: string;
  readonly draftVersion: number;
  /** The live book that the summary compared it with. */
  readonly replaces: number;
  readonly by: string;
  readonly now: Date;
}

/**
 * Makes one draft the words of the hotline: a new book, the topic's next version, the pointer and the audit entry, all
 * or none. The draft ends with it.
 * @returns 'stale' when the draft or the live book is no longer the one that was confirmed: the editor looks again
 */
export async function publishDraft(
  db: Db,
  publishing: Publishing,
): Promise<{ outcome: 'published'; bookVersion: number } | { outcome: 'stale' }> {
  const { topicId, draftVersion, replaces, by, now } = publishing;
  const [pointer, draft] = await Promise.all([readLive(db), readDraft(db, topicId)]);
  if (pointer?.version !== replaces || draft?.version !== draftVersion) return { outcome: 'stale' };
  const parts = await readParts(db, replaces, now);
  if (!parts) return { outcome: 'stale' };
  const live = unpackBook(parts);
  const version = (live.versions[topicId] ?? 0) + 1;
  const next = { book: withTopic(live.book, draft.topic), versions: { ...live.versions, [topicId]: version } };
  const record = { topic: draft.topic, version, publishedBy: by, publishedAt: now.toISOString() };
  const audit = { action: 'book.published', by, at: now, topics: [topicId] } as const;
  const outcome = await moveLive(db, pointer, next, audit, (bookVersion) => [
    {
      Put: {
        TableName: db.table,
        Item: replyVersionItem({ ...record, bookVersion }),
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    { Delete: { TableName: db.table, Key: draftTableKey(topicId), ...ifDraftIs(draftVersion) } },
  ]);
  return outcome === 'stale' ? { outcome } : { outcome: 'published', bookVersion: outcome };
}

/** The book with one topic's new words, in its place, or at the end when it is new. */
export const withTopic = (book: ReplyBook, topic: Topic): ReplyBook => ({
  ...book,
  topics: book.topics.some(({ id }) => id === topic.id)
    ? book.topics.map((old) => (old.id === topic.id ? topic : old))
    : [...book.topics, topic],
});

/** The first book of an empty table: the release's own content. */
export async function publishFirst(db: Db, starter: ReplyBook, fingerprints: LivePointer['starter'], now: Date) {
  for (const topic of starter.topics) await publishFirstVersion(db, topic, now);
  const versions = Object.fromEntries(starter.topics.map(({ id }) => [id, 1]));
  return moveLive(
    db,
    { version: 0, parts: 0, starter: fingerprints },
    { book: starter, versions },
    {
      action: 'book.seeded',
      by: RELEASE,
      at: now,
    },
  );
}

/** Outside the transaction, which has room for 100 items: repeating it changes nothing. */
async function publishFirstVersion(db: Db, topic: Topic, now: Date): Promise<void> {
  const first = { topic, version: 1, bookVersion: 1, publishedBy: RELEASE, publishedAt: now.toISOString() };
  const write = { TableName: db.table, Item: replyVersionItem(first), ConditionExpression: 'attribute_not_exists(pk)' };
  await db.client.send(new PutItemCommand(write)).catch((error) => {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  });
}

/** What a release changes without a person: the matcher's own workings, and the messages that its code fills. */
export const republish = (db: Db, pointer: LivePointer, next: NextBook, now: Date) =>
  moveLive(db, pointer, next, { action: 'book.released', by: RELEASE, at: now });

/** A book to publish, and which version of each topic it holds. */
type NextBook = Pick<Snapshot, 'book' | 'versions'>;

/**
 * Writes a book and points at it, unless somebody else has published since `from` was read. The parts come first, since
 * they are too large for a transaction, under a version that nobody else has; then the pointer moves together with
 * whatever else changes. A crash in between leaves parts that nothing points at, and a gap in the versions.
 * @returns the new book's version, or 'stale'
 */
async function moveLive(
  db: Db,
  from: Pick<LivePointer, 'version' | 'parts' | 'starter'>,
  next: NextBook,
  audit: AuditEntry,
  more: (version: number) => readonly TransactWriteItem[] = () => [],
): Promise<number | 'stale'> {
  const { version, parts } = await writeParts(db, next, from.version);
  const live = { version, parts, starter: from.starter, publishedAt: audit.at.toISOString(), publishedBy: audit.by };
  const transaction = new TransactWriteItemsCommand({
    TransactItems: [
      { Put: { TableName: db.table, Item: marshall({ ...liveKey(), ...live }), ...ifLiveIs(from.version) } },
      ...more(version),
      { Put: { TableName: db.table, Item: auditItem({ ...audit, bookVersion: version }) } },
    ],
  });
  const outcome = await db.client.send(transaction).then(() => version, staleOrThrow);
  // Parts that lost the race stay: a late answer may be wrong about that, and the live book must never have an end.
  if (outcome !== 'stale') await endParts(db, from, new Date(audit.at.getTime() + OLD_BOOK_MS));
  return outcome;
}

/** Finds a free version by writing its first part, which only one publisher can, and the other parts after it. */
async function writeParts(db: Db, { book, versions }: NextBook, after: number) {
  const model = trainBook(book).matcher.save();
  for (let version = after + 1; version <= after + UNFINISHED; version++) {
    const items = partItems(version, packBook({ ...book, version }, model, versions));
    const [first, ...rest] = items.map((Item) => ({ TableName: db.table, Item }));
    const reserve = new PutItemCommand({ ...first!, ConditionExpression: 'attribute_not_exists(pk)' });
    if ((await db.client.send(reserve).then(() => 'ours', takenOrThrow)) === 'taken') continue;
    await Promise.all(rest.map((put) => db.client.send(new PutItemCommand(put))));
    return { version, parts: items.length };
  }
  throw new HotlineError('book.invalid', 'too many publishings of one book were left unfinished');
}

/** Of the book that was replaced. The pointer has moved: failing to tidy up must not look as if it had not. */
async function endParts(db: Db, { version, parts }: Pick<LivePointer, 'version' | 'parts'>, at: Date): Promise<void> {
  const ending = Array.from({ length: parts }, (_, part) =>
    db.client.send(
      new UpdateItemCommand({
        TableName: db.table,
        Key: marshall(bookPartKey(version, part)),
        UpdateExpression: 'SET expiresAt = :at',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':at': { N: String(Math.floor(at.getTime() / 1000)) } },
      }),
    ),
  );
  await Promise.allSettled(ending);
}

function takenOrThrow(error: unknown): 'taken' {
  if (error instanceof ConditionalCheckFailedException) return 'taken';
  throw error;
}

const ifLiveIs = (version: number) =>
  version === 0
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : {
        ConditionExpression: '#version = :replaces',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':replaces': { N: String(version) } },
      };

/** Somebody published or saved in between, or is doing so at this moment: to the editor it is the same. */
function staleOrThrow(error: unknown): 'stale' {
  const reasons = error instanceof TransactionCanceledException ? (error.CancellationReasons ?? []) : [];
  const codes = reasons.map(({ Code }) => Code).filter((code) => code !== 'None');
  const lost = ['ConditionalCheckFailed', 'TransactionConflict'];
  if (codes.length > 0 && codes.every((code) => lost.includes(code ?? ''))) return 'stale';
  throw error;
}
