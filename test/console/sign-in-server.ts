import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { createSignIn } from '../../local/sign-in/sign-in';
import { openConsole, type TestConsole } from './harness';

export interface SignInServer {
  readonly origin: string;
  readonly hotline: TestConsole;
  close(): Promise<void>;
}

/** The console and the local sign-in on one port, as the local hotline has them. */
export async function startSignInServer(change: Parameters<typeof openConsole>[0] = {}): Promise<SignInServer> {
  let app: Hono | undefined;
  let signIn: ReturnType<typeof createSignIn> | undefined;
  const server: Server = createServer((req, res) => {
    if (req.url?.startsWith('/sign-in')) void signIn?.handler(req, res);
    else void getRequestListener((request) => app?.fetch(request) ?? new Response(null, { status: 503 }))(req, res);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  signIn = createSignIn({ origin, clientId: 'console', clientSecret: 'a made-up secret with +/=:%' });
  const hotline = await openConsole({
    origin,
    oidc: { issuer: signIn.issuer, clientId: 'console' },
    secrets: async () => ({
      sessionSecret: 'a made-up secret of the tests, 32 or more',
      oidcClientSecret: 'a made-up secret with +/=:%',
    }),
    now: () => new Date(),
    ...change,
  });
  app = hotline.app;
  return {
    origin,
    hotline,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
