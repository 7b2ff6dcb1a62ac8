import { createHash } from 'node:crypto';
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { addUp, type Counted, countText } from '../../hotline/counts';
import { once } from '../../hotline/once';
import type { Db } from '../table/db';
import { epochSeconds, fromItem, toItem, toKey } from '../table/items';
import { countsKey } from '../table/keys';

/** Figures of a day are kept for two years. */
const KEPT_SECONDS = 730 * 86_400;
/** A batch that is tried again comes before the next one of its shard, so a short memory of batches is enough. */
const BATCHES_KEPT = 50;
const ATTEMPTS = 8;

const last = z.object({
  v: z.number(),
  at: z.string(),
  kind: z.string(),
  language: z.string(),
  urgent: z.boolean(),
  topic: z.optional(z.string()),
});
const person = z.object({ version: z.number(), last });
const ended = z.object({ status: z.string(), endedAt: z.string(), kind: z.string() });
const openCase = z.object({ version: z.literal(1), openedAt: z.string() });

/** What one change of the table adds to the figures; most add nothing. */
export function countRecord(record: DynamoDBRecord): Counted | undefined {
  const image = record.dynamodb?.NewImage;
  if (record.eventName === 'REMOVE' || image === undefined) return undefined;
  const item = unmarshall(image as Record<string, AttributeValue>);
  const pk = String(item.pk);
  if (pk.startsWith('PERSON#')) {
    const found = person.safeParse(item);
    // Only the write that a text made: others keep the last outcome of an older version.
    return found.success && found.data.last.v === found.data.version ? countText(found.data.last) : undefined;
  }
  if (pk.startsWith('CASE#')) {
    const found = openCase.safeParse(item);
    return found.success ? { day: found.data.openedAt.slice(0, 10), names: ['cases'] } : undefined;
  }
  const found = ended.safeParse(item);
  // A callback's later mark on an ended effect is no second ending.
  if (!pk.startsWith('TO#') || !found.success || item.delivered === true) return undefined;
  const { endedAt, status, kind } = found.data;
  return { day: endedAt.slice(0, 10), names: [`effects.${kind}.${status.toLowerCase()}`] };
}

const stored = once(() =>
  z.object({
    version: z.number(),
    counts: z.record(z.string(), z.number()),
    batches: z.array(z.string()),
  }),
);

async function addToDay(
  db: Db,
  day: string,
  sums: ReadonlyMap<string, number>,
  batch: string,
  now: Date,
): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { Item } = await db.client.send(
      new GetItemCommand({ TableName: db.table, Key: toKey(countsKey(day)), ConsistentRead: true }),
    );
    const before = fromItem('daily counts', stored, Item, now) ?? { version: 0, counts: {}, batches: [] };
    if (before.batches.includes(batch)) return;
    const counts = { ...before.counts };
    for (const [name, n] of sums) counts[name] = (counts[name] ?? 0) + n;
    const item = toItem({
      ...countsKey(day),
      version: before.version + 1,
      counts,
      batches: [batch, ...before.batches].slice(0, BATCHES_KEPT),
      expiresAt: epochSeconds(now) + KEPT_SECONDS,
    });
    try {
      await db.client.send(
        new PutItemCommand({
          TableName: db.table,
          Item: item,
          ...(before.version === 0
            ? { ConditionExpression: 'attribute_not_exists(pk)' }
            : {
                ConditionExpression: 'version = :version',
                ExpressionAttributeValues: { ':version': { N: String(before.version) } },
              }),
        }),
      );
      return;
    } catch (err) {
      if (!(err instanceof ConditionalCheckFailedException)) throw err;
    }
  }
  throw new Error('too many conflicts on the daily counts');
}

/**
 * The table's stream → daily figures. A batch that is delivered again counts once: each day's item remembers the last
 * batches by their sequence numbers. (Stream events do not say which shard they are of, see docs/decisions.)
 */
export function makeCounts({ db, now }: { db: Db; now: () => Date }) {
  return async ({ Records }: DynamoDBStreamEvent): Promise<void> => {
    const days = addUp(Records.flatMap((record) => countRecord(record) ?? []));
    if (days.size === 0) return;
    const numbers = Records.map((record) => record.dynamodb?.SequenceNumber).join();
    const batch = createHash('sha256').update(numbers).digest('base64url').slice(0, 12);
    for (const [day, sums] of days) await addToDay(db, day, sums, batch, now());
  };
}
