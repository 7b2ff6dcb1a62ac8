import {
  ConditionalCheckFailedException,
  PutItemCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
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
const OLD_BOOK_SECONDS = 7 * 24 * 3_600;
/** DynamoDB takes 4 MB in one transaction, the replaced book's parts included, whose end it sets. */
const SNAPSHOT_BYTES = 1_800_000;

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
  const book = { ...withTopic(live.book, draft.topic), version: replaces + 1 };
  const version = (live.versions[topicId] ?? 0) + 1;
  const next = { book, versions: { ...live.versions, [topicId]: version } };
  const outcome = await moveLive(db, pointer, next, { action: 'book.published', by, at: now, topics: [topicId] }, [
    {
      Put: {
        TableName: db.table,
        Item: replyVersionItem({
          topic: draft.topic,
          version,
          bookVersion: book.version,
          publishedBy: by,
          publishedAt: now.toISOString(),
        }),
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    { Delete: { TableName: db.table, Key: draftTableKey(topicId), ...ifDraftIs(draftVersion) } },
  ]);
  return outcome === 'moved' ? { outcome: 'published', bookVersion: book.version } : { outcome: 'stale' };
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
  const book = { ...starter, version: 1 };
  for (const topic of book.topics) await publishFirstVersion(db, topic, now);
  const versions = Object.fromEntries(book.topics.map(({ id }) => [id, 1]));
  return moveLive(
    db,
    { version: 0, parts: 0, starter: fingerprints },
    { book, versions },
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
export const republish = (db: Db, pointer: LivePointer, { book, versions }: NextBook, now: Date) =>
  moveLive(
    db,
    pointer,
    { book: { ...book, version: pointer.version + 1 }, versions },
    { action: 'book.released', by: RELEASE, at: now },
  );

/** A book to publish, and which version of each topic it holds. */
type NextBook = Pick<Snapshot, 'book' | 'versions'>;

/**
 * Writes a book and points at it, unless somebody else has published since `from` was read. One transaction, so that
 * two publishers can never mix their parts and a crash leaves nothing behind.
 */
async function moveLive(
  db: Db,
  from: Pick<LivePointer, 'version' | 'parts' | 'starter'>,
  { book, versions }: NextBook,
  audit: AuditEntry,
  more: readonly TransactWriteItem[] = [],
): Promise<'moved' | 'stale'> {
  const { at, by } = audit;
  const parts = packBook(book, trainBook(book).matcher.save(), versions);
  if (parts.reduce((sum, part) => sum + part.length, 0) > SNAPSHOT_BYTES) {
    throw new HotlineError('book.invalid', 'the reply book is too large to publish');
  }
  const live = {
    ...liveKey(),
    version: book.version,
    parts: parts.length,
    starter: from.starter,
    publishedAt: at.toISOString(),
    publishedBy: by,
  };
  const TableName = db.table;
  const endsAt = Math.floor(at.getTime() / 1000) + OLD_BOOK_SECONDS;
  const transaction = new TransactWriteItemsCommand({
    TransactItems: [
      { Put: { TableName, Item: marshall(live), ...ifLiveIs(from.version) } },
      ...partItems(book.version, parts).map((Item) => ({ Put: { TableName, Item } })),
      ...Array.from({ length: from.parts }, (_, part) => ({
        Update: {
          TableName,
          Key: marshall(bookPartKey(from.version, part)),
          UpdateExpression: 'SET expiresAt = :endsAt',
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeValues: { ':endsAt': { N: String(endsAt) } },
        },
      })),
      ...more,
      { Put: { TableName, Item: auditItem({ ...audit, bookVersion: book.version }) } },
    ],
  });
  return db.client.send(transaction).then(() => 'moved' as const, staleOrThrow);
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
