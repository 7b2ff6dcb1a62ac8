import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { freePort } from '../../local/aws/engine';
import { until } from './phones';

let dataDir: string;
let child: ChildProcess | undefined;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'start-'));
});
afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

/** `npm start` without npm; its standard streams, and how it ended. */
const run = (env: Record<string, string>) => {
  const said = { out: '', err: '' };
  const started = spawn(process.execPath, ['--import', 'tsx', 'local/start.ts'], {
    env: { PATH: process.env.PATH, HOTLINE_DATA: dataDir, ...env },
  });
  child = started;
  started.stdout.on('data', (data) => {
    said.out += data;
  });
  started.stderr.on('data', (data) => {
    said.err += data;
  });
  return { said, process: started, code: new Promise((resolve) => started.once('close', resolve)) };
};

test('it says where everything is, and Ctrl-C ends it with all of its children', { timeout: 120_000 }, async () => {
  const port = await freePort();
  const hotline = run({ PORT: String(port) });
  await until(
    'the hotline to be ready',
    async () => hotline.said.out.includes('ready') || hotline.said.err !== '',
    90_000,
  );
  expect(hotline.said.err).toBe('');
  expect(hotline.said.out).toContain(`http://localhost:${port}/phones`);
  expect(hotline.said.out).toContain(`http://localhost:${port}/console`);
  expect((await fetch(`http://localhost:${port}/health`)).status).toBe(200);
  const { endpoint } = JSON.parse(readFileSync(join(dataDir, 'running.json'), 'utf8')) as { endpoint: string };

  hotline.process.kill('SIGINT');
  expect(await hotline.code).toBe(0);
  await expect(fetch(endpoint)).rejects.toThrow();
  expect(existsSync(join(dataDir, 'running.json'))).toBe(false);
  expect(hotline.said.err).toBe('');
});

test('a port in use is one clear line and exit code 1', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;
  const hotline = run({ PORT: String(port) });
  expect(await hotline.code).toBe(1);
  expect(hotline.said.err).toBe(`Port ${port} is in use. Choose another: PORT=${port + 1} npm start\n`);
});

test('a port that is no port is one clear line and exit code 1', async () => {
  const hotline = run({ PORT: 'three' });
  expect(await hotline.code).toBe(1);
  expect(hotline.said.err).toBe('PORT must be a number up to 65535.\n');
});
