import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { items } from '../fakes/hotline';
import { LOCAL_AWS } from '../fakes/table';
import { codeIn, phone, until } from './phones';

const dataDir = mkdtempSync(join(tmpdir(), 'hotline-kill-'));
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

let port = 0;
let child: ChildProcess | undefined;

/** Starts the hotline and waits until it is ready. */
const start = async (): Promise<void> => {
  const running = spawn(process.execPath, ['--import', 'tsx', 'test/local/run-hotline.ts', dataDir, String(port)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child = running;
  let said = '';
  running.stdout.on('data', (chunk) => {
    said += chunk;
  });
  running.stderr.on('data', (chunk) => {
    said += chunk;
  });
  await until(
    'the hotline to start',
    async () => {
      if (running.exitCode !== null) throw new Error(`the hotline did not start: ${said}`);
      return said.includes('ready');
    },
    90_000,
  );
};

/** As a power cut: no handler runs, nothing is flushed. */
const kill = async (): Promise<void> => {
  const ended = new Promise((resolve) => child?.once('exit', resolve));
  child?.kill('SIGKILL');
  await ended;
};

beforeAll(async () => {
  port = await freePort();
  // The first start synthesises the stack, which takes longest.
  await start();
}, 120_000);
afterAll(async () => {
  await kill();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Moments of the traffic at which it dies: while webhooks run, while effects leave, while callbacks come back. */
const MOMENTS_MS = [60, 500];

test('killed twice in the middle of traffic: no text and no case is lost, and nothing accepted is sent twice', async () => {
  const origin = `http://localhost:${port}`;
  const texters = MOMENTS_MS.flatMap((_, round) =>
    [0, 1, 2, 3].map((i) => ({ urgent: i < 2, phone: phone(origin, `+131255502${round}${i}`), round })),
  );

  for (const [round, moment] of MOMENTS_MS.entries()) {
    const mine = texters.filter((t) => t.round === round);
    const body = (urgent: boolean) => (urgent ? 'ICE is knocking on my door right now' : 'what is a judicial warrant');
    // Accepted by the carrier: from here on the text must not be lost.
    await Promise.all(mine.map((t) => t.phone.text(body(t.urgent))));
    await new Promise((resolve) => setTimeout(resolve, moment));
    await kill();
    await start();
  }

  await Promise.all(texters.map((t) => t.phone.gets(/judge|warrant/i)));
  const { endpoint, table } = JSON.parse(readFileSync(join(dataDir, 'running.json'), 'utf8'));
  const db = { client: new DynamoDBClient({ endpoint, ...LOCAL_AWS }), table };
  const open = (await items(db)).filter((i) => i.sk === 'CASE');
  expect(open).toHaveLength(texters.filter((t) => t.urgent).length);

  // Two volunteers are on duty, so every case reaches both: once each.
  for (const number of ['+13125550111', '+13125550112']) {
    const volunteer = phone(origin, number);
    const codes = await until(
      `${number} to be asked for every case`,
      async () => {
        const alerts = (await volunteer.received()).filter((m) => /URGENT/.test(m.body)).map(codeIn);
        return new Set(alerts).size === open.length && alerts;
      },
      150_000,
    );
    expect(codes.sort()).toEqual(open.map((c) => String(c.code)).sort());
  }
  for (const { phone: texter } of texters) {
    const bodies = (await texter.received()).map((m) => m.body);
    expect(bodies.filter((b, i) => bodies.indexOf(b) !== i && !/still looking/.test(b))).toEqual([]);
  }
}, 300_000);
