import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Db } from '../../../lambda/platform/table/db';
import { openCheckpoints } from '../../../local/aws/checkpoints';
import type { RunningFunction } from '../../../local/aws/functions';
import type { Source } from '../../../local/aws/queue-source';
import { type StreamMapping, startStreamSource, streamArnOf } from '../../../local/aws/stream-source';
import { LOCAL_AWS, openTestTable } from '../../fakes/table';

let folder: string;
let db: Db;
let sources: Source[];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stream-'));
  db = await openTestTable();
  sources = [];
});
afterEach(async () => {
  await Promise.all(sources.map((source) => source.stop()));
  rmSync(folder, { recursive: true });
});

const put = (pk: string, more = {}) =>
  db.client.send(new PutItemCommand({ TableName: db.table, Item: { pk: { S: pk }, sk: { S: 'X' }, ...more } }));

const start = async (
  handle: (event: DynamoDBStreamEvent) => unknown,
  changes: Partial<StreamMapping> = {},
): Promise<Source> => {
  const endpoint = await db.client.config.endpoint!();
  const client = new DynamoDBStreamsClient({ endpoint: `http://${endpoint.hostname}:${endpoint.port}`, ...LOCAL_AWS });
  const mapping: StreamMapping = {
    id: 'Effects',
    batchSize: 10,
    patterns: [{ eventName: ['INSERT'], dynamodb: { Keys: { pk: { S: [{ prefix: 'TO#' }] } } } }],
    startingPosition: 'LATEST',
    bisects: false,
    reportsFailures: true,
    retries: 2,
    onGivenUp: async () => {},
    ...changes,
  };
  const target = {
    definition: { id: 'Effects' },
    invoke: async (event: unknown) => handle(event as DynamoDBStreamEvent),
  };
  const stream = { client, arn: await streamArnOf(db.client, db.table) };
  const checkpoints = openCheckpoints(join(folder, 'streams.json'));
  const source = await startStreamSource(mapping, stream, target as unknown as RunningFunction, checkpoints);
  sources.push(source);
  return source;
};

const keysOf = ({ Records }: DynamoDBStreamEvent) => Records.map(({ dynamodb }) => dynamodb!.Keys!.pk!.S!);

test('a function gets what was written since the start and passes its filter, in order, in the shape of AWS', async () => {
  await put('TO#before');
  const events: DynamoDBStreamEvent[] = [];
  await start((event) => events.push(event));
  await put('TO#1', { body: { B: new Uint8Array([1, 2, 3]) } });
  await put('CASE#1');
  await put('TO#2');
  await put('TO#2', { again: { S: 'a MODIFY' } });
  await expect.poll(() => events.flatMap(keysOf)).toEqual(['TO#1', 'TO#2']);
  expect(events[0]!.Records[0]).toMatchObject({
    eventName: 'INSERT',
    eventSource: 'aws:dynamodb',
    dynamodb: {
      NewImage: { body: { B: 'AQID' } },
      ApproximateCreationDateTime: expect.any(Number),
      SequenceNumber: expect.any(String),
    },
  });
});

test('a restart goes on where it was', async () => {
  const first: string[] = [];
  const source = await start((event) => first.push(...keysOf(event)));
  await put('TO#1');
  await expect.poll(() => first).toEqual(['TO#1']);
  await source.stop();
  await put('TO#2');
  const second: string[] = [];
  await start((event) => second.push(...keysOf(event)));
  await expect.poll(() => second).toEqual(['TO#2']);
});

test('a batch is tried again from the record that failed', async () => {
  for (const key of ['TO#1', 'TO#2', 'TO#3']) await put(key);
  const seen: string[][] = [];
  await start(
    (event) => {
      seen.push(keysOf(event));
      const itemIdentifier = event.Records[1]?.dynamodb?.SequenceNumber ?? '';
      return seen.length === 1 ? { batchItemFailures: [{ itemIdentifier }] } : { batchItemFailures: [] };
    },
    { startingPosition: 'TRIM_HORIZON' },
  );
  await put('TO#4');
  await expect.poll(() => seen).toEqual([['TO#1', 'TO#2', 'TO#3'], ['TO#2', 'TO#3'], ['TO#4']]);
});

test('a record that always fails is given up after its retries, alone when the mapping bisects', async () => {
  for (const key of ['TO#1', 'TO#bad', 'TO#3']) await put(key);
  const passed: string[] = [];
  const notes: object[] = [];
  await start(
    (event) => {
      if (keysOf(event).includes('TO#bad')) throw new Error('always');
      passed.push(...keysOf(event));
    },
    {
      startingPosition: 'TRIM_HORIZON',
      bisects: true,
      onGivenUp: async (note) => {
        notes.push(note);
      },
    },
  );
  await put('TO#4');
  await expect.poll(() => passed, { timeout: 8_000 }).toEqual(['TO#1', 'TO#3', 'TO#4']);
  expect(notes).toMatchObject([{ DDBStreamBatchInfo: { batchSize: 1 } }]);
});
