/** Stream event source mappings: reads the table's stream, filters, and gives batches to a function, as Lambda does. */

import { setTimeout as sleep } from 'node:timers/promises';
import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  type _Record,
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBBatchResponse } from 'aws-lambda';
import { REGION } from './account';
import type { Checkpoints } from './checkpoints';
import { accepts, type Pattern } from './filter';
import type { RunningFunction } from './functions';
import type { Source } from './queue-source';

/** AWS asks four times a second; ten keep the phones lively and cost 1 ms of CPU each. */
const POLL_MILLISECONDS = 100;

/** Pause before a failed batch is tried again; doubles up to the last. */
const RETRY_MILLISECONDS = [100, 200, 400, 800, 1_600, 3_200];

export interface StreamMapping {
  /** Logical id: names its checkpoints. */
  readonly id: string;
  readonly batchSize: number;
  readonly patterns: readonly Pattern[];
  readonly startingPosition: 'LATEST' | 'TRIM_HORIZON';
  readonly bisects: boolean;
  readonly reportsFailures: boolean;
  /** Infinity when the template sets none. */
  readonly retries: number;
  /** Gets a note of what was given up, as the failure destination does in AWS. */
  readonly onGivenUp: (note: object) => Promise<void>;
}

/** Address of the stream of a table. */
export async function streamArnOf(client: DynamoDBClient, tableName: string): Promise<string> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
  return Table!.LatestStreamArn!;
}

/**
 * Starts reading. A shard without a checkpoint starts at the mapping's position; with one, after it: like the mapping in
 * AWS, it goes on where it was, and a batch under way at a kill comes again.
 */
export async function startStreamSource(
  mapping: StreamMapping,
  stream: { readonly client: DynamoDBStreamsClient; readonly arn: string },
  target: RunningFunction,
  checkpoints: Checkpoints,
): Promise<Source> {
  let stopped = false;
  const isStopped = () => stopped;
  const readers = new Map<string, Promise<void>>();

  const readNewShards = async (first: boolean): Promise<void> => {
    for (const shardId of await shardsOf(stream.client, stream.arn)) {
      if (readers.has(shardId)) continue;
      const start = first ? mapping.startingPosition : 'TRIM_HORIZON';
      const reader = await openShard(mapping, stream, shardId, start, checkpoints);
      readers.set(shardId, read(reader, mapping, target, checkpoints, isStopped));
    }
  };

  await readNewShards(true);
  // dynoxide has one endless shard; other engines close shards after hours and open new ones.
  const renewal = setInterval(() => void readNewShards(false).catch(() => {}), 60_000).unref();
  return {
    stop: async () => {
      stopped = true;
      clearInterval(renewal);
      await Promise.all(readers.values());
    },
  };
}

async function shardsOf(client: DynamoDBStreamsClient, streamArn: string): Promise<string[]> {
  const ids: string[] = [];
  let last: string | undefined;
  do {
    const command = new DescribeStreamCommand({ StreamArn: streamArn, ExclusiveStartShardId: last });
    const { StreamDescription } = await client.send(command);
    ids.push(...(StreamDescription?.Shards ?? []).map(({ ShardId }) => ShardId!));
    last = StreamDescription?.LastEvaluatedShardId;
  } while (last);
  return ids;
}

interface ShardReader {
  readonly name: string;
  readonly shardId: string;
  /** Undefined at the end of a closed shard. */
  next(): Promise<_Record[] | undefined>;
}

async function openShard(
  mapping: StreamMapping,
  { client, arn }: { readonly client: DynamoDBStreamsClient; readonly arn: string },
  shardId: string,
  start: 'LATEST' | 'TRIM_HORIZON',
  checkpoints: Checkpoints,
): Promise<ShardReader> {
  const name = `${mapping.id}/${arn}/${shardId}`;
  const iterate = async (): Promise<string | undefined> => {
    const after = checkpoints.get(name);
    const position = after
      ? { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER' as const, SequenceNumber: after }
      : { ShardIteratorType: start };
    const command = new GetShardIteratorCommand({ StreamArn: arn, ShardId: shardId, ...position });
    const answer = await client.send(command).catch((err: unknown) => {
      if (!(err instanceof TrimmedDataAccessException)) throw err;
      const oldest = { StreamArn: arn, ShardId: shardId, ShardIteratorType: 'TRIM_HORIZON' as const };
      return client.send(new GetShardIteratorCommand(oldest));
    });
    return answer.ShardIterator;
  };
  let iterator = await iterate();
  return {
    name,
    shardId,
    next: async () => {
      if (!iterator) return undefined;
      try {
        const command = new GetRecordsCommand({ ShardIterator: iterator, Limit: mapping.batchSize });
        const { Records = [], NextShardIterator } = await client.send(command);
        iterator = NextShardIterator;
        return Records;
      } catch (err) {
        if (!(err instanceof ExpiredIteratorException)) throw err;
        iterator = await iterate();
        return [];
      }
    },
  };
}

async function read(
  reader: ShardReader,
  mapping: StreamMapping,
  target: RunningFunction,
  checkpoints: Checkpoints,
  isStopped: () => boolean,
): Promise<void> {
  // What was read and not yet through: a failure in between (a full disk) gives it again, so that nothing is skipped.
  let records: _Record[] = [];
  while (!isStopped()) {
    try {
      if (records.length === 0) {
        const read = await reader.next();
        if (read === undefined) return;
        records = read;
      }
      const last = records.at(-1)?.dynamodb?.SequenceNumber;
      const accepted = records.map(toEventRecord).filter((record) => accepts(mapping.patterns, record));
      if (!(await deliver(accepted, mapping, target, reader.shardId, isStopped))) return;
      records = [];
      if (last !== undefined) checkpoints.set(reader.name, last);
      else await sleep(POLL_MILLISECONDS);
    } catch {
      await sleep(POLL_MILLISECONDS);
    }
  }
}

type EventRecord = ReturnType<typeof toEventRecord>;

/** Gives a batch until it is through or given up. Returns false when the end came first. */
async function deliver(
  batch: readonly EventRecord[],
  mapping: StreamMapping,
  target: RunningFunction,
  shardId: string,
  isStopped: () => boolean,
): Promise<boolean> {
  let left = batch;
  for (let attempt = 0; left.length > 0; attempt++) {
    const failed = await firstFailure(left, mapping, target);
    if (failed === undefined) return true;
    if (isStopped()) return false;
    if (failed > 0) attempt = 0; // progress: as in Lambda, retries count for the batch that begins at the failed record
    left = left.slice(failed);
    if (attempt >= mapping.retries) {
      if (mapping.bisects && left.length > 1) return deliverHalves(left, mapping, target, shardId, isStopped);
      await mapping.onGivenUp(givenUp(left, target, shardId));
      return true;
    }
    await sleep(RETRY_MILLISECONDS[Math.min(attempt, RETRY_MILLISECONDS.length - 1)]);
  }
  return true;
}

/** Simpler than Lambda, which halves at each failure: here only once the retries are used up. */
async function deliverHalves(
  batch: readonly EventRecord[],
  mapping: StreamMapping,
  target: RunningFunction,
  shardId: string,
  isStopped: () => boolean,
): Promise<boolean> {
  const middle = Math.ceil(batch.length / 2);
  const first = await deliver(batch.slice(0, middle), mapping, target, shardId, isStopped);
  return first && deliver(batch.slice(middle), mapping, target, shardId, isStopped);
}

/** Index of the record to begin again at; undefined: all went through. */
async function firstFailure(
  batch: readonly EventRecord[],
  { reportsFailures }: StreamMapping,
  target: RunningFunction,
): Promise<number | undefined> {
  try {
    const result = (await target.invoke({ Records: batch })) as DynamoDBBatchResponse | null;
    const failures = reportsFailures ? (result?.batchItemFailures ?? []) : [];
    if (failures.length === 0) return undefined;
    const at = failures.map(({ itemIdentifier }) =>
      batch.findIndex(({ dynamodb }) => dynamodb.SequenceNumber === itemIdentifier),
    );
    return Math.max(0, Math.min(...at));
  } catch {
    return 0; // the function's log has the reason
  }
}

const givenUp = (batch: readonly EventRecord[], target: RunningFunction, shardId: string): object => ({
  requestContext: { functionArn: target.definition.id, condition: 'RetryAttemptsExhausted' },
  DDBStreamBatchInfo: {
    shardId,
    startSequenceNumber: batch[0]?.dynamodb.SequenceNumber,
    endSequenceNumber: batch.at(-1)?.dynamodb.SequenceNumber,
    batchSize: batch.length,
  },
});

/** In events, times are epoch seconds and bytes are base64; the SDK gives dates and arrays. */
const toEventRecord = (record: _Record) => ({
  ...record,
  eventSource: 'aws:dynamodb',
  awsRegion: REGION,
  dynamodb: {
    ...(plain(record.dynamodb) as { SequenceNumber?: string; Keys?: object; NewImage?: object; OldImage?: object }),
    ApproximateCreationDateTime: Math.floor((record.dynamodb?.ApproximateCreationDateTime?.getTime() ?? 0) / 1000),
  },
});

function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}
