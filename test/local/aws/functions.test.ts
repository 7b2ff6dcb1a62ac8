import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { FunctionError, type RunningFunction, runFunction } from '../../../local/aws/functions';

const SOURCE = `
let calls = 0;
export const handler = async (event, context) => {
  calls++;
  if (event.do === 'throw') throw new TypeError('broken');
  if (event.do === 'hang') for (;;) {}
  if (event.do === 'wait') await new Promise((done) => setTimeout(done, 150));
  if (event.do === 'exit') process.exit(3);
  if (event.do === 'chatter') for (;;) { console.log('x'.repeat(5000)); await new Promise((done) => setTimeout(done)); }
  if (event.do === 'reject-later') setTimeout(() => { throw new Error('nobody waits for me'); }, 1);
  console.log('line of ' + event.do);
  return { calls, greeting: process.env.GREETING, path: process.env.PATH, name: context.functionName, left: context.getRemainingTimeInMillis() };
};
`;

let folder: string;
let running: RunningFunction;
const lines: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'functions-'));
  const bundle = join(folder, 'index.mjs');
  writeFileSync(bundle, SOURCE);
  lines.length = 0;
  running = runFunction(
    {
      id: 'Texts',
      name: 'texts',
      bundle,
      exportName: 'handler',
      environment: { GREETING: 'hello' },
      timeoutSeconds: 1,
      memoryMegabytes: 256,
    },
    folder,
    (name, line) => lines.push(`${name}: ${line}`),
  );
});

afterEach(async () => {
  await running.stop();
  rmSync(folder, { recursive: true });
});

test('a function sees its own environment alone, and stays warm', async () => {
  expect(await running.invoke({})).toMatchObject({ calls: 1, greeting: 'hello', name: 'texts' });
  const second = (await running.invoke({})) as { calls: number; path?: string; left: number };
  expect(second.calls).toBe(2);
  expect(second.path).toBeUndefined();
  expect(second.left).toBeGreaterThan(0);
  expect(second.left).toBeLessThanOrEqual(1_000);
});

test('an error reaches the invoker with its name, its stack goes to the log, and the copy stays warm', async () => {
  await expect(running.invoke({ do: 'throw' })).rejects.toMatchObject({ name: 'FunctionError', kind: 'TypeError' });
  expect(await running.invoke({})).toMatchObject({ calls: 2 });
  await running.stop();
  expect(readFileSync(join(folder, 'texts.log'), 'utf8')).toMatch(/TypeError: broken\n\s+at handler/);
});

test('a function that hangs is ended at its time limit and replaced', async () => {
  const before = Date.now();
  await expect(running.invoke({ do: 'hang' })).rejects.toMatchObject({ kind: 'Timeout' });
  expect(Date.now() - before).toBeGreaterThanOrEqual(1_000);
  expect(await running.invoke({})).toMatchObject({ calls: 1 });
});

test('a function that ends its process fails its invocation alone', async () => {
  await expect(running.invoke({ do: 'exit' })).rejects.toBeInstanceOf(FunctionError);
  expect(await running.invoke({})).toMatchObject({ calls: 1 });
});

test('an error that nobody waits for does not end the hotline', async () => {
  await running.invoke({ do: 'reject-later' }).catch(() => {});
  // The copy may break while it serves the next call: that one fails, as it would in Lambda.
  const calls = () =>
    running.invoke({ do: 'wait' }).then(
      (result) => (result as { calls: number }).calls,
      () => 'failed',
    );
  await expect.poll(calls).toBe(1);
});

test('callers at the same time get copies of their own, up to four, and the rest wait their turn', async () => {
  const results = (await Promise.all(Array.from({ length: 9 }, () => running.invoke({ do: 'wait' })))) as {
    calls: number;
  }[];
  expect(results).toHaveLength(9);
  expect(results.filter(({ calls }) => calls === 1)).toHaveLength(4);
  expect(Math.max(...results.map(({ calls }) => calls))).toBeGreaterThanOrEqual(2);
});

test('what a function writes is in its log and reaches the listener by lines', async () => {
  await running.invoke({ do: 'speak' });
  await expect.poll(() => lines).toContain('texts: line of speak');
  await running.stop();
  expect(readFileSync(join(folder, 'texts.log'), 'utf8')).toContain('line of speak\n');
});

test('a function that is ended in the middle of its writing disturbs nobody', async () => {
  const failures: unknown[] = [];
  const note = (err: unknown) => failures.push(err);
  process.on('uncaughtException', note);
  onTestFinished(() => void process.off('uncaughtException', note));
  const calls = Promise.allSettled(Array.from({ length: 6 }, () => running.invoke({ do: 'chatter' })));
  await expect.poll(() => lines.length).toBeGreaterThan(50);
  await running.stop();
  for (const call of await calls) expect(call.status).toBe('rejected');
  await new Promise((done) => setTimeout(done, 100));
  expect(failures).toEqual([]);
});

test('a bundle that does not load fails the invocation', async () => {
  writeFileSync(running.definition.bundle, 'throw new Error("no settings")');
  await expect(running.invoke({})).rejects.toThrow(/no settings/);
});
