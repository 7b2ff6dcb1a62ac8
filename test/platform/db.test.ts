import { createServer } from 'node:net';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, expect, test, vi } from 'vitest';
import { openDb } from '../../lambda/platform/table/db';

afterEach(() => vi.unstubAllEnvs());

test('a table that hangs fails while there is time to try again: two attempts of a second, not the whole of four', async () => {
  let calls = 0;
  const server = createServer((socket) => {
    calls++;
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', `http://127.0.0.1:${port}`);
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
  const db = openDb('table');
  const read = db.client.send(new GetItemCommand({ TableName: 'table', Key: { pk: { S: '1' } } }));
  await expect(read).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(calls).toBe(2);
  db.client.destroy();
  server.close();
});
