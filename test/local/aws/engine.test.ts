import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { findBinary, startEngine } from '../../../local/aws/engine';
import { createTable } from '../../../local/aws/table';
import { LOCAL_AWS, TABLE } from '../../fakes/table';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'engine-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const clientOf = (endpoint: string) => new DynamoDBClient({ endpoint, ...LOCAL_AWS, maxAttempts: 1 });
const answers = (endpoint: string) =>
  fetch(endpoint).then(
    () => true,
    () => false,
  );

test('a table in a file is there again after a restart', async () => {
  const path = join(folder, 'hotline.db');
  const first = await startEngine({ path });
  expect(await createTable(clientOf(first.endpoint), 'hotline', TABLE)).toBe('created');
  await clientOf(first.endpoint).send(
    new PutItemCommand({ TableName: 'hotline', Item: { pk: { S: 'A' }, sk: { S: 'A' } } }),
  );
  await first.stop();
  await first.stop();
  expect(await answers(first.endpoint)).toBe(false);
  expect(existsSync(`${path}-wal`)).toBe(false);

  const second = await startEngine({ path });
  onTestFinished(() => second.stop());
  expect(await createTable(clientOf(second.endpoint), 'hotline', TABLE)).toBe('there');
  const { Item } = await clientOf(second.endpoint).send(
    new GetItemCommand({ TableName: 'hotline', Key: { pk: { S: 'A' }, sk: { S: 'A' } } }),
  );
  expect(Item).toBeDefined();
});

test('an engine does not outlive a hotline that is killed', async () => {
  const script = `import { startEngine } from ${JSON.stringify(join(process.cwd(), 'local/aws/engine.ts'))};
    console.log((await startEngine()).endpoint); setInterval(() => {}, 1000);`;
  const parent = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script]);
  const endpoint = await new Promise<string>((resolve) =>
    parent.stdout.once('data', (data: Buffer) => resolve(data.toString().trim())),
  );
  expect(await answers(endpoint)).toBe(true);
  parent.kill('SIGKILL');
  await expect.poll(() => answers(endpoint), { timeout: 5_000 }).toBe(false);
});

test('a platform without an engine is told what to do instead', () => {
  expect(() => findBinary('sunos', 'sparc')).toThrow(
    expect.objectContaining({
      code: 'config.invalid',
      message: expect.stringMatching(/^There is no DynamoDB engine for sunos on sparc .*DYNAMODB_ENDPOINT.*\.$/),
    }),
  );
});

test('an engine that cannot open its file says why in one line', async () => {
  await expect(startEngine({ path: join(folder, 'no', 'such', 'folder.db') })).rejects.toThrow(
    /^The DynamoDB engine did not start: [^\n]+$/,
  );
});

test('another engine is used where one is named, and left running', async () => {
  const other = createServer((_request, response) => response.end('healthy'));
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void other.close());
  const endpoint = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  vi.stubEnv('DYNAMODB_ENDPOINT', `${endpoint}/`);
  const engine = await startEngine({ path: join(folder, 'hotline.db') });
  expect(engine.endpoint).toBe(endpoint);
  await engine.stop();
  expect(await answers(endpoint)).toBe(true);
  vi.stubEnv('DYNAMODB_ENDPOINT', 'http://127.0.0.1:1');
  await expect(startEngine()).rejects.toThrow(/No DynamoDB engine answers/);
});
