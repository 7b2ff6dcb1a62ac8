import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { plusSeconds } from '../../hotline/cases/case';
import type { NewEffect } from '../../hotline/cases/effect';
import type { Decision, IncomingText } from '../../hotline/conversation/decision';
import type { HandledText, Person } from '../../hotline/conversation/person';
import { systemReply } from '../../hotline/replies/reference';
import { parseAddress } from '../../hotline/sms/phone';
import { parseIncoming } from '../carrier/incoming';
import { isSigned } from '../carrier/signature';
import type { Log } from '../log';
import { parseSpooled } from '../queues/queues';
import { effectWrites, transact } from '../table/commit';
import { loadPerson, personItem, personUnchanged } from '../table/people';
import { handleText, type TextingParts } from '../texting';

export interface ReplayParts {
  readonly texting: () => Promise<TextingParts & { authToken: string }>;
  readonly origin: string;
  readonly log: Log;
}

/** An answer that is hours late would only confuse. */
const WORTH_SECONDS = 6 * 60 * 60;

const answerEffects = (
  recipient: NewEffect['recipient'],
  replies: Decision['replies'],
  late: boolean,
  now: Date,
): NewEffect[] => {
  const language = replies[0]?.language ?? 'en';
  const said = replies.length > 0 && late ? [systemReply('late', language), ...replies] : replies;
  return said.map((reply) => ({
    kind: 'answer',
    recipient,
    content: { reply },
    giveUpAt: plusSeconds(now, WORTH_SECONDS),
  }));
};

/**
 * The spool queue: texts that the fallback kept. The signature is checked here. What was committed but never delivered
 * is sent by the outbox; anything else is decided as a late text, whose replies leave by the outbox too.
 */
export function makeReplay({ texting, origin, log }: ReplayParts) {
  const processor = new BatchProcessor(EventType.SQS);

  /** The replies of a text whose outcome was committed, once: marking it and the effects are one transaction. */
  const sendUndelivered = async (parts: TextingParts, sid: string, recipient: NewEffect['recipient']) => {
    const now = parts.now();
    const person: Person = await loadPerson(parts.db, recipient.personId, now);
    const handled = person.handled.find((h) => h.sid === sid);
    if (!handled || handled.late) return;
    const mark = (h: HandledText): HandledText => (h === handled ? { ...h, late: true } : h);
    const marked: Person = { ...person, handled: person.handled.map(mark) };
    const { book } = (await parts.books.version(handled.bookVersion)) ?? (await parts.books.current());
    const Item = personItem(marked, { now, retentionDays: parts.settings.retentionDays });
    const committed = await transact(parts.db, [
      { Put: { TableName: parts.db.table, Item, ...personUnchanged(person) } },
      ...effectWrites(parts, book, answerEffects(recipient, handled.replies, false, now), now),
    ]);
    // Somebody wrote meanwhile: the queue rings again, and this is decided on what is there then.
    if (committed !== 'committed') throw new Error('changed meanwhile');
  };

  const replay = async (body: string) => {
    const { params, signature, path } = parseSpooled(body);
    const form = new URLSearchParams(params);
    const { authToken, ...parts } = await texting();
    if (!isSigned(authToken, signature, origin + path, form)) {
      log.warn('replay refused', { reason: 'not signed by the carrier' });
      return;
    }
    const incoming = parseIncoming(form);
    if ('wrong' in incoming || typeof parseAddress(incoming.from) === 'string') {
      log.warn('replay refused', { reason: 'no text of a phone' });
      return;
    }
    const throughOutbox = (decision: Decision, text: IncomingText): Decision => {
      const recipient = { personId: decision.person.id, to: text.from };
      const answers = decision.person.optedOut ? [] : answerEffects(recipient, decision.replies, true, parts.now());
      return { ...decision, effects: [...decision.effects, ...answers] };
    };
    const handled = await handleText(parts, incoming, { late: true, prepare: throughOutbox });
    if (handled.again) {
      const personId = parts.vault.personId(incoming.from);
      await sendUndelivered(parts, incoming.sid, { personId, to: parts.vault.sealAddress(personId, incoming.from) });
    }
    log.info('text replayed', { messageSid: incoming.messageSid, outcome: handled.decision?.outcome.kind ?? 'again' });
  };

  return (event: SQSEvent): Promise<SQSBatchResponse> =>
    processPartialResponse(
      event,
      (record: SQSRecord) =>
        replay(record.body).catch((err) => {
          log.error('text not replayed', err);
          throw err;
        }),
      processor,
      { throwOnFullBatchFailure: false },
    );
}
