import { timingSafeEqual } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import { type Fault, faultFor } from './faults';
import type { Outbound } from './outbound';
import type { CarrierParts } from './parts';
import { createMessage, isRefused } from './rest-create';
import { errorBody, messageResource, notFound, type RestError } from './rest-shapes';
import { isFinal, type Message } from './types';

type Env = { Bindings: Partial<HttpBindings> | undefined };

/** Milliseconds that the fault `late` takes to answer: longer than a caller should wait, shorter than the client's default. */
const LATE_MS = 8_000;

const UNAUTHENTICATED: RestError = { status: 401, code: 20003, message: 'Authenticate' };
const TOO_MANY: RestError = { status: 429, code: 20429, message: 'Too Many Requests' };
const UNAVAILABLE: RestError = { status: 503, code: 20503, message: 'Service is unavailable' };
const IN_PROGRESS: RestError = {
  status: 409,
  code: 20009,
  message: 'Cannot delete message because delivery has not been completed.',
};

/**
 * The part of Twilio's REST API that a hotline uses, for the real `twilio` client: create, fetch, list, redact and delete
 * messages. Faults change what `create` does: some before the message is accepted, some after.
 */
export const makeRest = (parts: CarrierParts, outbound: Outbound, lateMs = LATE_MS): Hono<Env> => {
  const { store, accountSid } = parts;
  const app = new Hono<Env>().basePath('/2010-04-01/Accounts/:account');
  const refuse = (c: Context, error: RestError) => c.json(errorBody(error), error.status as 400);

  app.use('*', async (c, next) => {
    if (!authenticated(parts, c.req.header('authorization'))) {
      c.header('WWW-Authenticate', 'Basic realm="Twilio API"');
      return refuse(c, UNAUTHENTICATED);
    }
    return c.req.param('account') === accountSid ? next() : refuse(c, notFound(c.req.path));
  });

  app.post('/Messages.json', async (c) => {
    const form = new URLSearchParams(await c.req.text());
    const fault = faultFor(store.faults, form.get('To') ?? '');
    const before = await faultBeforeAccepting(parts, c, fault);
    if (before instanceof Response) return before;
    if (before !== undefined) return refuse(c, before);

    const message = createMessage(parts, form);
    if (isRefused(message)) return refuse(c, message);
    store.record({ type: 'message', message });
    outbound.advance(message.sid);
    if (fault === 'dropped') return hangUp(c);
    if (fault === 'late') await sleep(lateMs, undefined, { signal: parts.stopping }).catch(() => undefined);
    return c.json(messageResource(parts, message), 201);
  });

  app.get('/Messages.json', (c) => {
    const { To: to, From: from, PageSize: size = '50' } = c.req.query();
    const pageSize = Math.min(1_000, Math.max(1, Number(size) || 50));
    const page = [...store.messages.values()]
      .filter((message) => !message.deleted)
      .map((message) => messageResource(parts, message))
      .filter((shown) => (to === undefined || shown.to === to) && (from === undefined || shown.from === from))
      .reverse()
      .slice(0, pageSize);
    const uri = `${c.req.path}?PageSize=${pageSize}&Page=0`;
    return c.json({
      ...{ first_page_uri: uri, next_page_uri: null, previous_page_uri: null, uri },
      ...{ page: 0, page_size: pageSize, start: 0, end: Math.max(0, page.length - 1), messages: page },
    });
  });

  /** One message by the id in the path, or what to answer when it is not there. */
  const find = (c: Context): Message | undefined => {
    const message = store.messages.get((c.req.param('file') ?? '').replace(/\.json$/, ''));
    return message?.deleted ? undefined : message;
  };

  app.get('/Messages/:file', (c) => {
    const message = find(c);
    return message === undefined ? refuse(c, notFound(c.req.path)) : c.json(messageResource(parts, message));
  });

  app.post('/Messages/:file', async (c) => {
    const message = find(c);
    if (message === undefined) return refuse(c, notFound(c.req.path));
    const form = new URLSearchParams(await c.req.text());
    if (form.get('Body') !== '') {
      return refuse(c, { status: 400, code: 20001, message: 'Only an empty Body can be set' });
    }
    store.record({ type: 'removed', sid: message.sid, how: 'redacted' });
    return c.json(messageResource(parts, { ...message, redacted: true }));
  });

  app.delete('/Messages/:file', (c) => {
    const message = find(c);
    if (message === undefined) return refuse(c, notFound(c.req.path));
    if (!isFinal(message.status)) return refuse(c, IN_PROGRESS);
    store.record({ type: 'removed', sid: message.sid, how: 'deleted' });
    return c.body(null, 204);
  });

  app.all('*', (c) => refuse(c, notFound(c.req.path)));
  return app;
};

function authenticated({ accountSid, authToken }: CarrierParts, header: string | undefined): boolean {
  const expected = Buffer.from(`Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`);
  const given = Buffer.from(header ?? '');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

async function faultBeforeAccepting(parts: CarrierParts, c: Context<Env>, fault: Fault | undefined) {
  switch (fault) {
    case 'rate-limited':
      return TOO_MANY;
    case 'server-error':
      return UNAVAILABLE;
    case 'down':
      return hangUp(c);
    case 'time-out':
      await callerLeft(parts, c);
      return hangUp(c);
    default:
      return undefined;
  }
}

/** Ends the connection without an answer. Called without a socket (`app.request`), a 502 stands for it. */
function hangUp(c: Context<Env>): Response {
  if (c.env?.outgoing === undefined) return new Response(null, { status: 502 });
  c.env.outgoing.destroy();
  return RESPONSE_ALREADY_SENT;
}

/** Resolves when the caller gave up waiting, or the carrier stops. */
function callerLeft({ stopping }: CarrierParts, c: Context<Env>): Promise<void> {
  const outgoing = c.env?.outgoing;
  if (outgoing === undefined) return Promise.resolve();
  return new Promise((resolve) => {
    const left = (): void => {
      stopping.removeEventListener('abort', left);
      resolve();
    };
    outgoing.once('close', left);
    stopping.addEventListener('abort', left);
  });
}
