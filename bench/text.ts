import { randomBytes } from 'node:crypto';
import {
  DynamoDBClient,
  GetItemCommand,
  type GetItemCommandOutput,
  PutItemCommand,
  type ServiceInputTypes,
} from '@aws-sdk/client-dynamodb';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { makeTexts } from '../lambda/platform/functions/texts';
import { trainBook } from '../lambda/platform/table/snapshots';
import { openVault } from '../lambda/platform/vault/vault';
import { EXAMPLE_CONFIG, parseConfig, runtimeSettings } from '../lib/config';
import { startEngine } from '../local/aws/engine';
import { createTable } from '../local/aws/table';
import { loadContent } from '../scripts/content';
import { TABLE } from '../test/fakes/table-shape';
import { median, ms, table, times } from './figures';

const TEXTS = 400;
const ORIGIN = 'https://hotline.example';
const TOKEN = 'made up';
const QUESTIONS = [
  'what is a judicial warrant',
  'que hago si la policia me para en la calle',
  'can chicago police ask for my status',
  'donde consigo un abogado barato',
];

interface Call {
  readonly name: string;
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly bytes: number;
}

/** Size of an item as DynamoDB counts it, near enough: names and values in UTF-8, 1 byte of overhead for each value. */
const sizeOf = (value: unknown): number => {
  if (value === null || typeof value !== 'object') return Buffer.byteLength(String(value));
  return Object.entries(value).reduce(
    (sum, [key, inner]) => sum + (/^[A-Z]+$/.test(key) ? 1 : Buffer.byteLength(key)) + sizeOf(inner),
    0,
  );
};

const cpuOf = async (run: () => Promise<unknown>): Promise<number> => {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

/** One ordinary text in the handler: CPU of this process (the engine is another), calls, units, bytes. */
export async function benchText(): Promise<void> {
  const engine = await startEngine();
  try {
    const client = new DynamoDBClient({
      endpoint: engine.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    await createTable(client, 'bench', TABLE);
    const calls: Call[] = [];
    const send = client.send.bind(client);
    const measured = {
      ...client,
      send: async (command: { input: ServiceInputTypes }) => {
        Object.assign(command.input, { ReturnConsumedCapacity: 'TOTAL' });
        const out = (await send(command as GetItemCommand)) as GetItemCommandOutput;
        const units = out.ConsumedCapacity?.CapacityUnits ?? 0;
        const item = (command.input as { Item?: object }).Item;
        const isRead = command instanceof GetItemCommand;
        calls.push({
          name: command.constructor.name.replace('Command', ''),
          readUnits: isRead ? units : 0,
          writeUnits: isRead ? 0 : units,
          bytes: item ? sizeOf(item) : 0,
        });
        return out;
      },
    } as unknown as DynamoDBClient;

    const live = trainBook(loadContent());
    const key = () => randomBytes(32).toString('base64');
    const parts = {
      db: { client: measured, table: 'bench' },
      vault: openVault({ pepper: key(), vaultKey: key() }),
      books: { current: async () => live, version: async () => live },
      settings: runtimeSettings(parseConfig(EXAMPLE_CONFIG)),
      now: () => new Date(),
      authToken: TOKEN,
    };
    const silent = () => {};
    const app = makeTexts({
      texting: async () => parts,
      origin: ORIGIN,
      log: { info: silent, warn: silent, error: silent },
      metrics: { count: silent, flush: silent },
    });
    let sid = 0;
    const text = async (i: number) => {
      const form = {
        MessageSid: `SM${(++sid).toString(16).padStart(32, '0')}`,
        From: `+1312555${String(2000 + (i % 50)).padStart(4, '0')}`,
        To: '+13125550100',
        Body: QUESTIONS[i % QUESTIONS.length] ?? '',
        NumMedia: '0',
      };
      const response = await app.request(`${ORIGIN}/texts`, {
        method: 'POST',
        headers: { 'X-Twilio-Signature': getExpectedTwilioSignature(TOKEN, `${ORIGIN}/texts`, form) },
        body: new URLSearchParams(form).toString(),
      });
      if (response.status !== 200) throw new Error(`texts answered ${response.status}`);
      await response.text();
    };
    const bare = async (i: number) => {
      const Key = { pk: { S: `BARE#${i % 50}` }, sk: { S: 'BARE' } };
      await client.send(new GetItemCommand({ TableName: 'bench', Key, ConsistentRead: true }));
      await client.send(new PutItemCommand({ TableName: 'bench', Item: { ...Key, words: { S: 'x'.repeat(500) } } }));
    };

    for (let i = 0; i < 100; i++) {
      await text(i);
      await bare(i);
    }
    calls.length = 0;
    const ours: number[] = [];
    const baseline: number[] = [];
    for (let i = 0; i < TEXTS / 20; i++) {
      ours.push(
        (await cpuOf(async () => {
          for (let j = 0; j < 20; j++) await text(i * 20 + j);
        })) / 20,
      );
      baseline.push(
        (await cpuOf(async () => {
          for (let j = 0; j < 20; j++) await bare(i * 20 + j);
        })) / 20,
      );
    }
    const ratio = median(ours.map((value, i) => value / (baseline[i] ?? Number.NaN)));
    const per = (pick: (call: Call) => number) => (calls.reduce((sum, call) => sum + pick(call), 0) / TEXTS).toFixed(2);
    console.log(
      `One ordinary text in the handler, ${TEXTS} texts of 50 people, against one bare read and one bare write\n`,
    );
    console.log(
      table(
        ['figure', 'ours', 'bare', 'ratio'],
        [
          ['CPU per text (median)', ms(median(ours)), ms(median(baseline)), times(ratio)],
          ['calls', `${per(() => 1)} (${[...new Set(calls.map((c) => c.name))].join(', ')})`, '2.00', ''],
          ['read units', per((c) => c.readUnits), '', ''],
          ['write units', per((c) => c.writeUnits), '', ''],
          ['largest item', `${Math.max(...calls.map((c) => c.bytes))} B`, '', ''],
        ],
      ),
    );
  } finally {
    await engine.stop();
  }
}
