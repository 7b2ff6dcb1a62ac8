import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Log } from '../log';
import { ringEscalator, ringSender } from '../queues/queues';
import type { Db } from '../table/db';
import { casesDue, effectsDue } from '../table/due';

export interface SweepParts {
  readonly db: Db;
  readonly queues: SQSClient;
  readonly outboxUrl: string;
  readonly timersUrl: string;
  readonly log: Log;
  readonly now: () => Date;
}

/** Each minute: rings again for everything that is due, whatever became of the first bell. */
export function makeSweep({ db, queues, outboxUrl, timersUrl, log, now }: SweepParts) {
  return async (): Promise<{ cases: number; effects: number }> => {
    const at = now();
    const [cases, effects] = await Promise.all([casesDue(db, at), effectsDue(db, at)]);
    await ringEscalator(
      queues,
      timersUrl,
      cases.map((caseId) => ({ caseId, delaySeconds: 0 })),
    );
    await ringSender(queues, outboxUrl, effects, at.toISOString());
    log.info('swept', { cases: cases.length, effects: effects.length });
    return { cases: cases.length, effects: effects.length };
  };
}
