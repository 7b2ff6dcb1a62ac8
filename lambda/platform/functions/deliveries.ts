import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { parseDelivery, parseEffectName } from '../carrier/callback';
import { pathAndQuery } from '../carrier/path';
import { isSigned } from '../carrier/signature';
import { OPTED_OUT, recordFailure } from '../failures';
import type { Counters, Log } from '../log';
import type { LiveBookSource } from '../table/books';
import type { CommitParts } from '../table/commit';
import { endEffect, loadEffect, markDelivered } from '../table/effects';
import { markOptedOut } from '../table/people';

export interface DeliveriesParts {
  readonly delivering: () => Promise<CommitParts & { books: LiveBookSource; now: () => Date; authToken: string }>;
  readonly origin: string;
  readonly log: Log;
  readonly metrics: Counters;
}

/**
 * `POST /deliveries`, the carrier's status callbacks. They may come late, twice or in any order: a callback that names
 * an effect proves that it was accepted, a failure is recorded once, and a success never overwrites an error.
 */
export function makeDeliveries({ delivering, origin, log, metrics }: DeliveriesParts): Hono {
  const app = new Hono();
  app.use(async (_c, next) => {
    await next();
    metrics.flush();
  });
  app.post('/deliveries', bodyLimit({ maxSize: 64 * 1024, onError: (c) => c.text('Too large', 413) }), async (c) => {
    const form = new URLSearchParams(await c.req.text());
    const { authToken, ...parts } = await delivering();
    if (!isSigned(authToken, c.req.header('x-twilio-signature'), origin + pathAndQuery(c.req.url), form)) {
      log.warn('refused', { reason: 'not signed by the carrier' });
      metrics.count('ForgedRequests');
      return c.text('Not signed', 403);
    }
    const delivery = parseDelivery(form);
    const name = parseEffectName(c.req.query('effect'));
    if (!delivery || name === 'wrong') {
      log.warn('refused', { reason: 'not a status callback' });
      return c.text('Not a status callback', 400);
    }
    const { status, errorCode } = delivery;
    if (name === undefined) {
      if (errorCode === OPTED_OUT) await markOptedOut(parts.db, parts.vault.personId(delivery.to));
      if (status === 'failed') log.warn('reply not delivered', { errorCode });
      return c.body(null, 204);
    }
    const now = parts.now();
    const effect = await loadEffect(parts.db, name, now);
    if (!effect) {
      log.info('callback for an effect that is gone', { effectId: name.effectId });
      return c.body(null, 204);
    }
    if (status === 'failed') {
      const recorded = await recordFailure(parts, effect, errorCode ?? 'unknown');
      if (recorded) {
        metrics.count('SendFailures');
        log.warn('not delivered', { effectId: effect.id, kind: effect.kind, errorCode });
      }
      return c.body(null, 204);
    }
    await endEffect(parts.db, name, 'SENT', now);
    if (status === 'delivered') await markDelivered(parts.db, name);
    return c.body(null, 204);
  });
  app.onError((err, c) => {
    log.error('callback failed', err);
    return c.text((err as { code?: string }).code ?? 'internal', 500);
  });
  return app;
}
