import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Hotline, startHotline } from '../../local/hotline';
import { items } from '../fakes/hotline';
import { codeIn, phone, until } from './phones';

const dataDir = mkdtempSync(join(tmpdir(), 'hotline-faults-'));
let hotline: Hotline;
beforeAll(async () => {
  hotline = await startHotline({ dataDir });
}, 120_000);
afterAll(async () => {
  await hotline?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const at = (number: string) => phone(hotline.origin, number);
const effects = async () => (await items(hotline.db)).filter((i) => String(i.sk).startsWith('EFFECT#'));
const sweep = () => hotline.functions.get('sweep')?.invoke({});

test.each([
  ['each text comes twice', 'twice'],
  ['the answer to each request is lost', 'dropped'],
])('%s: everything is said once', async (_, fault) => {
  const eva = at(`+1312555016${fault.length}`);
  const rosa = at('+13125550111');
  const alerts = async () => (await rosa.received()).filter((m) => /URGENT/.test(m.body)).length;
  const before = await alerts();
  await Promise.all([eva.fault(fault), rosa.fault(fault)]);
  await eva.text('ICE is knocking on my door right now');
  await eva.gets(/volunteer/);
  await until('Rosa to be asked', async () => (await alerts()) > before);
  await sweep();
  await new Promise((resolve) => setTimeout(resolve, 500));
  const bodies = (await eva.received()).filter((m) => m.status === 'delivered').map((m) => m.body);
  expect(new Set(bodies).size).toBe(bodies.length);
  expect(await alerts()).toBe(before + 1);
  expect((await items(hotline.db)).filter((i) => i.sk === 'CASE' && i.status === 'WAITING').length).toBeGreaterThan(0);
  await Promise.all([eva.fault(null), rosa.fault(null)]);
  const code = codeIn((await rosa.received()).filter((m) => /URGENT/.test(m.body)).at(-1) as never);
  await rosa.text(code);
  await eva.gets(/Rosa is here/);
  await rosa.text('DONE');
  await eva.gets(/is over/);
});

test('a carrier that refuses for a while: what must leave waits in the ledger, in order, and leaves once', async () => {
  const eva = at('+13125550170');
  const rosa = at('+13125550111');
  const others = (await rosa.received()).length;
  await rosa.fault('rate-limited');
  await eva.text('ICE is knocking on my door right now');
  // The alert itself, or words to Rosa that are still before it: her messages leave in order, so the first one is tried.
  const held = async () =>
    (await effects()).filter((e) => Number(e.attempts) > 0 && ['PENDING', 'SENDING'].includes(String(e.status)));
  await until('the carrier to refuse', async () => (await held()).length > 0, 60_000);
  await rosa.fault(null);
  // Words that had waited behind a lost answer may come first: the order of what was decided is kept.
  const alerts = async () => (await rosa.received()).slice(others).filter((m) => /URGENT/.test(m.body));
  await until('the alert to leave', async () => (await alerts()).length > 0, 60_000);
  expect(await alerts()).toHaveLength(1);
}, 150_000);

test('without the table the fallback answers with approved words in the texter’s language and keeps the text, sealed', async () => {
  const maria = at('+13125550180');
  await hotline.db.client.send(new DeleteTableCommand({ TableName: hotline.db.table }));
  await maria.text('la migra esta en mi casa, me llamo Zebulon');
  const said = await maria.gets(/./);
  expect(said.body).toMatch(/guardar silencio/);
  expect(said.body).toMatch(/855-435-7693/);
  const files = readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).filter((name) => /spool/.test(name));
  expect(files.length).toBeGreaterThan(0);
  const kept = files.map((name) => readFileSync(join(dataDir, name), 'latin1')).join();
  expect(kept.length).toBeGreaterThan(100);
  expect(kept).not.toMatch(/Zebulon|5550180/);
  const logs = readdirSync(join(dataDir, 'logs')).map((name) => readFileSync(join(dataDir, 'logs', name), 'utf8'));
  expect(logs.join().match(/Zebulon|5550180/g)).toBeNull();
});
