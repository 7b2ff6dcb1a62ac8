import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AwsEndpoint, type AwsServices, startEndpoint } from '../../../local/aws/endpoint';
import type { RunningFunction } from '../../../local/aws/functions';
import { type LocalValues, makeResolve } from '../../../local/aws/intrinsics';
import { startQueueSource } from '../../../local/aws/queue-source';
import { type Queues, referredQueue, startQueues } from '../../../local/aws/queues';
import type { Template } from '../../../local/aws/template';
import { LOCAL_AWS } from '../../fakes/table';

const TEMPLATE: Template = {
  Resources: {
    Outbox: {
      Type: 'AWS::SQS::Queue',
      Properties: {
        FifoQueue: true,
        ContentBasedDeduplication: true,
        VisibilityTimeout: 1,
        RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] }, maxReceiveCount: 2 },
      },
    },
    Dead: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true } },
    Timers: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 1 } },
    Spool: { Type: 'AWS::SQS::Queue', Properties: {} },
  },
};

let folder: string;
let endpoint: AwsEndpoint;
let queues: Queues;
let client: SQSClient;
let stops: (() => Promise<void>)[];

const open = async (): Promise<void> => {
  const services: AwsServices = {};
  endpoint = await startEndpoint(services);
  const resolve = makeResolve(TEMPLATE, { queueOrigin: endpoint.origin } as LocalValues);
  queues = await startQueues(TEMPLATE, resolve, { Spool: join(folder, 'spool.jsonl') });
  services.queues = queues;
  client = new SQSClient({ endpoint: endpoint.origin, ...LOCAL_AWS });
};
const close = async (): Promise<void> => {
  for (const stop of stops.splice(0)) await stop();
  await queues.stop();
  await endpoint.stop();
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'queues-'));
  stops = [];
  await open();
});
afterEach(async () => {
  await close();
  rmSync(folder, { recursive: true });
});

const urlOf = (name: string) => `${endpoint.origin}/000000000000/${name}`;
const send = (name: string, body: string, more: object = {}) =>
  client.send(new SendMessageCommand({ QueueUrl: urlOf(name), MessageBody: body, ...more }));

/** Stands for a function: answers each batch by `handle`. */
const source = (queueId: string, batchSize: number, handle: (event: SQSEvent) => unknown): void => {
  const target = { invoke: async (event: unknown) => handle(event as SQSEvent) } as RunningFunction;
  const queue = referredQueue(TEMPLATE, { 'Fn::GetAtt': [queueId, 'Arn'] })!;
  stops.push(startQueueSource({ queue, batchSize, reportsFailures: true }, queues, target).stop);
};

test('a function gets what the SDK sent, as an SQS event, and it is gone after', async () => {
  const events: SQSEvent[] = [];
  source('Timers', 10, (event) => {
    events.push(event);
  });
  await send('Timers', '{"caseId":"c1"}');
  await expect.poll(() => events.length).toBe(1);
  expect(events[0]!.Records[0]).toMatchObject({
    body: '{"caseId":"c1"}',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:Timers',
    attributes: { ApproximateReceiveCount: '1' },
  });
  await expect.poll(() => queues.depth('Timers')).toBe(0);
});

test('a delayed message comes after its delay', async () => {
  const at: number[] = [];
  source('Timers', 1, () => at.push(Date.now()));
  const sent = Date.now();
  await send('Timers', 'later', { DelaySeconds: 1 });
  await expect.poll(() => at.length, { timeout: 5_000 }).toBe(1);
  expect(at[0]! - sent).toBeGreaterThanOrEqual(1_000);
});

test('each recipient gets messages in order, one at a time, while others do not wait', async () => {
  const seen: string[] = [];
  const running = new Map<string, number>();
  source('Outbox', 5, async ({ Records }) => {
    for (const { body, attributes } of Records) {
      const group = attributes.MessageGroupId!;
      running.set(group, (running.get(group) ?? 0) + 1);
      expect(running.get(group)).toBe(1);
      await new Promise((done) => setTimeout(done, 20));
      running.set(group, running.get(group)! - 1);
      seen.push(body);
    }
  });
  for (let n = 1; n <= 5; n++)
    await client.send(
      new SendMessageBatchCommand({
        QueueUrl: urlOf('Outbox.fifo'),
        Entries: ['ana', 'ben'].map((who) => ({ Id: who, MessageBody: `${who} ${n}`, MessageGroupId: who })),
      }),
    );
  await expect.poll(() => seen.length, { timeout: 5_000 }).toBe(10);
  for (const who of ['ana', 'ben'])
    expect(seen.filter((body) => body.startsWith(who))).toEqual([1, 2, 3, 4, 5].map((n) => `${who} ${n}`));
});

test('a reported failure comes back after the visibility timeout, the rest of the batch does not', async () => {
  const seen: string[] = [];
  source('Timers', 10, ({ Records }) => {
    seen.push(...Records.map(({ body }) => body));
    const bad = Records.filter(({ body, attributes }) => body === 'bad' && attributes.ApproximateReceiveCount === '1');
    return { batchItemFailures: bad.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  });
  await send('Timers', 'good');
  await send('Timers', 'bad');
  await expect.poll(() => seen.filter((body) => body === 'bad').length, { timeout: 6_000 }).toBe(2);
  expect(seen.filter((body) => body === 'good')).toHaveLength(1);
  await expect.poll(() => queues.depth('Timers')).toBe(0);
});

test('what fails twice ends in the dead-letter queue', async () => {
  let calls = 0;
  source('Outbox', 1, () => {
    calls++;
    throw new Error('never');
  });
  await send('Outbox.fifo', 'x', { MessageGroupId: 'g' });
  await expect.poll(() => queues.depth('Dead.fifo'), { timeout: 8_000 }).toBe(1);
  expect(calls).toBe(2);
});

test('a spooled text survives a kill until a function has taken it, sealed on disk', async () => {
  await send('Spool', '{"params":"Body=la+migra"}');
  await send('Spool', '{"params":"Body=second"}');
  const file = join(folder, 'spool.jsonl');
  expect(readFileSync(file, 'utf8')).not.toContain('migra');
  expect(statSync(`${file}.key`).mode & 0o077).toBe(0);
  await close(); // nothing is written at the end, so this is what a kill leaves
  await open();

  const seen: string[] = [];
  source('Spool', 10, ({ Records }) => {
    seen.push(...Records.map(({ body }) => body));
  });
  await expect.poll(() => seen).toEqual(['{"params":"Body=la+migra"}', '{"params":"Body=second"}']);
  await expect.poll(() => queues.depth('Spool')).toBe(0);
  await close();
  await open();
  expect(await queues.depth('Spool')).toBe(0);
});

test('a queue that the template lacks does not exist', async () => {
  await expect(send('Nobody', 'x')).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
});
