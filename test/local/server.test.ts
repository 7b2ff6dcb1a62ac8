import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Hono } from 'hono';
import { expect, onTestFinished, test } from 'vitest';
import type { ApiRequest } from '../../local/aws/api-event';
import { type ServedParts, startServer } from '../../local/server';

const start = async (parts: ServedParts) => {
  const server = await startServer(0, parts);
  onTestFinished(() => server.stop());
  return `http://127.0.0.1:${server.port}`;
};

test('health says when everything is ready, and until then other addresses answer 503', async () => {
  const parts: ServedParts = { ready: false };
  const origin = await start(parts);
  for (const path of ['/health', '/texts', '/phones', '/2010-04-01/Accounts', '/sign-in/auth'])
    expect((await fetch(origin + path)).status).toBe(503);
  parts.ready = true;
  const health = await fetch(`${origin}/health`);
  expect([health.status, await health.json()]).toEqual([200, { ready: true }]);
});

test('each address reaches its part', async () => {
  const carrier = new Hono().get('/phones/:number', (c) => c.text(c.req.param('number')));
  const requests: ApiRequest[] = [];
  const origin = await start({
    ready: true,
    carrier,
    signIn: (req, res) => void res.end(`sign-in ${req.url}`),
    api: async (request) => {
      requests.push(request);
      return {
        status: 201,
        headers: { 'content-type': 'text/xml', 'set-cookie': ['a=1', 'b=2'] },
        body: '<Response/>',
      };
    },
  });
  const bodyOf = async (path: string) => (await fetch(origin + path)).text();
  expect(await bodyOf('/phones/+13125550101')).toBe('+13125550101');
  expect(await bodyOf('/sign-in/auth?x=1')).toBe('sign-in /sign-in/auth?x=1');
  expect(await bodyOf('/')).toContain('href="/phones"');

  const answer = await fetch(`${origin}/texts?a=%20b`, { method: 'POST', body: 'Body=hi' });
  expect([answer.status, await answer.text(), answer.headers.getSetCookie()]).toEqual([
    201,
    '<Response/>',
    ['a=1', 'b=2'],
  ]);
  expect(requests[0]).toMatchObject({ method: 'POST', url: '/texts?a=%20b', body: Buffer.from('Body=hi') });
  await bodyOf('/phonesandmore');
  expect(requests[1]?.url).toBe('/phonesandmore');
});

test('a part that fails answers 500 and says nothing else', async () => {
  const origin = await start({
    ready: true,
    api: async () => {
      throw new Error('secret words');
    },
  });
  const answer = await fetch(`${origin}/texts`);
  expect([answer.status, await answer.text()]).toEqual([500, '{"message":"Internal Server Error"}']);
});

test('a port in use is said in one line that names another', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;
  await expect(startServer(port, { ready: false })).rejects.toMatchObject({
    code: 'config.invalid',
    message: `Port ${port} is in use. Choose another: PORT=${port + 1} npm start`,
  });
});
