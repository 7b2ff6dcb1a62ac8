import {
  ConditionalCheckFailedException,
  PutItemCommand,
  type PutItemCommandInput,
  TransactionCanceledException,
  TransactionConflictException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { monotonicFactory } from 'ulid';
import type { Case } from '../../hotline/cases/case';
import type { NewEffect } from '../../hotline/cases/effect';
import type { Decision } from '../../hotline/conversation/decision';
import type { Person } from '../../hotline/conversation/person';
import type { ReplyBook } from '../../hotline/replies/book';
import { renderRef } from '../../hotline/replies/render-ref';
import type { HotlineSettings } from '../../hotline/settings';
import type { Vault } from '../vault/vault';
import { eraseWords, keepWords, reserveCode, retireCode, writeCase } from './cases';
import type { Db } from './db';
import { putEffect } from './effects';
import { freeVolunteers, personItem, personUnchanged } from './people';

/**
 * 'stale': somebody changed it meanwhile; read and decide again. 'code-taken': decide again with another code.
 */
export type Committed = 'committed' | 'stale' | 'code-taken';

export interface CommitParts {
  readonly db: Db;
  readonly vault: Vault;
  readonly settings: HotlineSettings;
}

/** Only goes up within one process, so that the effects of one decision leave in the order they were decided. */
const nextUlid = monotonicFactory();
const CONFLICT_PATIENCE_MS = 2_000;

const backOff = (attempt: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(400, 25 * 2 ** attempt)));

/** The writes for effects: each gets an id, its words rendered and sealed. */
export const effectWrites = (
  parts: CommitParts,
  book: ReplyBook,
  effects: readonly NewEffect[],
  now: Date,
): TransactWriteItem[] =>
  effects.map(({ recipient, content, ...effect }) => {
    const body =
      'reply' in content
        ? renderRef(content.reply, book, parts.settings, 'words' in content ? content.words : '')
        : content.words;
    const id = nextUlid(now.getTime());
    return putEffect(
      parts.db,
      parts.vault,
      { ...effect, id, personId: recipient.personId, to: recipient.to, body },
      now,
    );
  });

/** The writes for a case: a new one reserves its code, an ended one gives it back in a day. */
export const caseWrites = (
  db: Db,
  change: { kind: 'open' | 'update'; value: Case },
  now: Date,
): TransactWriteItem[] => [
  writeCase(db, change.value, now),
  ...(change.kind === 'open' ? [reserveCode(db, change.value, now)] : []),
  ...(change.value.status === 'CLOSED' ? [retireCode(db, change.value, now)] : []),
];

/**
 * All or nothing. Only a failed condition is an outcome; a conflict with a running transaction is tried again with
 * jitter, for 2 s at most (Twilio is waiting).
 * @param codeAt index of the write that reserves a code, if any
 */
export async function transact(db: Db, writes: TransactWriteItem[], codeAt = -1): Promise<Committed> {
  const started = Date.now();
  for (let attempt = 0; ; attempt++) {
    try {
      await db.client.send(new TransactWriteItemsCommand({ TransactItems: writes }));
      return 'committed';
    } catch (err) {
      if (!(err instanceof TransactionCanceledException)) throw err;
      const reasons = (err.CancellationReasons ?? []).map(({ Code }) => Code ?? 'None');
      const failed = reasons.indexOf('ConditionalCheckFailed');
      if (failed >= 0)
        return reasons.filter((r) => r === 'ConditionalCheckFailed').length === 1 && failed === codeAt
          ? 'code-taken'
          : 'stale';
      const passing = reasons.every((r) => r === 'None' || r === 'TransactionConflict' || r === 'ThrottlingError');
      if (!passing || Date.now() - started > CONFLICT_PATIENCE_MS) throw err;
      await backOff(attempt);
    }
  }
}

const ERASED_RETENTION_DAYS = 1;

/** Writes one decision: an ordinary text is one conditional put, anything more one transaction. */
export async function commitDecision(
  parts: CommitParts,
  read: Person,
  decision: Decision,
  book: ReplyBook,
  sid: string,
  now: Date,
): Promise<Committed> {
  const { db, vault, settings } = parts;
  const { kind, topic, language, urgent } = decision.outcome;
  const item = personItem(decision.person, {
    now,
    retentionDays: decision.erases ? ERASED_RETENTION_DAYS : settings.retentionDays,
    last: { at: now.toISOString(), kind, topic, language, urgent },
  });
  const put = { TableName: db.table, Item: item, ...personUnchanged(read) };
  const erased = decision.erases?.wordsOf === undefined ? [] : await eraseWords(db, decision.erases.wordsOf, now);
  const more: TransactWriteItem[] = [
    ...(decision.case ? caseWrites(db, decision.case, now) : []),
    ...(decision.keep ? [keepWords(db, vault, { ...decision.keep, sid }, now)] : []),
    ...(await freeVolunteers(db, decision.frees ?? [], now)),
    ...effectWrites(parts, book, decision.effects, now),
    ...erased,
  ];
  if (more.length > 0) return transact(db, [{ Put: put }, ...more], decision.case?.kind === 'open' ? 2 : -1);
  return putUnlessStale(db, put);
}

/** A put that meets a running transaction on the same item is tried again, as a transaction would be. */
async function putUnlessStale(db: Db, put: PutItemCommandInput): Promise<Committed> {
  const started = Date.now();
  for (let attempt = 0; ; attempt++) {
    try {
      await db.client.send(new PutItemCommand(put));
      return 'committed';
    } catch (err) {
      if (err instanceof ConditionalCheckFailedException) return 'stale';
      if (!(err instanceof TransactionConflictException) || Date.now() - started > CONFLICT_PATIENCE_MS) throw err;
      await backOff(attempt);
    }
  }
}
