import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FunctionName } from '../../lib/functions';
import { functionId } from '../../lib/hotline-function';
import { type Engine, startEngine } from '../../local/aws/engine';
import { type Hotline, startHotline } from '../../local/hotline';
import { items } from '../fakes/hotline';
import { codeIn, phone, until } from '../local/phones';
import { type Statement, type Synthesised, statementsOf, synthesise } from './hotline';
import { type Access, type RecordedTable, recordTable } from './recorded-table';

/*
 * The engine of this machine asks for no permissions, so a function may learn to read something new, pass every test
 * and be refused in AWS. Here a night is lived through over the built functions, and what they did to the table is held
 * against their roles.
 */

const dataDir = mkdtempSync(join(tmpdir(), 'hotline-permissions-'));
const before = process.env.DYNAMODB_ENDPOINT;
let template: Synthesised;
let engine: Engine;
let table: RecordedTable;
let hotline: Hotline;

beforeAll(async () => {
  template = synthesise();
  engine = await startEngine();
  table = await recordTable(engine.endpoint);
  process.env.DYNAMODB_ENDPOINT = table.endpoint;
  hotline = await startHotline({ dataDir });
}, 120_000);
afterAll(async () => {
  await hotline?.stop();
  if (before === undefined) delete process.env.DYNAMODB_ENDPOINT;
  else process.env.DYNAMODB_ENDPOINT = before;
  await table?.stop();
  await engine?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const matches = (key: string, pattern: string): boolean =>
  pattern.endsWith('*') ? key.startsWith(pattern.slice(0, -1)) : key === pattern;

/** As IAM judges it, with what our statements use. */
function allows({ Action, Resource, Condition }: Statement, { action, target }: Access): boolean {
  if (![Action].flat().includes(`dynamodb:${action}`)) return false;
  if (target.startsWith('/index/')) return JSON.stringify(Resource).includes(`"${target}"`);
  const patterns = Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'];
  return [patterns ?? []].flat().some((pattern) => matches(target, String(pattern)));
}

const refused = (accesses: readonly Access[]): string[] => {
  const lines = accesses
    .filter((access) => !statementsOf(template, functionId(access.fn as FunctionName)).some((s) => allows(s, access)))
    .map(({ fn, action, target }) => `${fn}: ${action} of ${target.replace(/#.*/, '#…')}`);
  return [...new Set(lines)].sort();
};

/** The outbox rings twice for one effect: the sender looks at what became of it. */
async function ringAgain(): Promise<void> {
  const [effect] = (await items(hotline.db)).filter(({ sk }) => String(sk).startsWith('EFFECT#'));
  const name = {
    personId: String(effect?.pk).slice('TO#'.length),
    effectId: String(effect?.sk).slice('EFFECT#'.length),
  };
  const record = { messageId: 'again', body: JSON.stringify(name), attributes: { MessageGroupId: name.personId } };
  await hotline.functions.get('sender')?.invoke({ Records: [{ ...record, eventSource: 'aws:sqs' }] });
}

test('what is not granted is seen', () => {
  const access = (fn: string, action: string, target: string) => ({ fn, action, target });
  expect(
    refused([
      access('texts', 'GetItem', 'PERSON#1'),
      access('sweep', 'Query', '/index/due'),
      access('texts', 'GetItem', 'ADMIN#1'),
      access('texts', 'Query', '/index/duty'),
      access('counts', 'DeleteItem', 'COUNTS#1'),
    ]),
  ).toEqual(['counts: DeleteItem of COUNTS#…', 'texts: GetItem of ADMIN#…', 'texts: Query of /index/duty']);
});

test('a night with its troubles needs nothing that is not granted', async () => {
  const at = (number: string) => phone(hotline.origin, number);
  const [ana, rosa, ben] = [at('+13125550101'), at('+13125550111'), at('+13125550112')];
  await at('+13125550102').text('what is a warrant');

  await ana.text('la migra esta tocando mi puerta');
  const code = codeIn(await rosa.gets(/URGENT/));
  await rosa.text(code);
  await ana.gets(/Rosa/);
  await ana.text('siguen afuera');
  await rosa.gets(/siguen afuera/);
  await ben.text(code);
  await ben.text('LIST');
  await ana.text('BORRAR');
  await until('the case to end', async () => (await rosa.received()).length > 3);
  await rosa.text('DONE');

  await rosa.fault('unreachable');
  await at('+13125550103').text('ICE is knocking on my door right now');
  await until(
    'the failure to be recorded',
    async () => table.accesses.some(({ fn, target }) => fn === 'deliveries' && target.startsWith('CASE#')),
    60_000,
  );
  await rosa.fault(null);
  await hotline.functions.get('sweep')?.invoke({});
  await ringAgain();
  const quiet = async () => {
    const so = table.accesses.length;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    return table.accesses.length === so;
  };
  await until('all to have ended', quiet);

  expect(refused(table.accesses)).toEqual([]);
  const seen = new Set(table.accesses.map(({ fn }) => fn));
  expect([...seen].sort()).toEqual(['counts', 'deliveries', 'escalator', 'sender', 'setup', 'sweep', 'texts']);
}, 90_000);
