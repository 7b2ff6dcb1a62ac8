import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { MAX_DELAY_SECONDS, ringEscalator, ringSender } from '../queues/queues';
import type { EffectName } from '../table/effects';

export interface EffectsParts {
  readonly queues: SQSClient;
  readonly outboxUrl: string;
  readonly timersUrl: string;
  readonly now: () => Date;
}

/** What one change of the table rings for: an effect for the sender, a case's next moment for the escalator. */
export function ringsOf(
  record: DynamoDBRecord,
  now: Date,
): { effect: EffectName } | { caseId: string; delaySeconds: number } | undefined {
  const pk = record.dynamodb?.Keys?.pk?.S ?? '';
  const sk = record.dynamodb?.Keys?.sk?.S ?? '';
  if (record.eventName === 'INSERT' && pk.startsWith('TO#') && sk.startsWith('EFFECT#')) {
    return { effect: { personId: pk.slice('TO#'.length), effectId: sk.slice('EFFECT#'.length) } };
  }
  const dueAt = record.dynamodb?.NewImage?.dueAt?.S;
  if (record.eventName === 'REMOVE' || !pk.startsWith('CASE#') || sk !== 'CASE' || dueAt === undefined)
    return undefined;
  const delaySeconds = Math.max(0, Math.ceil((Date.parse(dueAt) - now.getTime()) / 1000));
  // Later than a queue can wait: the sweep will find it.
  return delaySeconds > MAX_DELAY_SECONDS ? undefined : { caseId: pk.slice('CASE#'.length), delaySeconds };
}

/**
 * The table's stream. It only hurries: everything it rings for is in the table, and the sweep finds what it misses.
 * Ids only; never content.
 */
export function makeEffects({ queues, outboxUrl, timersUrl, now }: EffectsParts) {
  const processor = new BatchProcessor(EventType.DynamoDBStreams);
  const ring = async (record: DynamoDBRecord) => {
    const found = ringsOf(record, now());
    if (found === undefined) return;
    if ('effect' in found) await ringSender(queues, outboxUrl, [found.effect], 'first');
    else await ringEscalator(queues, timersUrl, [found]);
  };
  // In order: an effect must not overtake an earlier one to the same person on its way into the queue.
  return (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> =>
    processPartialResponse(event, ring, processor, { processInParallel: false, throwOnFullBatchFailure: false });
}
