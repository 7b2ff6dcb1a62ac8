import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { advanceCase } from '../../hotline/cases/advance';
import type { Counters, Log } from '../log';
import { parseTimerMessage } from '../queues/queues';
import type { LiveBookSource } from '../table/books';
import { loadCase } from '../table/cases';
import { type CommitParts, caseWrites, effectWrites, transact } from '../table/commit';
import { freeVolunteers, loadOnDuty, markAsked } from '../table/people';

export interface EscalatorParts {
  readonly escalating: () => Promise<CommitParts & { books: LiveBookSource; now: () => Date }>;
  readonly log: Log;
  readonly metrics: Counters;
}

const ATTEMPTS = 5;

/** The timers queue: what is due in the life of a case. A bell that rings early, late or twice changes nothing. */
export function makeEscalator({ escalating, log, metrics }: EscalatorParts) {
  const processor = new BatchProcessor(EventType.SQS);

  const advance = async (caseId: string) => {
    const parts = await escalating();
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const now = parts.now();
      const before = await loadCase(parts.db, caseId, now);
      if (before?.nextAt === undefined || before.nextAt > now.toISOString()) return;
      const onDuty = before.status === 'WAITING' ? await loadOnDuty(parts.db) : [];
      const step = advanceCase(before, onDuty, now, parts.settings);
      const { book } = await parts.books.current();
      const committed = await transact(parts.db, [
        ...caseWrites(parts.db, { kind: 'update', value: step.case }, now),
        ...step.asks.map((personId) => markAsked(parts.db, personId, now.toISOString())),
        ...(await freeVolunteers(parts.db, step.frees, now)),
        ...effectWrites(parts, book, step.effects, now),
      ]);
      if (committed !== 'committed') continue;
      const unanswered = step.case.status === 'UNANSWERED' && before.status !== 'UNANSWERED';
      if (unanswered) metrics.count('UnansweredCases');
      log.info('case advanced', { caseId, status: step.case.status, asked: step.asks.length, unanswered });
      return;
    }
    throw new Error('too many conflicts on one case');
  };

  return async (event: SQSEvent): Promise<SQSBatchResponse> => {
    try {
      return await processPartialResponse(
        event,
        async (record: SQSRecord) => {
          await advance(parseTimerMessage(record.body)).catch((err) => {
            log.error('case not advanced', err);
            throw err;
          });
        },
        processor,
        { throwOnFullBatchFailure: false },
      );
    } finally {
      metrics.flush();
    }
  };
}
