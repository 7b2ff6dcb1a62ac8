import {
  type AttributeValue,
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { HotlineError } from '../../hotline/errors';
import type { Topic } from '../../hotline/replies/book';
import type { Db } from './db';
import { type Key, replyDraftKey, replyVersionKey } from './keys';

/** A topic as it would be published. One per topic: two editors meet here and not on the phones. */
export interface Draft {
  readonly topic: Topic;
  /** Counts saves; what an editor's form must name, so that it never lands on words the editor has not seen. */
  readonly version: number;
  /** `release` when a new release of the hotline brought these words. */
  readonly editedBy: string;
  readonly editedAt: string;
  /** Fingerprint of the starter content, while nobody has changed it. */
  readonly starter?: string;
}

/** A topic as it was published. Kept for ever. */
export interface ReplyVersion {
  readonly topic: Topic;
  readonly version: number;
  readonly bookVersion: number;
  readonly publishedBy: string;
  readonly publishedAt: string;
}

/** Words and all, a topic is far below this; DynamoDB refuses 400 KB. */
const TOPIC_BYTES = 200_000;

const tableKey = (key: Key) => marshall(key);

/** Topics are stored as JSON in one attribute: nothing reads inside them, and an empty list stays an empty list. */
const withTopic = <T extends { topic: Topic }>(key: Key, record: T): Record<string, AttributeValue> =>
  marshall({ ...record, ...key, topic: JSON.stringify(record.topic) }, { removeUndefinedValues: true });

function parseTopicItem<T>(item: Record<string, AttributeValue>): T {
  const { pk, sk, topic, ...rest } = unmarshall(item);
  try {
    return { ...rest, topic: JSON.parse(topic) } as T;
  } catch (cause) {
    throw new HotlineError('item.corrupt', `${pk} ${sk} holds no topic`, { cause });
  }
}

export async function readDraft(db: Db, topicId: string): Promise<Draft | undefined> {
  const read = { TableName: db.table, Key: tableKey(replyDraftKey(topicId)), ConsistentRead: true };
  const { Item } = await db.client.send(new GetItemCommand(read));
  return Item && parseTopicItem<Draft>(Item);
}

const BATCH_KEYS = 100;

/** The drafts among these topics: one call per hundred. */
export async function readDrafts(db: Db, topicIds: readonly string[]): Promise<Map<string, Draft>> {
  const drafts = new Map<string, Draft>();
  let keys = [...new Set(topicIds)].map((id) => tableKey(replyDraftKey(id)));
  while (keys.length > 0) {
    const asked = { Keys: keys.slice(0, BATCH_KEYS), ConsistentRead: true };
    const { Responses, UnprocessedKeys } = await db.client.send(
      new BatchGetItemCommand({ RequestItems: { [db.table]: asked } }),
    );
    for (const item of Responses?.[db.table] ?? []) {
      const draft = parseTopicItem<Draft>(item);
      drafts.set(draft.topic.id, draft);
    }
    keys = [...(UnprocessedKeys?.[db.table]?.Keys ?? []), ...keys.slice(BATCH_KEYS)];
  }
  return drafts;
}

/**
 * Keeps what an editor wrote, if the draft is still the one the editor saw.
 * @param seen the draft's version in the editor's form; 0 where there was none
 * @returns 'stale': somebody saved in between, show both
 * @throws HotlineError 'book.invalid' when it is larger than forms let through
 */
export async function saveDraft(
  db: Db,
  draft: Omit<Draft, 'version' | 'editedAt'>,
  seen: number,
  now: Date,
): Promise<{ outcome: 'saved'; draft: Draft } | { outcome: 'stale' }> {
  if (Buffer.byteLength(JSON.stringify(draft.topic)) > TOPIC_BYTES) {
    throw new HotlineError('book.invalid', `topic ${draft.topic.id} is too large to store`);
  }
  const saved: Draft = { ...draft, version: seen + 1, editedAt: now.toISOString() };
  const write = {
    TableName: db.table,
    Item: withTopic(replyDraftKey(draft.topic.id), saved),
    ...(seen === 0 ? { ConditionExpression: 'attribute_not_exists(pk)' } : ifDraftIs(seen)),
  };
  return db.client
    .send(new PutItemCommand(write))
    .then(() => ({ outcome: 'saved', draft: saved }) as const, staleOrThrow);
}

/** Drops a draft. @returns 'stale' when it is no longer the one that was looked at */
export async function discardDraft(db: Db, topicId: string, seen: number): Promise<'discarded' | 'stale'> {
  const remove = { TableName: db.table, Key: tableKey(replyDraftKey(topicId)), ...ifDraftIs(seen) };
  return db.client.send(new DeleteItemCommand(remove)).then(
    () => 'discarded' as const,
    (error) => staleOrThrow(error).outcome,
  );
}

function staleOrThrow(error: unknown): { outcome: 'stale' } {
  if (error instanceof ConditionalCheckFailedException) return { outcome: 'stale' };
  throw error;
}

/** For a write that must not happen unless the draft is the one that was read. */
export const ifDraftIs = (version: number) => ({
  ConditionExpression: '#version = :seen',
  ExpressionAttributeNames: { '#version': 'version' },
  ExpressionAttributeValues: { ':seen': { N: String(version) } },
});

export const draftTableKey = (topicId: string) => tableKey(replyDraftKey(topicId));

export const replyVersionItem = (version: ReplyVersion) =>
  withTopic(replyVersionKey(version.topic.id, version.version), version);

/** One publishing of a topic. @returns undefined when it never was */
export async function readVersion(db: Db, topicId: string, version: number): Promise<ReplyVersion | undefined> {
  const read = { TableName: db.table, Key: tableKey(replyVersionKey(topicId, version)), ConsistentRead: true };
  const { Item } = await db.client.send(new GetItemCommand(read));
  return Item && parseTopicItem<ReplyVersion>(Item);
}
