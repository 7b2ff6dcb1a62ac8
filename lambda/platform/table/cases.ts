import { GetItemCommand, paginateQuery, type TransactWriteItem } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import type { Case } from '../../hotline/cases/case';
import type { Sealed } from '../../hotline/conversation/person';
import { once } from '../../hotline/once';
import { LANGUAGES } from '../../hotline/replies/book';
import type { Vault } from '../vault/vault';
import type { Db } from './db';
import { epochSeconds, fromItem, toItem, toKey } from './items';
import { caseKey, caseMessageKey, codeKey, DUE_CASES } from './keys';

const language = z.enum(LANGUAGES);
const sealed = z.custom<Sealed>((value) => typeof value === 'string' && value.length > 0);
const time = z.string();

const schema = once(() =>
  z.object({
    id: z.string(),
    version: z.number(),
    code: z.string(),
    status: z.enum(['WAITING', 'CLAIMED', 'UNANSWERED', 'CLOSED']),
    topic: z.optional(z.string()),
    language,
    danger: z.boolean(),
    texter: z.object({ personId: z.string(), to: z.optional(sealed) }),
    openedAt: time,
    waitingSince: time,
    dueAt: z.optional(time),
    waves: z.number(),
    waveAt: time,
    toReplace: z.number(),
    asked: z.array(z.object({ personId: z.string(), to: sealed, language, at: time })),
    passed: z.array(z.string()),
    claimant: z.optional(z.object({ personId: z.string(), name: z.string(), to: sealed, language })),
    updates: z.number(),
    closedAt: z.optional(time),
    outcome: z.optional(z.enum(['done', 'texter-left', 'idle', 'unanswered'])),
  }),
);

/** Codes are given again a day after their case was closed; the words kept with a case go after three. */
const CODE_KEPT_SECONDS = 86_400;
const CASE_KEPT_SECONDS = 90 * 86_400;
const WORDS_KEPT_SECONDS = 3 * 86_400;

export async function loadCase(db: Db, id: string, now: Date): Promise<Case | undefined> {
  const { Item } = await db.client.send(
    new GetItemCommand({ TableName: db.table, Key: toKey(caseKey(id)), ConsistentRead: true }),
  );
  const stored = fromItem('case', schema, Item, now);
  if (!stored) return undefined;
  const { dueAt, ...rest } = stored;
  return { ...rest, nextAt: dueAt };
}

/** @returns the id of the case that has this code now */
export async function loadCode(db: Db, code: string, now: Date): Promise<string | undefined> {
  const { Item } = await db.client.send(
    new GetItemCommand({ TableName: db.table, Key: toKey(codeKey(code)), ConsistentRead: true }),
  );
  return fromItem('code', () => z.object({ caseId: z.string() }), Item, now)?.caseId;
}

const caseItem = ({ nextAt, ...rest }: Case, now: Date) =>
  toItem({
    ...caseKey(rest.id),
    ...rest,
    version: rest.version + 1,
    // `due` and `dueAt` put it into the sparse index; a closed case is in it no more.
    ...(nextAt === undefined
      ? { expiresAt: epochSeconds(now) + CASE_KEPT_SECONDS }
      : { due: DUE_CASES, dueAt: nextAt }),
  });

/** Writes a case as it will be, on the version that was read; 0 opens it. */
export const writeCase = (db: Db, c: Case, now: Date): TransactWriteItem => ({
  Put: {
    TableName: db.table,
    Item: caseItem(c, now),
    ...(c.version === 0
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: 'version = :version',
          ExpressionAttributeValues: { ':version': { N: String(c.version) } },
        }),
  },
});

/** Reserves a code for a new case; one whose day is over may be taken even before DynamoDB deletes it. */
export const reserveCode = (db: Db, c: Case, now: Date): TransactWriteItem => ({
  Put: {
    TableName: db.table,
    Item: toItem({ ...codeKey(c.code), caseId: c.id }),
    ConditionExpression: 'attribute_not_exists(pk) OR expiresAt < :now',
    ExpressionAttributeValues: { ':now': { N: String(epochSeconds(now)) } },
  },
});

/** The code of a closed case stays taken for a day: a late claim must not land in another case. */
export const retireCode = (db: Db, c: Case, now: Date): TransactWriteItem => ({
  Put: {
    TableName: db.table,
    Item: toItem({ ...codeKey(c.code), caseId: c.id, expiresAt: epochSeconds(now) + CODE_KEPT_SECONDS }),
  },
});

/** Somebody's words, sealed, for whoever claims the case. */
export const keepWords = (
  db: Db,
  vault: Vault,
  words: { caseId: string; by: 'texter' | 'volunteer'; words: string; sid: string },
  now: Date,
): TransactWriteItem => {
  const key = caseMessageKey(words.caseId, now.toISOString(), words.sid);
  return {
    Put: {
      TableName: db.table,
      Item: toItem({
        ...key,
        by: words.by,
        body: vault.seal(`${key.pk} ${key.sk}`, words.words),
        expiresAt: epochSeconds(now) + WORDS_KEPT_SECONDS,
      }),
    },
  };
};

const wordsSchema = once(() => z.object({ pk: z.string(), sk: z.string(), by: z.string(), body: z.string() }));

async function queryWords(db: Db, caseId: string, now: Date) {
  const pages = paginateQuery(
    { client: db.client },
    {
      TableName: db.table,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :msg)',
      ExpressionAttributeValues: { ':pk': { S: caseKey(caseId).pk }, ':msg': { S: 'MSG#' } },
    },
  );
  const found: z.infer<ReturnType<typeof wordsSchema>>[] = [];
  for await (const { Items = [] } of pages) {
    for (const item of Items) {
      const words = fromItem('case message', wordsSchema, item, now);
      if (words) found.push(words);
    }
  }
  return found;
}

/** What the texter of a case wrote, oldest first. */
export const loadWords = async (db: Db, vault: Vault, caseId: string, now: Date): Promise<string[]> =>
  (await queryWords(db, caseId, now))
    .filter(({ by }) => by === 'texter')
    .map(({ pk, sk, body }) => vault.open(`${pk} ${sk}`, body));

/** A transaction has room for 100 writes; words beyond it go by their own expiry. */
const ERASED_AT_ONCE = 50;

export const eraseWords = async (db: Db, caseId: string, now: Date): Promise<TransactWriteItem[]> =>
  (await queryWords(db, caseId, now))
    .slice(0, ERASED_AT_ONCE)
    .map(({ pk, sk }) => ({ Delete: { TableName: db.table, Key: toKey({ pk, sk }) } }));

/** Ids of open cases, from the index of what is due: it lags a moment, which a list can bear. */
export async function loadOpenCases(db: Db, now: Date, limit = 50): Promise<Case[]> {
  const cases: Case[] = [];
  const pages = paginateQuery(
    { client: db.client },
    {
      TableName: db.table,
      IndexName: 'due',
      KeyConditionExpression: 'due = :cases',
      ExpressionAttributeValues: { ':cases': { S: DUE_CASES } },
    },
  );
  for await (const { Items = [] } of pages) {
    for (const item of Items) {
      const found = await loadCase(db, (item.pk?.S ?? '').slice('CASE#'.length), now);
      if (found) cases.push(found);
      if (cases.length >= limit) return cases;
    }
  }
  return cases;
}
