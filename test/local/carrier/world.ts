import { mkdtempSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ServerType, serve } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import twilio from 'twilio';
import { type Carrier, type CarrierOptions, createCarrier } from '../../../local/carrier/carrier';

export const ACCOUNT = `AC${'0'.repeat(32)}`;
export const TOKEN = 'a-token-for-tests';
export const SERVICE = `MG${'0'.repeat(32)}`;
export const HOTLINE = '+13125550199';
export const ANA = '+13125550101';

export interface Heard {
  readonly path: string;
  readonly params: Record<string, string>;
  /** What the `twilio` package itself says of the signature. */
  readonly valid: boolean;
  readonly token: string | undefined;
}

export interface World {
  readonly origin: string;
  readonly carrier: Carrier;
  readonly dataDir: string;
  /** Every webhook and callback that reached the hotline, in order. */
  readonly heard: Heard[];
  /** Only those for one path. */
  heardAt(path: string): Heard[];
  /** The real client, pointed at this carrier. */
  client(authToken?: string, timeoutMs?: number): twilio.Twilio;
  close(): Promise<void>;
}

export type FakeHotline = (c: Context, heard: Heard, attempt: number) => Response | Promise<Response>;

export const twiml = (c: Context, ...bodies: string[]): Response => {
  const response = new twilio.twiml.MessagingResponse();
  for (const body of bodies) response.message({ action: '/deliveries' }, body);
  return c.body(response.toString(), 200, { 'Content-Type': 'text/xml' });
};

/** Answers each text with "re: …", refuses whatever is not signed. */
export const echo: FakeHotline = (c, { path, params }) =>
  path === '/deliveries' ? c.body(null, 204) : twiml(c, `re: ${params.Body}`);

/** A carrier and a tiny hotline on one free port of this machine. */
export const openWorld = async (
  options: Partial<CarrierOptions> & { hotline?: FakeHotline; port?: number } = {},
): Promise<World> => {
  const { hotline = echo, port = 0, ...given } = options;
  const dataDir = given.dataDir ?? mkdtempSync(join(tmpdir(), 'carrier-'));
  const heard: Heard[] = [];
  const app = new Hono();
  const server = await listen(app, port);
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  app.on('POST', ['/texts', '/fallback', '/deliveries'], async (c) => {
    const params = Object.fromEntries(new URLSearchParams(await c.req.text()));
    const path = c.req.path;
    const signature = c.req.header('x-twilio-signature') ?? '';
    const valid = twilio.validateRequest(TOKEN, signature, `${origin}${path}${new URL(c.req.url).search}`, params);
    const entry = { path, params, valid, token: c.req.header('i-twilio-idempotency-token') };
    heard.push(entry);
    const attempt = heard.filter((h) => h.path === path && h.params.MessageSid === params.MessageSid).length;
    return valid ? hotline(c, entry, attempt) : c.body(null, 403);
  });
  const carrier = createCarrier({
    dataDir,
    origin,
    accountSid: ACCOUNT,
    authToken: TOKEN,
    hotlineNumber: HOTLINE,
    messagingServiceSid: SERVICE,
    log: { info: () => undefined, warn: () => undefined },
    deliveryMs: 10,
    ...given,
  });
  app.route('/', carrier.app);
  return {
    origin,
    carrier,
    dataDir,
    heard,
    heardAt: (path) => heard.filter((h) => h.path === path),
    client: (token = TOKEN, timeoutMs = 3_000) =>
      twilio(ACCOUNT, token, { httpClient: new LocalClient(origin, timeoutMs) }),
    close: async () => {
      await carrier.stop();
      (server as { closeAllConnections?: () => void }).closeAllConnections?.();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

const listen = (app: Hono, port: number): Promise<ServerType> =>
  new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, port }, () => resolve(server));
  });

/** The `twilio` package's own client with another origin and nothing else changed. */
class LocalClient extends twilio.RequestClient {
  constructor(
    private readonly origin: string,
    timeout: number,
  ) {
    super({ timeout });
  }

  override request<T>(opts: Parameters<typeof twilio.RequestClient.prototype.request<T>>[0]) {
    const uri = opts.uri.replace('https://api.twilio.com', this.origin);
    return super.request<T>({ ...opts, uri });
  }
}

/** Waits until something is so, and fails with what it was instead. */
export const until = async <T>(read: () => T, isSo: (value: T) => boolean): Promise<T> => {
  for (let i = 0; i < 400; i++) {
    const value = read();
    if (isSo(value)) return value;
    await sleep(10);
  }
  throw new Error(`it never became so; last: ${JSON.stringify(read())}`);
};
