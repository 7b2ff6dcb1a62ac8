/** Queue event source mappings: takes batches from a queue to a function and deletes what succeeded, as Lambda does. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { REGION } from './account';
import type { RunningFunction } from './functions';
import type { QueueMessage, Queues } from './queues';

/** Batches of one queue that are under way at once. FIFO order holds: fauxqs locks a group while one of it is out. */
const POLLERS = 4;

/** Length of one waiting receive; also how long an idle queue delays the end. */
const WAIT_SECONDS = 1;

export interface QueueMapping {
  readonly queue: { readonly name: string; readonly arn: string };
  readonly batchSize: number;
  readonly reportsFailures: boolean;
  readonly maximumConcurrency?: number;
}

export interface Source {
  /** Stops taking, and waits for what is under way. */
  stop(): Promise<void>;
}

/** A failed batch or record stays in the queue and comes back after the queue's visibility timeout. */
export function startQueueSource(mapping: QueueMapping, queues: Queues, target: RunningFunction): Source {
  const { queue, batchSize } = mapping;
  let stopped = false;

  const handle = async (messages: QueueMessage[]): Promise<void> => {
    const failed = await failures(mapping, target, messages);
    for (const { MessageId, ReceiptHandle } of messages)
      if (!failed.has(MessageId)) await queues.delete(queue.name, ReceiptHandle);
  };

  const poll = async (): Promise<void> => {
    while (!stopped) {
      const messages = await queues.receive(queue.name, batchSize, WAIT_SECONDS).catch(() => undefined);
      if (messages === undefined) await sleep(100);
      else if (messages.length > 0) await handle(messages).catch(() => {});
    }
  };

  const pollers = Array.from({ length: Math.min(mapping.maximumConcurrency ?? POLLERS, POLLERS) }, poll);
  return {
    stop: async () => {
      stopped = true;
      await Promise.all(pollers);
    },
  };
}

/** Ids of the messages that stay. */
async function failures(
  mapping: QueueMapping,
  target: RunningFunction,
  messages: QueueMessage[],
): Promise<Set<string>> {
  const all = new Set(messages.map(({ MessageId }) => MessageId));
  try {
    const result = (await target.invoke({
      Records: messages.map((message) => toRecord(mapping, message)),
    })) as SQSBatchResponse | null;
    if (!mapping.reportsFailures || !result?.batchItemFailures) return new Set();
    const failed = result.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    // As in Lambda: a report that names no message of the batch fails all of it.
    return failed.every((id) => all.has(id)) ? new Set(failed) : all;
  } catch {
    return all; // the function's log has the reason
  }
}

const toRecord = ({ queue }: QueueMapping, message: QueueMessage): SQSRecord => ({
  messageId: message.MessageId,
  receiptHandle: message.ReceiptHandle,
  body: message.Body,
  attributes: message.Attributes as unknown as SQSRecord['attributes'],
  messageAttributes: (message.MessageAttributes ?? {}) as SQSRecord['messageAttributes'],
  md5OfBody: message.MD5OfBody,
  eventSource: 'aws:sqs',
  eventSourceARN: queue.arn,
  awsRegion: REGION,
});
