import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type * as z from 'zod/mini';
import { HotlineError } from '../../hotline/errors';
import type { Key } from './keys';

export type Item = Record<string, AttributeValue>;

export const toItem = (value: Record<string, unknown>): Item => marshall(value, { removeUndefinedValues: true });
export const toKey = (key: Key): Item => toItem({ ...key });

export const epochSeconds = (time: Date | string): number => Math.floor(new Date(time).getTime() / 1000);

/** DynamoDB deletes expired items days later: until then they must read as if they were gone. */
export const isExpired = (item: Record<string, unknown>, now: Date): boolean =>
  typeof item.expiresAt === 'number' && item.expiresAt <= epochSeconds(now);

/**
 * @param schema made at its first use: a function that starts need not wait for shapes it may never read
 * @returns undefined for no item, and for one that has expired
 * @throws HotlineError 'item.corrupt', naming the kind and the attributes, never a value
 */
export function fromItem<T>(
  kind: string,
  schema: () => z.ZodMiniType<T>,
  item: Item | undefined,
  now: Date,
): T | undefined {
  if (item === undefined) return undefined;
  const value = unmarshall(item);
  if (isExpired(value, now)) return undefined;
  const parsed = schema().safeParse(value);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new HotlineError('item.corrupt', `A stored ${kind} is wrong at: ${where || 'the top'}`);
}
