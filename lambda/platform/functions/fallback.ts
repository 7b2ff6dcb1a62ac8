import type { SQSClient } from '@aws-sdk/client-sqs';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { detectLanguage } from '../../hotline/answering/language';
import type { ReplyBook } from '../../hotline/replies/book';
import { renderMessage } from '../../hotline/replies/render';
import type { HotlineSettings } from '../../hotline/settings';
import { parseCarrierKeyword } from '../../hotline/sms/commands';
import { toGsm } from '../../hotline/sms/gsm';
import { replyCallback } from '../carrier/callback';
import { pathAndQuery } from '../carrier/path';
import { twimlOf } from '../carrier/twiml';
import type { Counters, Log } from '../log';
import { spoolText } from '../queues/queues';

export interface FallbackParts {
  readonly queues: SQSClient;
  readonly spoolUrl: string;
  /** The starter book in the bundle: approved words that need no table. */
  readonly book: ReplyBook;
  readonly settings: HotlineSettings;
  readonly log: Log;
  readonly metrics: Counters;
  readonly now: () => Date;
}

/**
 * `POST /fallback`: the carrier asks here when `texts` did not answer. It needs neither the table, nor the secret, nor
 * another function: static approved words with the voice line, and the text is kept for replay. It cannot check the
 * signature without the secret; the replay does, before anything is believed. So a forger gets a static sentence.
 */
export function makeFallback({ queues, spoolUrl, book, settings, log, metrics, now }: FallbackParts): Hono {
  const app = new Hono();
  app.use(async (_c, next) => {
    await next();
    metrics.flush();
  });
  app.post('/fallback', bodyLimit({ maxSize: 64 * 1024, onError: (c) => c.text('Too large', 413) }), async (c) => {
    const params = await c.req.text();
    const form = new URLSearchParams(params);
    // Not signed yet: no more of it is looked at than a text can have.
    const body = (form.get('Body') ?? '').slice(0, 1_600);
    metrics.count('FallbackTexts');
    const kept = await spoolText(queues, spoolUrl, {
      params,
      signature: c.req.header('x-twilio-signature') ?? '',
      path: pathAndQuery(c.req.url),
      receivedAt: now().toISOString(),
    }).then(
      () => true,
      (err) => {
        log.error('text not kept', err);
        return false;
      },
    );
    log.warn('fallback answered', { messageSid: form.get('MessageSid')?.slice(0, 34), kept });
    // The carrier has answered an opt-out word itself, and nobody who says STOP wants a sentence.
    const silent = form.has('OptOutType') || ['stop', 'start'].includes(parseCarrierKeyword(body) ?? '');
    const language = detectLanguage(body)?.language ?? 'en';
    const words = renderMessage(book, 'fallback', language, {
      voiceLine: settings.voiceLine,
      organisation: settings.organisation,
    });
    return c.body(
      twimlOf(
        silent ? [] : [toGsm(words, settings)],
        replyCallback(c.req.url.slice(0, c.req.url.indexOf('/fallback'))),
      ),
      200,
      {
        'Content-Type': 'text/xml; charset=utf-8',
      },
    );
  });
  app.onError((err, c) => {
    log.error('fallback failed', err);
    return c.text('internal', 500);
  });
  return app;
}
