/** A table on a real engine for tests in test/platform: one engine per test file, one table per call. */
import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll } from 'vitest';
import type { Db } from '../../lambda/platform/table/db';
import { type Engine, startEngine } from '../../local/aws/engine';
import { createTable } from '../../local/aws/table';
import { TABLE } from './table-shape';

export { TABLE };

/** Credentials that no service accepts: the engines take any. */
export const LOCAL_AWS = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
} as const;

let engine: Promise<Engine> | undefined;

/** An empty table of its own on the engine that this test file shares; the engine stops after the file's last test. */
export async function openTestTable(): Promise<Db> {
  engine ??= startEngine();
  const { endpoint } = await engine;
  const client = new DynamoDBClient({ endpoint, ...LOCAL_AWS, maxAttempts: 2 });
  const table = `table-${randomUUID()}`;
  await createTable(client, table, TABLE);
  return { client, table };
}

afterAll(async () => {
  await (await engine)?.stop();
  engine = undefined;
});
