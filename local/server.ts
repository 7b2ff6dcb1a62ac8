/** The one port of the local hotline: pages for people, the carrier, the sign-in, and the HTTP API's routes. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { HotlineError } from '../lambda/hotline/errors';
import type { ApiRequest, ApiResponse } from './aws/api-event';
import { welcomePage } from './welcome';

/** Parts that are there once they have started; a request for one that is missing gets a 503. */
export interface ServedParts {
  ready: boolean;
  api?: (request: ApiRequest) => Promise<ApiResponse>;
  carrier?: Hono;
  signIn?: (req: IncomingMessage, res: ServerResponse) => void | Promise<void>;
}

export interface LocalServer {
  readonly port: number;
  /** Ends open connections as well: the phones page holds one. */
  stop(): Promise<void>;
}

/** Requests larger than API Gateway's limit are not read to their end. */
const MAX_BODY_BYTES = 10 * 1024 * 1024;

/**
 * Listens on this machine's own addresses only: the phones and the sign-in have no passwords.
 * @param port 0: any free one
 * @throws HotlineError 'config.invalid': the port is in use
 */
export async function startServer(port: number, parts: ServedParts): Promise<LocalServer> {
  let carrierApp: Hono | undefined;
  let carrierListener: ReturnType<typeof getRequestListener> | undefined;

  const route = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const path = (req.url ?? '/').split('?')[0] ?? '/';
    if (path === '/health') return json(res, parts.ready ? 200 : 503, { ready: parts.ready });
    if (path === '/') return html(res, welcomePage);
    if (isUnder(path, '/2010-04-01') || isUnder(path, '/phones')) {
      if (!parts.carrier) return notYet(res);
      if (carrierApp !== parts.carrier) {
        carrierApp = parts.carrier;
        carrierListener = getRequestListener(carrierApp.fetch);
      }
      return carrierListener?.(req, res);
    }
    if (isUnder(path, '/sign-in')) return parts.signIn ? parts.signIn(req, res) : notYet(res);
    return parts.api ? callApi(parts.api, req, res) : notYet(res);
  };

  const onRequest = (req: IncomingMessage, res: ServerResponse): void => {
    route(req, res).catch(() => {
      if (!res.headersSent) json(res, 500, { message: 'Internal Server Error' });
      else res.destroy();
    });
  };

  const first = createServer(onRequest);
  await listen(first, port, '127.0.0.1');
  const actual = (first.address() as AddressInfo).port;
  const servers = [first, ...(await listenOnIpv6(onRequest, actual))];
  return { port: actual, stop: () => Promise.all(servers.map(close)).then(() => {}) };
}

/** Browsers try `localhost` as ::1 first: another program there would answer in our place. */
async function listenOnIpv6(
  onRequest: (req: IncomingMessage, res: ServerResponse) => void,
  port: number,
): Promise<Server[]> {
  const server = createServer(onRequest);
  try {
    await listen(server, port, '::1');
    return [server];
  } catch (err) {
    if (err instanceof HotlineError) throw err;
    return []; // this machine has no IPv6
  }
}

const listen = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (err: NodeJS.ErrnoException) =>
      reject(err.code === 'EADDRINUSE' || err.code === 'EACCES' ? portTaken(port, err) : err),
    );
    server.listen(port, host, resolve);
  });

const portTaken = (port: number, cause: NodeJS.ErrnoException): HotlineError => {
  const why = cause.code === 'EACCES' ? 'may not be used by you' : 'is in use';
  return new HotlineError('config.invalid', `Port ${port} ${why}. Choose another: PORT=${port + 1} npm start`, {
    cause,
  });
};

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

const isUnder = (path: string, prefix: string): boolean => path === prefix || path.startsWith(`${prefix}/`);

async function callApi(api: NonNullable<ServedParts['api']>, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const { status, headers, body } = await api({
    method: req.method ?? 'GET',
    url: req.url ?? '/',
    headers: req.headers,
    body: await readBody(req),
    sourceIp: req.socket.remoteAddress ?? '127.0.0.1',
  });
  res.writeHead(status, headers).end(req.method === 'HEAD' ? undefined : body);
}

async function readBody(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of req) {
    length += (chunk as Buffer).length;
    // What is over the limit is read but not kept, so that the sender gets its 413.
    if (length <= MAX_BODY_BYTES + 1) chunks.push(chunk as Buffer);
  }
  return length > MAX_BODY_BYTES ? Buffer.alloc(MAX_BODY_BYTES + 1) : Buffer.concat(chunks);
}

const json = (res: ServerResponse, status: number, value: object): void => {
  res.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify(value));
};

const html = (res: ServerResponse, page: string): void => {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";
  res.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy }).end(page);
};

const notYet = (res: ServerResponse): void => json(res, 503, { message: 'The hotline is starting.' });
