import { SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';
import { HotlineError } from '../../hotline/errors';
import { once } from '../../hotline/once';
import type { EffectName } from '../table/effects';

/** Longest delay that SQS offers; what is due later waits for the sweep (design 2.4). */
export const MAX_DELAY_SECONDS = 900;

export const openQueues = (): SQSClient =>
  new SQSClient({
    maxAttempts: 3,
    requestHandler: { requestTimeout: 2_000, throwOnRequestTimeout: true, connectionTimeout: 1_000 },
  });

const chunks = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));

async function sendAll(client: SQSClient, url: string, entries: { Id: string; MessageBody: string }[]): Promise<void> {
  for (const batch of chunks(entries, 10)) {
    const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries: batch }));
    if (Failed.length > 0) throw new Error(`SQS refused ${Failed.length} of ${batch.length}: ${Failed[0]?.Code}`);
  }
}

/**
 * Rings the sender for effects. FIFO by recipient: one person's messages arrive in order.
 * @param ring tells one ringing of the same effect from another: SQS drops repeats within five minutes
 */
export const ringSender = (
  client: SQSClient,
  outboxUrl: string,
  effects: readonly EffectName[],
  ring: string,
): Promise<void> =>
  sendAll(
    client,
    outboxUrl,
    effects.map((effect, i) => ({
      Id: String(i),
      MessageBody: JSON.stringify(effect),
      MessageGroupId: effect.personId,
      MessageDeduplicationId: `${effect.effectId}-${ring}`,
    })),
  );

/** Rings the escalator for a case, now or in up to 15 minutes. */
export const ringEscalator = (
  client: SQSClient,
  timersUrl: string,
  cases: readonly { caseId: string; delaySeconds: number }[],
): Promise<void> =>
  sendAll(
    client,
    timersUrl,
    cases.map(({ caseId, delaySeconds }, i) => ({
      Id: String(i),
      MessageBody: JSON.stringify({ caseId }),
      DelaySeconds: delaySeconds,
    })),
  );

const SPOOL_MS = 2_000;

/** Keeps a text that the fallback answered; the queue itself is encrypted with the customer-managed key. */
export const spoolText = async (client: SQSClient, spoolUrl: string, spooled: Spooled): Promise<void> => {
  // The texter waits for the fallback's words, with 4 s in all: a queue that hangs must not keep them back.
  await client.send(new SendMessageCommand({ QueueUrl: spoolUrl, MessageBody: JSON.stringify(spooled) }), {
    abortSignal: AbortSignal.timeout(SPOOL_MS),
  });
};

const parse = <T>(queue: string, schema: z.ZodMiniType<T>, body: string): T => {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    value = undefined;
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new HotlineError('item.corrupt', `A message in the ${queue} queue is not ours`);
};

const spooled = once(() =>
  z.object({ params: z.string(), signature: z.string(), path: z.string(), receivedAt: z.string() }),
);
export type Spooled = z.infer<ReturnType<typeof spooled>>;

export const parseEffectMessage = (body: string): EffectName =>
  parse('outbox', z.object({ personId: z.string(), effectId: z.string() }), body);
export const parseTimerMessage = (body: string): string =>
  parse('timers', z.object({ caseId: z.string() }), body).caseId;
export const parseSpooled = (body: string): Spooled => parse('spool', spooled(), body);
