import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { ACCOUNT, ANA, echo, openWorld, SERVICE, TOKEN, until, type World } from './world';

const worlds: World[] = [];
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close();
});
const open = async (options: Parameters<typeof openWorld>[0] = {}): Promise<World> => {
  const world = await openWorld(options);
  worlds.push(world);
  return world;
};
const newDir = () => mkdtempSync(join(tmpdir(), 'carrier-'));
const sidIn = (answer: unknown): string => (answer as { sid: string }).sid;
const journalOf = (dir: string) => join(dir, 'carrier.jsonl');

describe('a restart', () => {
  test('keeps phones, texts, opt-outs and faults', async () => {
    const before = await open();
    before.carrier.addPhone({ number: ANA, role: 'texter', name: 'Ana' });
    for (const body of ['hola', 'STOP']) await before.carrier.outcomeOf(before.carrier.sendText(ANA, body).sid);
    before.carrier.setFault('+13125550112', 'landline');
    await until(
      () => before.carrier.messagesOf(ANA).filter((m) => m.status === 'delivered').length,
      (n) => n === 2,
    );
    await until(
      () => before.carrier.messagesOf(ANA).flatMap((m) => m.callbacks ?? []).length,
      (n) => n === 0,
    );
    const kept = before.carrier.messagesOf(ANA);
    await before.close();

    const after = await open({ dataDir: before.dataDir });
    await after.carrier.start();
    expect(after.carrier.messagesOf(ANA)).toEqual(kept);
    const phones = await (await fetch(`${after.origin}/phones`)).json();
    expect(phones).toEqual([{ number: ANA, role: 'texter', name: 'Ana', optedOut: true }]);
    await expect(
      after.client().messages.create({ to: ANA, messagingServiceSid: SERVICE, body: 'x' }),
    ).rejects.toMatchObject({ code: 21610 });
    expect(after.heardAt('/texts')).toEqual([]);
  });

  test('delivers a webhook that was under way again, with the same id, and start() waits for it', async () => {
    const before = await open({ hotline: () => new Promise<Response>(() => undefined) });
    const { sid } = before.carrier.sendText(ANA, 'la migra está aquí');
    await until(
      () => before.heard.length,
      (n) => n === 1,
    );
    await before.close();

    const after = await open({ dataDir: before.dataDir });
    await after.carrier.start();
    expect(after.heardAt('/texts')).toMatchObject([{ valid: true, params: { MessageSid: sid } }]);
    expect(after.carrier.messagesOf(ANA)).toMatchObject([{ webhook: 'answered' }, { body: 're: la migra está aquí' }]);
  });

  test('goes on with a message that was under way, and delivers callbacks that were not taken', async () => {
    const before = await open({ deliveryMs: 60_000, hotline: () => new Promise<Response>(() => undefined) });
    const statusCallback = `${before.origin}/deliveries`;
    const { sid } = await before
      .client()
      .messages.create({ to: ANA, messagingServiceSid: SERVICE, body: 'hi', statusCallback });
    await until(
      () => before.heardAt('/deliveries').length,
      (n) => n === 1,
    );
    await before.close();

    // On another port, as after `PORT=… npm start`: the callbacks must find the hotline there.
    const after = await open({ dataDir: before.dataDir });
    await after.carrier.start();
    await until(
      () => after.carrier.messagesOf(ANA)[0]?.status,
      (status) => status === 'delivered',
    );
    const heard = await until(
      () => after.heardAt('/deliveries'),
      (all) => all.length === 3,
    );
    expect(heard.every(({ valid }) => valid)).toBe(true);
    expect(heard.map(({ params }) => [params.MessageSid, params.MessageStatus])).toEqual([
      [sid, 'queued'],
      [sid, 'sent'],
      [sid, 'delivered'],
    ]);
  });

  test('drops a last line that a kill cut short, and says which line is damaged otherwise', async () => {
    const before = await open();
    await before.carrier.outcomeOf(before.carrier.sendText(ANA, 'hola').sid);
    await before.close();
    const whole = readFileSync(journalOf(before.dataDir), 'utf8');
    appendFileSync(journalOf(before.dataDir), '{"type":"text","mess');
    const after = await open({ dataDir: before.dataDir });
    expect(after.carrier.messagesOf(ANA)).toHaveLength(2);
    await after.close();
    expect(readFileSync(journalOf(before.dataDir), 'utf8')).toBe(whole);

    writeFileSync(journalOf(before.dataDir), `not json\n${whole}`);
    await expect(openWorld({ dataDir: before.dataDir })).rejects.toThrow(/line 1 cannot be read.*--fresh/);
  });

  test('makes a large journal small without losing anything', async () => {
    const dir = newDir();
    const before = await open({ dataDir: dir });
    await before.carrier.outcomeOf(before.carrier.sendText(ANA, 'hola').sid);
    for (let i = 0; i < 12_000; i++) before.carrier.setFault(ANA, i % 2 === 0 ? 'landline' : 'unreachable');
    before.carrier.setFault(ANA, null);
    const kept = before.carrier.messagesOf(ANA);
    await before.close();
    const large = statSync(journalOf(dir)).size;
    appendFileSync(journalOf(dir), `${JSON.stringify({ type: 'fault', scope: 'x'.repeat(1_000_000), fault: null })}\n`);

    const after = await open({ dataDir: dir });
    expect(statSync(journalOf(dir)).size).toBeLessThan(large / 100);
    expect(after.carrier.messagesOf(ANA).map(({ sid }) => sid)).toEqual(kept.map(({ sid }) => sid));
  });
});

test('killed in the middle of traffic, it loses nothing that it had answered', async () => {
  const dir = newDir();
  const script = fileURLToPath(new URL('./killed.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, dir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout, 'data');
  const origin = String(line).trim();

  const answered: string[] = [];
  const accepted: string[] = [];
  const text = async (i: number) => {
    const response = await fetch(`${origin}/phones/+131255501${10 + i}/texts`, {
      method: 'POST',
      body: `{"body":"text ${i}"}`,
    });
    answered.push(sidIn(await response.json()));
  };
  const send = async (i: number) => {
    const body = new URLSearchParams({ To: `+131255501${10 + i}`, MessagingServiceSid: SERVICE, Body: `message ${i}` });
    const headers = { Authorization: `Basic ${Buffer.from(`${ACCOUNT}:${TOKEN}`).toString('base64')}` };
    const url = `${origin}/2010-04-01/Accounts/${ACCOUNT}/Messages.json`;
    accepted.push(sidIn(await (await fetch(url, { method: 'POST', headers, body })).json()));
  };
  const traffic = Array.from({ length: 60 }, (_, i) => [text(i), send(i)]).flat();
  await until(
    () => answered.length + accepted.length,
    (n) => n >= 40,
  );
  child.kill('SIGKILL');
  await Promise.allSettled(traffic);

  const after = await open({ dataDir: dir, hotline: echo });
  await after.carrier.start();
  const all = Array.from({ length: 60 }, (_, i) => after.carrier.messagesOf(`+131255501${10 + i}`)).flat();
  const find = (sid: string) => all.find((message) => message.sid === sid);
  expect(answered.length).toBeGreaterThan(0);
  expect(answered.filter((sid) => find(sid)?.webhook !== 'answered')).toEqual([]);
  expect(accepted.filter((sid) => find(sid) === undefined)).toEqual([]);
  // One answer for each text, whether its webhook was answered before or after the kill.
  const replies = all.filter(({ direction }) => direction === 'outbound-reply').map(({ body }) => body);
  expect(new Set(replies).size).toBe(replies.length);
  expect(after.heardAt('/texts').length).toBeGreaterThan(0);
});
