import { randomBytes } from 'node:crypto';
import { type AttributeValue, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Db } from './db';
import { auditKey } from './keys';

/** Who changed what. Holds ids and versions, never a number or a word of a text. */
export interface AuditEntry {
  readonly action:
    | 'book.seeded'
    | 'book.published'
    | 'book.released'
    | 'draft.saved'
    | 'draft.discarded'
    | 'admin.added';
  /** The admin's e-mail address, or `release` for what a deployment did by itself. */
  readonly by: string;
  readonly at: Date;
  readonly topics?: readonly string[];
  readonly bookVersion?: number;
}

export const RELEASE = 'release';

/** The item of one entry, for a transaction that must not succeed without its trace. Sorts by time within a month. */
export function auditItem(entry: AuditEntry): Record<string, AttributeValue> {
  const at = entry.at.toISOString();
  const { action, by, topics, bookVersion } = entry;
  const key = auditKey(at.slice(0, 7), `${at}#${randomBytes(6).toString('hex')}`);
  return marshall({ ...key, action, by, at, topics, bookVersion }, { removeUndefinedValues: true });
}

/** Records what needs no transaction. */
export async function recordAudit(db: Db, entry: AuditEntry): Promise<void> {
  await db.client.send(new PutItemCommand({ TableName: db.table, Item: auditItem(entry) }));
}
