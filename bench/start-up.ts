import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { BUNDLE, bundleFunctions } from '../lib/bundle';
import { EXAMPLE_CONFIG, parseConfig, runtimeSettings } from '../lib/config';
import { FUNCTION_NAMES } from '../lib/functions';
import { kb, median, ms, table, times } from './figures';

const OUT = '.local/bench';
const ROUNDS = 15;

/** Enough for every function to load; nothing is called. */
const ENV = {
  PATH: process.env.PATH,
  AWS_REGION: 'us-east-1',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  TABLE_NAME: 'table',
  SECRET_ID: 'secret',
  PUBLIC_ORIGIN: 'https://hotline.example',
  HOTLINE_SETTINGS: JSON.stringify(runtimeSettings(parseConfig(EXAMPLE_CONFIG))),
  OUTBOX_URL: 'https://sqs.example/outbox',
  TIMERS_URL: 'https://sqs.example/timers',
  SPOOL_URL: 'https://sqs.example/spool',
  OIDC_ISSUER: 'https://sign-in.example',
  OIDC_CLIENT_ID: 'console',
  USER_POOL_ID: 'pool',
  ADMIN_EMAIL: 'admin@example.org',
};

const BASELINES = {
  // What any function that reads a table costs.
  'bare DynamoDB client': `import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
    const client = new DynamoDBClient({});
    export const handler = () => client.send(new GetItemCommand({ TableName: 't', Key: { pk: { S: '1' } } }));`,
  // What our webhook would cost if it imported the package as its documentation shows.
  'texts with all of twilio': `import twilio from 'twilio';
    export { handler } from '../../lambda/texts';
    export const validate = twilio.validateRequest;`,
};

async function bundleBaselines(): Promise<Record<string, string>> {
  mkdirSync(OUT, { recursive: true });
  const files: Record<string, string> = {};
  for (const [i, [name, source]] of Object.entries(BASELINES).entries()) {
    const entry = join(OUT, `baseline-${i}.ts`);
    writeFileSync(entry, source);
    const outfile = join(OUT, `baseline-${i}`, 'index.mjs');
    await build({ ...BUNDLE, entryPoints: [entry], outfile });
    files[name] = outfile;
  }
  return files;
}

interface Start {
  readonly wall: number;
  readonly cpu: number;
}

const measure = (file: string): Start => {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['bench/measure-start.mjs', resolve(file)], {
    env: ENV,
  });
  if (status !== 0) throw new Error(`${file} does not start: ${String(stderr).split('\n').slice(0, 5).join(' ')}`);
  return JSON.parse(String(stdout));
};

const bytesOf = (file: string): number => {
  const folder = join(file, '..');
  return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
};

/** Size and start-up of each built function against two baselines, taken in turns so that all see the same machine. */
export async function benchStartUp(): Promise<void> {
  await bundleFunctions(join(OUT, 'functions'));
  const files: Record<string, string> = {
    ...(await bundleBaselines()),
    ...Object.fromEntries(FUNCTION_NAMES.map((name) => [name, join(OUT, 'functions', name, 'index.mjs')])),
  };
  const starts = new Map<string, Start[]>(Object.keys(files).map((name) => [name, []]));
  for (let round = -1; round < ROUNDS; round++) {
    for (const [name, file] of Object.entries(files)) {
      const start = measure(file);
      if (round >= 0) starts.get(name)?.push(start);
    }
  }
  const bare = starts.get('bare DynamoDB client') ?? [];
  const ratio = (all: Start[], pick: (s: Start) => number) =>
    median(all.map((s, i) => pick(s) / pick(bare[i] as Start)));
  const rows = [...starts].map(([name, all]) => [
    name,
    kb(bytesOf(files[name] as string)),
    ms(median(all.map((s) => s.wall))),
    times(ratio(all, (s) => s.wall)),
    ms(median(all.map((s) => s.cpu))),
    times(ratio(all, (s) => s.cpu)),
  ]);
  console.log(
    `Start-up of the built functions, median of ${ROUNDS} processes each, ratio to the bare client pair by pair\n`,
  );
  console.log(table(['function', 'size', 'wall', 'of bare', 'CPU', 'of bare'], rows));
}
