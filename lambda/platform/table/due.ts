import { paginateQuery } from '@aws-sdk/client-dynamodb';
import type { Db } from './db';
import type { EffectName } from './effects';
import { DUE_CASES, DUE_EFFECTS } from './keys';

/** So many are rung a minute at the most: after an outage the rest follows a minute later. */
const LIMIT = 500;

async function keysDue(db: Db, partition: string, now: Date): Promise<{ pk: string; sk: string }[]> {
  const pages = paginateQuery(
    { client: db.client, pageSize: LIMIT },
    {
      TableName: db.table,
      IndexName: 'due',
      KeyConditionExpression: 'due = :kind AND dueAt <= :now',
      ExpressionAttributeValues: { ':kind': { S: partition }, ':now': { S: now.toISOString() } },
    },
  );
  const keys: { pk: string; sk: string }[] = [];
  for await (const { Items = [] } of pages) {
    keys.push(...Items.map(({ pk, sk }) => ({ pk: pk?.S ?? '', sk: sk?.S ?? '' })));
    if (keys.length >= LIMIT) break;
  }
  return keys.slice(0, LIMIT);
}

/** Cases whose next moment has come, longest waiting first. */
export const casesDue = async (db: Db, now: Date): Promise<string[]> =>
  (await keysDue(db, DUE_CASES, now)).map(({ pk }) => pk.slice('CASE#'.length));

/** Effects that should have ended by now. */
export const effectsDue = async (db: Db, now: Date): Promise<EffectName[]> =>
  (await keysDue(db, DUE_EFFECTS, now)).map(({ pk, sk }) => ({
    personId: pk.slice('TO#'.length),
    effectId: sk.slice('EFFECT#'.length),
  }));
