import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type Hotline, startHotline } from '../../local/hotline';
import { codeIn, phone } from './phones';

const dataDir = mkdtempSync(join(tmpdir(), 'hotline-'));
let hotline: Hotline | undefined;
afterEach(async () => {
  await hotline?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const start = async () => {
  hotline = await startHotline({ dataDir });
  const { origin } = hotline;
  return {
    ...hotline,
    ana: phone(origin, '+13125550101'),
    rosa: phone(origin, '+13125550111'),
    ben: phone(origin, '+13125550112'),
  };
};

test('a conversation goes on after a restart, and --fresh forgets it', { timeout: 120_000 }, async () => {
  const first = await start();
  await first.ana.text('la migra esta tocando mi puerta');
  await first.rosa.text(codeIn(await first.rosa.gets(/URGENT/)));
  await first.ben.gets(/URGENT/);
  await expect(startHotline({ dataDir })).rejects.toThrow(
    `The hotline runs already, on ${first.origin} (process ${process.pid}).`,
  );
  await first.stop();

  const second = await start();
  await second.ana.text('siguen en la puerta');
  await second.rosa.gets(/siguen en la puerta/);
  expect((await second.ben.received()).filter(({ body }) => body.includes('siguen'))).toEqual([]);
  await second.stop();

  hotline = await startHotline({ dataDir, fresh: true });
  const { origin } = hotline;
  expect(await phone(origin, '+13125550101').messages()).toEqual([]);
  expect(await (await fetch(`${origin}/phones`)).json()).toMatchObject([
    { name: 'Ana', role: 'texter' },
    { name: 'Rosa', role: 'volunteer' },
    { name: 'Ben', role: 'volunteer' },
  ]);
});
