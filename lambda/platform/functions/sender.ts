import { processPartialResponse, SqsFifoPartialProcessorAsync } from '@aws-lambda-powertools/batch';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Case } from '../../hotline/cases/case';
import { isClaimable } from '../../hotline/cases/case';
import type { Effect } from '../../hotline/cases/effect';
import type { Person } from '../../hotline/conversation/person';
import { toGsm } from '../../hotline/sms/gsm';
import { callbackFor } from '../carrier/callback';
import type { Send } from '../carrier/send';
import { OPTED_OUT, recordFailure } from '../failures';
import type { Counters, Log } from '../log';
import { parseEffectMessage } from '../queues/queues';
import type { LiveBookSource } from '../table/books';
import { loadCase } from '../table/cases';
import type { CommitParts } from '../table/commit';
import { claimEffect, type EffectName, effectBody, endEffect, loadEffect, returnEffect } from '../table/effects';
import { loadPerson } from '../table/people';

export interface SenderParts {
  readonly sending: () => Promise<CommitParts & { books: LiveBookSource; now: () => Date; send: Send }>;
  readonly origin: string;
  readonly log: Log;
  readonly metrics: Counters;
}

const OFF_DUTY = 'off duty';

/**
 * Words were accepted while both sides talked, so they arrive even when DONE overtook them. Only a texter who left gets
 * nothing more, and a volunteer who passed: whoever takes the case next reads the words that were kept.
 */
const relayMayLeave = (effect: Effect, about: Case | undefined): boolean => {
  if (about === undefined) return false;
  if (effect.personId === about.texter.personId) return about.outcome !== 'texter-left';
  return about.claimant?.personId === effect.personId || about.outcome === 'done' || about.outcome === 'idle';
};

/** Why an effect must not leave any more, looked at again at the last moment; undefined: it may. */
export function reasonToDrop(effect: Effect, person: Person, about: Case | undefined): string | undefined {
  if (person.optedOut) return OPTED_OUT;
  switch (effect.kind) {
    case 'alert':
      if (!person.volunteer?.onDuty) return OFF_DUTY;
      return about && isClaimable(about) ? undefined : 'case is not waiting';
    case 'relay':
      return relayMayLeave(effect, about) ? undefined : 'conversation is over';
    case 'notice':
    case 'answer':
      return undefined;
  }
}

/** The queue must ring again: thrown so that this recipient's later effects wait behind this one. */
class NotSent extends Error {
  override readonly name = 'NotSent';
}

/**
 * The outbox queue, FIFO by recipient. Claims an effect, looks again whether it may leave, and sends it with its id in
 * the status callback.
 */
export function makeSender({ sending, origin, log, metrics }: SenderParts) {
  const processor = new SqsFifoPartialProcessorAsync();

  const sendOne = async (name: EffectName) => {
    const parts = await sending();
    const { db, vault, settings } = parts;
    const now = parts.now();
    const effect = await claimEffect(db, name, now);
    if (!effect) {
      // Ended: fine. Still on its way without an answer: what comes after it must wait for its callback, or for its turn.
      if ((await loadEffect(db, name, now))?.status === 'SENDING') throw new NotSent();
      return;
    }
    const fields = { effectId: effect.id, kind: effect.kind, attempt: effect.attempts };
    const [person, about] = await Promise.all([
      loadPerson(db, name.personId, now),
      effect.caseId === undefined ? undefined : loadCase(db, effect.caseId, now),
    ]);
    const reason = reasonToDrop(effect, person, about);
    if (reason === OPTED_OUT || reason === OFF_DUTY) {
      // Not sent, and somebody counts on it: the next volunteer is asked, or the other side learns of it.
      await recordFailure(parts, effect, reason, { fromCarrier: false });
      log.info('effect not sent', { ...fields, reason });
      return;
    }
    if (reason !== undefined) {
      await endEffect(db, name, 'DROPPED', now);
      log.info('effect dropped', { ...fields, reason });
      return;
    }
    const validitySeconds = (Date.parse(effect.giveUpAt) - now.getTime()) / 1000;
    if (validitySeconds < 1 || effect.sealedTo === undefined) {
      await recordFailure(parts, effect, 'too late');
      metrics.count('SendFailures');
      log.warn('effect given up', fields);
      return;
    }
    const sent = await parts.send({
      to: vault.openAddress(name.personId, effect.sealedTo),
      body: toGsm(effectBody(vault, effect), settings),
      statusCallback: callbackFor(origin, name),
      validitySeconds,
    });
    switch (sent.outcome) {
      case 'accepted':
        await endEffect(db, name, 'SENT', parts.now());
        log.info('effect sent', { ...fields, messageSid: sent.messageSid });
        return;
      case 'refused':
        await recordFailure(parts, effect, sent.code);
        metrics.count('SendFailures');
        log.warn('effect refused', { ...fields, errorCode: sent.code });
        return;
      case 'unavailable':
        await returnEffect(db, name, parts.now());
        metrics.count('SendFailures');
        log.warn('carrier unavailable', { ...fields, errorCode: sent.code });
        throw new NotSent();
      case 'unknown':
        metrics.count('SendFailures');
        log.warn('carrier did not answer', { ...fields, errorCode: sent.code });
        throw new NotSent();
    }
  };

  const sendLogged = (name: EffectName) =>
    sendOne(name).catch((err) => {
      if (!(err instanceof NotSent)) log.error('effect failed', err, { effectId: name.effectId });
      throw err;
    });

  return async (event: SQSEvent): Promise<SQSBatchResponse> => {
    try {
      // One recipient's trouble holds up that recipient only.
      return await processPartialResponse(
        event,
        (record: SQSRecord) => sendLogged(parseEffectMessage(record.body)),
        processor,
        {
          skipGroupOnError: true,
          throwOnFullBatchFailure: false,
        },
      );
    } finally {
      metrics.flush();
    }
  };
}
