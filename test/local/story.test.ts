import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Hotline, startHotline } from '../../local/hotline';
import { items } from '../fakes/hotline';
import { codeIn, phone } from './phones';

const dataDir = mkdtempSync(join(tmpdir(), 'hotline-story-'));
const lines: string[] = [];
let hotline: Hotline;
let ana: ReturnType<typeof phone>;
let rosa: ReturnType<typeof phone>;
let ben: ReturnType<typeof phone>;

beforeAll(async () => {
  hotline = await startHotline({ dataDir, onLine: (name, line) => lines.push(`${name} ${line}`) });
  ana = phone(hotline.origin, '+13125550101');
  rosa = phone(hotline.origin, '+13125550111');
  ben = phone(hotline.origin, '+13125550112');
}, 120_000);
afterAll(async () => {
  await hotline?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('a night in Belmont Cragin, over the built functions and signed requests', () => {
  let code = '';

  test('Ana texts that la migra is at her door; the first reply has the right, in Spanish, in two segments', async () => {
    await ana.text('la migra esta tocando mi puerta');
    const first = await ana.gets(/./);
    expect(first.body).toMatch(/No tiene que abrir/i);
    expect(first.body).toMatch(/juez/);
    expect(first.segments).toBeLessThanOrEqual(2);
    await ana.gets(/persona voluntaria/);
    await ana.gets(/No somos abogados/);
  });

  test('two volunteers are alerted, without her words', async () => {
    const alerts = await Promise.all([rosa.gets(/URGENT/), ben.gets(/URGENT/)]);
    code = codeIn(alerts[0]);
    expect(alerts.map(codeIn)).toEqual([code, code]);
    for (const alert of alerts) expect(alert.body).not.toMatch(/migra|tocando|5550101/);
  });

  test('Rosa claims it by its code, Ben is told, Ana is told; Rosa reads Ana’s words', async () => {
    await rosa.text(code.toLowerCase());
    await rosa.gets(new RegExp(`${code} es suyo`));
    await rosa.gets(/la migra esta tocando mi puerta/);
    await ben.gets(new RegExp(`${code} is taken`));
    await ana.gets(/Rosa está aquí|Rosa esta aqui/);
    await ben.text(code);
    await ben.gets(/is taken/);
  });

  test('they talk, and neither sees a number', async () => {
    await ana.text('siguen afuera, son cuatro');
    await rosa.gets(/siguen afuera, son cuatro/);
    await rosa.text('No abra. Estoy con usted.');
    await ana.gets(/Rosa: No abra\. Estoy con usted\./);
    for (const someone of [ana, rosa, ben]) {
      for (const message of await someone.received()) expect(message.body).not.toMatch(/5550\d{3}/);
    }
  });

  test('DONE ends it for both', async () => {
    await rosa.text('DONE');
    await rosa.gets(new RegExp(`${code} está cerrado|${code} esta cerrado`));
    await ana.gets(/terminó|termino/);
  });

  test('the numbers and the words are in no log, and nowhere in the table in the clear', async () => {
    const files = readdirSync(join(dataDir, 'logs')).map((name) => readFileSync(join(dataDir, 'logs', name), 'utf8'));
    const logs = [...lines, ...files].join('\n');
    // The reply book's examples are texts too, and public; everything else is looked at, binary values as well.
    const people = (await items(hotline.db)).filter(({ pk }) => !/^(REPLY|BOOK)#/.test(String(pk)));
    const table = JSON.stringify(people, (_, v) => (v instanceof Uint8Array ? Buffer.from(v).toString('latin1') : v));
    expect(logs.includes('text handled') && table.includes('PERSON#') && table.includes('MSG#')).toBe(true);
    for (const kept of [logs, table]) {
      expect(kept.match(/5550101|5550111|5550112|siguen afuera|tocando mi puerta|Estoy con usted/g)).toBeNull();
    }
  });

  test('a volunteer whose phone is off is passed over at once', async () => {
    const eva = phone(hotline.origin, '+13125550150');
    await rosa.fault('unreachable');
    const before = (await ben.received()).length;
    await eva.text('ICE is knocking on my door right now');
    const first = await eva.gets(/./);
    expect(first.body).toMatch(/open/i);
    const alert = await ben.gets(/URGENT \(English\)/);
    expect((await ben.received()).length).toBeGreaterThan(before);
    await rosa.fault(null);
    await ben.text(codeIn(alert));
    await eva.gets(/Ben is here/);
    await ben.text('done');
    await eva.gets(/is over/);
  });

  test('a text comes again with the same sid: the same reply, and nothing changes', async () => {
    const someone = phone(hotline.origin, '+13125550151');
    const sent = await someone.text('what is a warrant');
    await someone.gets(/judge/);
    const before = await items(hotline.db);
    const again = await fetch(`${hotline.origin}/phones/${someone.number}/texts/${sent.sid}/redeliver`, {
      method: 'POST',
    });
    expect(again.status).toBe(200);
    expect((await items(hotline.db)).filter((i) => i.sk === 'PERSON')).toEqual(before.filter((i) => i.sk === 'PERSON'));
  });

  test('STOP is respected: nothing more arrives, until START', async () => {
    const someone = phone(hotline.origin, '+13125550152');
    await someone.text('what is a warrant');
    await someone.gets(/judge/);
    await someone.text('STOP');
    await someone.gets(/unsubscribed|no more|STOP/i);
    const before = (await someone.received()).length;
    const ignored = await fetch(`${hotline.origin}/phones/${someone.number}/texts?wait=1`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ body: 'can police ask my status' }),
    });
    expect(ignored.status).toBe(200);
    expect((await someone.received()).length).toBe(before);
  });

  test('the phones are listed for scripts', async () => {
    const phones = (await (await fetch(`${hotline.origin}/phones`)).json()) as {
      number: string;
      role: string;
      name: string;
    }[];
    expect(phones.filter((p) => p.role === 'volunteer').map((p) => p.name)).toEqual(['Rosa', 'Ben']);
    expect((await fetch(`${hotline.origin}/health`)).status).toBe(200);
  });
});
