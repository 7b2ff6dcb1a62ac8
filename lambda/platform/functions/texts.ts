import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { parseAddress } from '../../hotline/sms/phone';
import { replyCallback } from '../carrier/callback';
import { parseIncoming } from '../carrier/incoming';
import { pathAndQuery } from '../carrier/path';
import { isSigned } from '../carrier/signature';
import { twimlOf } from '../carrier/twiml';
import type { Counters, Log } from '../log';
import { handleText, type TextingParts } from '../texting';

export interface TextsParts {
  readonly texting: () => Promise<TextingParts & { authToken: string }>;
  /** As the carrier knows it, without a slash at the end. */
  readonly origin: string;
  readonly log: Log;
  readonly metrics: Counters;
}

/** A text's form is under 10 KB, whatever it says; more than this is no text. */
const MAX_FORM_BYTES = 64 * 1024;

const XML = { 'Content-Type': 'text/xml; charset=utf-8' };

/**
 * `POST /texts`, the carrier's webhook. Answers: 200 with TwiML; 403 not signed; 400 no text of the carrier's;
 * 413 too large; 500 with the error's code, which makes the carrier try again and then ask the fallback.
 */
export function makeTexts({ texting, origin, log, metrics }: TextsParts): Hono {
  const app = new Hono();
  app.use(async (_c, next) => {
    await next();
    metrics.flush();
  });
  const tooLarge = bodyLimit({
    maxSize: MAX_FORM_BYTES,
    onError: (c) => {
      log.warn('refused', { reason: 'too large' });
      return c.text('Too large', 413);
    },
  });

  app.post('/texts', tooLarge, async (c) => {
    const form = new URLSearchParams(await c.req.text());
    const { authToken, ...parts } = await texting();
    if (!isSigned(authToken, c.req.header('x-twilio-signature'), origin + pathAndQuery(c.req.url), form)) {
      log.warn('refused', { reason: 'not signed by the carrier' });
      metrics.count('ForgedRequests');
      return c.text('Not signed', 403);
    }
    const incoming = parseIncoming(form);
    if ('wrong' in incoming) {
      log.warn('refused', { reason: 'fields wrong', fields: incoming.wrong });
      return c.text(`Fields wrong: ${incoming.wrong}`, 400);
    }
    // Short codes and names are machines: an answer to one may start a conversation of two machines.
    const address = parseAddress(incoming.from);
    if (typeof address === 'string') {
      log.info('not answered', { reason: address, messageSid: incoming.messageSid });
      return c.body(twimlOf([], replyCallback(origin)), 200, XML);
    }
    const handled = await handleText(parts, incoming, { late: false });
    const outcome = handled.decision?.outcome;
    log.info('text handled', {
      messageSid: incoming.messageSid,
      outcome: outcome?.kind ?? 'again',
      topic: outcome?.topic,
      language: outcome?.language,
      urgent: outcome?.urgent,
      replies: handled.replies.length,
      effects: handled.decision?.effects.length,
      conflicts: handled.conflicts,
    });
    return c.body(twimlOf(handled.replies, replyCallback(origin)), 200, XML);
  });

  app.onError((err, c) => {
    log.error('text failed', err);
    return c.text((err as { code?: string }).code ?? 'internal', 500);
  });
  return app;
}
