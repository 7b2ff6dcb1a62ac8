import { ConditionalCheckFailedException, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Db } from './db';
import { adminKey } from './keys';

/** editor: replies; coordinator: cases and volunteers; admin: everything. */
export const ROLES = ['editor', 'coordinator', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export interface Admin {
  readonly email: string;
  readonly roles: readonly Role[];
  readonly addedAt: string;
}

/**
 * Read at every request, so that removing a person acts at once.
 * @returns undefined for somebody who may do nothing here
 */
export async function readAdmin(db: Db, email: string): Promise<Admin | undefined> {
  const read = { TableName: db.table, Key: marshall(adminKey(email)), ConsistentRead: true };
  const { Item } = await db.client.send(new GetItemCommand(read));
  if (!Item) return undefined;
  const { email: stored, roles, addedAt } = unmarshall(Item);
  return { email: stored, addedAt, roles: ROLES.filter((role) => Array.isArray(roles) && roles.includes(role)) };
}

/** The person whom the deployment names. Left as they are when they are known: an admin may have changed their roles. */
export async function addFirstAdmin(db: Db, email: string, now: Date): Promise<'added' | 'known'> {
  const admin: Admin = { email: email.trim().toLowerCase(), roles: ['admin'], addedAt: now.toISOString() };
  const Item = marshall({ ...adminKey(email), ...admin });
  const write = { TableName: db.table, Item, ConditionExpression: 'attribute_not_exists(pk)' };
  return db.client.send(new PutItemCommand(write)).then(
    () => 'added' as const,
    (error) => {
      if (error instanceof ConditionalCheckFailedException) return 'known' as const;
      throw error;
    },
  );
}
