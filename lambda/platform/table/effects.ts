import {
  ConditionalCheckFailedException,
  GetItemCommand,
  type TransactWriteItem,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { plusSeconds } from '../../hotline/cases/case';
import { type Effect, PENDING_SECONDS, SENDING_SECONDS } from '../../hotline/cases/effect';
import type { Sealed } from '../../hotline/conversation/person';
import { once } from '../../hotline/once';
import type { Vault } from '../vault/vault';
import type { Db } from './db';
import { epochSeconds, fromItem, toItem, toKey } from './items';
import { DUE_EFFECTS, effectKey } from './keys';

const sealed = z.custom<Sealed>((value) => typeof value === 'string' && value.length > 0);

const schema = once(() =>
  z.object({
    id: z.string(),
    personId: z.string(),
    kind: z.enum(['alert', 'relay', 'notice', 'answer']),
    status: z.enum(['PENDING', 'SENDING', 'SENT', 'FAILED', 'DROPPED']),
    caseId: z.optional(z.string()),
    createdAt: z.string(),
    giveUpAt: z.string(),
    attempts: z.number(),
    errorCode: z.optional(z.string()),
    sealedTo: z.optional(sealed),
    sealedBody: z.optional(z.string()),
  }),
);

/** Ended effects stay two days, for late callbacks. */
const ENDED_KEPT_SECONDS = 2 * 86_400;

/** Names one effect in queues and in the carrier's callback URL: two ids, neither of them a number. */
export interface EffectName {
  readonly personId: string;
  readonly effectId: string;
}

const contextOf = ({ personId, effectId }: EffectName) => `effect ${personId} ${effectId}`;

/** Puts an effect into the ledger: what must leave, in the same transaction as the state that causes it. */
export const putEffect = (
  db: Db,
  vault: Vault,
  effect: Pick<Effect, 'id' | 'personId' | 'kind' | 'caseId' | 'giveUpAt'> & { to: Sealed; body: string },
  now: Date,
): TransactWriteItem => {
  const { id, personId, to, body, ...rest } = effect;
  return {
    Put: {
      TableName: db.table,
      Item: toItem({
        ...effectKey(personId, id),
        ...rest,
        id,
        personId,
        status: 'PENDING',
        createdAt: now.toISOString(),
        attempts: 0,
        sealedTo: to,
        sealedBody: vault.seal(contextOf({ personId, effectId: id }), body),
        due: DUE_EFFECTS,
        dueAt: plusSeconds(now, PENDING_SECONDS),
      }),
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  };
};

export const effectBody = (vault: Vault, { personId, id, sealedBody }: Effect): string =>
  vault.open(contextOf({ personId, effectId: id }), sealedBody ?? '');

export async function loadEffect(db: Db, name: EffectName, now: Date): Promise<Effect | undefined> {
  const { Item } = await db.client.send(
    new GetItemCommand({
      TableName: db.table,
      Key: toKey(effectKey(name.personId, name.effectId)),
      ConsistentRead: true,
    }),
  );
  return fromItem('effect', schema, Item, now);
}

const update = (db: Db, { personId, effectId }: EffectName) => ({
  TableName: db.table,
  Key: toKey(effectKey(personId, effectId)),
  ExpressionAttributeNames: { '#status': 'status' },
});

const ifStill = async <T>(write: Promise<T>): Promise<T | undefined> =>
  write.catch((err) => {
    if (err instanceof ConditionalCheckFailedException) return undefined;
    throw err;
  });

/**
 * PENDING → SENDING, by one sender only. An effect that has been SENDING for a minute without an answer or a callback
 * may be claimed again.
 * @returns undefined: another one has it, or it has ended
 */
export async function claimEffect(db: Db, name: EffectName, now: Date): Promise<Effect | undefined> {
  const claimed = await ifStill(
    db.client.send(
      new UpdateItemCommand({
        ...update(db, name),
        UpdateExpression: 'SET #status = :sending, sendingAt = :now, dueAt = :due, attempts = attempts + :one',
        ConditionExpression: '#status = :pending OR (#status = :sending AND sendingAt < :stale)',
        ExpressionAttributeValues: {
          ':pending': { S: 'PENDING' },
          ':sending': { S: 'SENDING' },
          ':now': { S: now.toISOString() },
          ':due': { S: plusSeconds(now, SENDING_SECONDS) },
          ':stale': { S: plusSeconds(now, -SENDING_SECONDS) },
          ':one': { N: '1' },
        },
        ReturnValues: 'ALL_NEW',
      }),
    ),
  );
  return fromItem('effect', schema, claimed?.Attributes, now);
}

/** SENDING → PENDING: the carrier plainly did not take it, so that nobody needs to wait for a callback. */
export const returnEffect = async (db: Db, name: EffectName, now: Date): Promise<void> => {
  await ifStill(
    db.client.send(
      new UpdateItemCommand({
        ...update(db, name),
        UpdateExpression: 'SET #status = :pending, dueAt = :due',
        ConditionExpression: '#status = :sending',
        ExpressionAttributeValues: {
          ':pending': { S: 'PENDING' },
          ':sending': { S: 'SENDING' },
          ':due': { S: plusSeconds(now, PENDING_SECONDS) },
        },
      }),
    ),
  );
};

const ENDING = 'REMOVE sealedTo, sealedBody, due, dueAt';

/**
 * → SENT or DROPPED. What has FAILED stays so: a late success never overwrites an error.
 * @returns whether this call ended it
 */
export const endEffect = async (db: Db, name: EffectName, status: 'SENT' | 'DROPPED', now: Date): Promise<boolean> => {
  const ended = await ifStill(
    db.client.send(
      new UpdateItemCommand({
        ...update(db, name),
        UpdateExpression: `SET #status = :status, endedAt = :now, expiresAt = :expires ${ENDING}`,
        ConditionExpression: '#status = :pending OR #status = :sending',
        ExpressionAttributeValues: {
          ':status': { S: status },
          ':pending': { S: 'PENDING' },
          ':sending': { S: 'SENDING' },
          ':now': { S: now.toISOString() },
          ':expires': { N: String(epochSeconds(now) + ENDED_KEPT_SECONDS) },
        },
      }),
    ),
  );
  return ended !== undefined;
};

/** A callback says that it arrived. Kept beside the status, for the figures. */
export const markDelivered = async (db: Db, name: EffectName): Promise<void> => {
  await ifStill(
    db.client.send(
      new UpdateItemCommand({
        ...update(db, name),
        UpdateExpression: 'SET delivered = :yes',
        ConditionExpression: '#status = :sent',
        ExpressionAttributeValues: { ':yes': { BOOL: true }, ':sent': { S: 'SENT' } },
      }),
    ),
  );
};

/** → FAILED, once: the transaction that holds this write holds what follows from it too. */
export const failEffect = (db: Db, name: EffectName, errorCode: string, now: Date): TransactWriteItem => ({
  Update: {
    ...update(db, name),
    UpdateExpression: `SET #status = :failed, errorCode = :code, endedAt = :now, expiresAt = :expires ${ENDING}`,
    ConditionExpression: '#status IN (:pending, :sending, :sent) AND attribute_not_exists(delivered)',
    ExpressionAttributeValues: {
      ':failed': { S: 'FAILED' },
      ':pending': { S: 'PENDING' },
      ':sending': { S: 'SENDING' },
      ':sent': { S: 'SENT' },
      ':code': { S: errorCode },
      ':now': { S: now.toISOString() },
      ':expires': { N: String(epochSeconds(now) + ENDED_KEPT_SECONDS) },
    },
  },
});
