/** A table on a real engine for tests in test/platform: one engine per test file, one table per call. */
import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll } from 'vitest';
import type { Db } from '../../lambda/platform/table/db';
import { type Engine, startEngine } from '../../local/aws/engine';
import { createTable, type TableResource } from '../../local/aws/table';

/** As in the synthesised template, which `test/lib` holds against this. */
export const TABLE: TableResource = {
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  AttributeDefinitions: ['pk', 'sk', 'due', 'dueAt', 'duty', 'lastAskedAt'].map((AttributeName) => ({
    AttributeName,
    AttributeType: 'S' as const,
  })),
  GlobalSecondaryIndexes: [
    {
      IndexName: 'due',
      KeySchema: [
        { AttributeName: 'due', KeyType: 'HASH' },
        { AttributeName: 'dueAt', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
    {
      IndexName: 'duty',
      KeySchema: [
        { AttributeName: 'duty', KeyType: 'HASH' },
        { AttributeName: 'lastAskedAt', KeyType: 'RANGE' },
      ],
      Projection: {
        ProjectionType: 'INCLUDE',
        NonKeyAttributes: ['role', 'name', 'languages', 'busyUntil', 'holds', 'to', 'optedOut', 'version'],
      },
    },
  ],
  StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
  TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
};

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
