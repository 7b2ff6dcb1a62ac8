import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import type { z } from 'zod';
import { addressKind } from '../carrier/addresses';
import type { Carrier } from '../carrier/carrier';
import { ALL_PHONES, FAULTS } from '../carrier/faults';
import { measure } from '../carrier/measure';
import type { CarrierParts } from '../carrier/parts';
import { streamPhones } from './live';
import { PhonesPage, STYLES } from './page';
import { complaint, faultRequest, MAX_REQUEST_BYTES, phoneRequest, readBody, textRequest } from './requests';
import { messageView } from './view';

const FILES: Readonly<Record<string, string>> = {
  'phones.js': 'text/javascript',
  ...Object.fromEntries(STYLES.map((name) => [`styles/${name}.css`, 'text/css'])),
};

const file = (name: string): string => readFileSync(fileURLToPath(new URL(`./${name}`, import.meta.url)), 'utf8');

/**
 * The phones for people (a page, when a browser asks) and for scripts (JSON, otherwise):
 *
 * | Request | Answer |
 * |---|---|
 * | `GET /phones` | the phones: number, role, name, and optedOut and fault when so |
 * | `POST /phones {number, name?, role?}` | 201: the phone is there |
 * | `GET /phones/{number}` | its messages, oldest first |
 * | `POST /phones/{number}/texts {body, media?}` | 202: in the journal, with its sid; `?wait=1` 200: with what the hotline answered |
 * | `POST /phones/{number}/texts/{sid}/redeliver` | 200: delivered again with the same sid, with what was answered |
 * | `GET /phones/faults`, `POST /phones/faults {fault}` | what can go wrong; the fault for all phones |
 * | `POST /phones/{number}/faults {fault}` | a fault for one phone; null ends it |
 * | `GET /phones/events` | the page's live stream |
 */
export const makePhones = (parts: CarrierParts, carrier: Omit<Carrier, 'app'>): Hono => {
  const { store } = parts;
  const app = new Hono().basePath('/phones');

  app.use('*', pageHeaders());
  app.use(
    '*',
    bodyLimit({ maxSize: MAX_REQUEST_BYTES, onError: (c) => c.json({ error: 'the request is too large' }, 413) }),
  );
  app.use('*', async (c, next) => {
    const from = c.req.header('origin');
    const foreign = c.req.method !== 'GET' && from !== undefined && hostOf(from) !== c.req.header('host');
    return foreign ? c.json({ error: 'another site may not use these phones' }, 403) : next();
  });

  app.get('/', (c) => {
    c.header('Vary', 'Accept');
    if (c.req.header('accept')?.includes('text/html')) return c.html(<PhonesPage parts={parts} />);
    return c.json([...store.phones.keys()].map((number) => phoneView(parts, number)));
  });
  app.post('/', async (c) => {
    const asked = await parse(c, phoneRequest);
    if (asked instanceof Response) return asked;
    carrier.addPhone(asked);
    return c.json(phoneView(parts, asked.number), 201);
  });

  for (const [name, type] of Object.entries(FILES)) {
    app.get(`/${name}`, (c) => c.body(file(name), 200, { 'Content-Type': `${type}; charset=utf-8` }));
  }
  app.get('/events', (c) => streamPhones(c, parts));
  app.post('/measure', async (c) => {
    const asked = await parse(c, textRequest);
    return asked instanceof Response ? asked : c.json(measure(asked.body, asked.media.length, true));
  });

  app.get('/faults', (c) => c.json(Object.fromEntries(Object.entries(FAULTS).map(([id, { effect }]) => [id, effect]))));
  app.post('/faults', (c) => setFault(c, carrier, ALL_PHONES));
  app.post('/:number/faults', (c) => withNumber(c, (number) => setFault(c, carrier, number)));

  app.get('/:number', (c) =>
    withNumber(c, (number) => {
      if (!store.phones.has(number) && store.messagesOf(number).length === 0) return noSuch(c, 'phone');
      return c.json(store.messagesOf(number).map(messageView));
    }),
  );
  app.post('/:number/texts', (c) =>
    withNumber(c, async (number) => {
      const asked = await parse(c, textRequest);
      if (asked instanceof Response) return asked;
      const message = carrier.sendText(number, asked.body, asked.media);
      if (c.req.query('wait') === undefined) return c.json(messageView(message), 202);
      const outcome = await carrier.outcomeOf(message.sid);
      return c.json({ ...messageView(message), ...outcome });
    }),
  );
  app.post('/:number/texts/:sid/redeliver', (c) =>
    withNumber(c, async (number) => {
      const message = store.messages.get(c.req.param('sid'));
      if (message?.phone !== number || message.direction !== 'inbound') return noSuch(c, 'text');
      return c.json(await carrier.redeliver(message.sid));
    }),
  );
  app.all('*', (c) => noSuch(c, 'page'));
  return app as unknown as Hono;
};

/** No inline script can run, and nothing comes from another host: a text that breaks out of its bubble still does nothing. */
const pageHeaders = () =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      connectSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    strictTransportSecurity: false,
  });

const phoneView = ({ store }: CarrierParts, number: string) => {
  const fault = store.faults.get(number);
  return {
    ...store.phones.get(number),
    ...(store.optedOut.has(number) && { optedOut: true }),
    ...(fault !== undefined && { fault }),
  };
};

const hostOf = (origin: string): string | undefined => (URL.canParse(origin) ? new URL(origin).host : undefined);

const noSuch = (c: Context, what: string): Response => c.json({ error: `no such ${what}` }, 404);

function withNumber(c: Context, then: (number: string) => Response | Promise<Response>): Response | Promise<Response> {
  const number = (c.req.param('number') ?? '').trim();
  if (addressKind(number) !== undefined) return then(number);
  return c.json(
    { error: 'the number must be E.164 such as +13125550123, a short code, or whatsapp:+13125550123' },
    400,
  );
}

async function parse<T extends z.ZodType>(c: Context, schema: T): Promise<z.infer<T> | Response> {
  const body = await readBody(c.req.raw);
  if (body === undefined) return c.json({ error: 'the body must be JSON' }, 400);
  const parsed = schema.safeParse(body);
  return parsed.success ? parsed.data : c.json({ error: complaint(parsed.error) }, 400);
}

async function setFault(c: Context, carrier: Omit<Carrier, 'app'>, scope: string): Promise<Response> {
  const asked = await parse(c, faultRequest);
  if (asked instanceof Response) return asked;
  carrier.setFault(scope, asked.fault);
  return c.json({ scope, fault: asked.fault });
}
