/** The whole hotline on one machine, for `npm start` and for tests. */
import { randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { HotlineError } from '../lambda/hotline/errors';
import type { HotlineSettings } from '../lambda/hotline/settings';
import type { Db } from '../lambda/platform/table/db';
import { addVolunteer } from '../lambda/platform/table/people';
import { openVault } from '../lambda/platform/vault/vault';
import { type Cloud, startCloud, within } from './aws/cloud';
import type { LogLine, RunningFunction } from './aws/functions';
import type { Queues } from './aws/queues';
import { synthesis } from './aws/synthesis';
import { type Carrier, createCarrier } from './carrier/carrier';
import type { CarrierLog } from './carrier/types';
import { localPhones, localVolunteers } from './people';
import { type ServedParts, startServer } from './server';
import { localPeople } from './sign-in/people';
import { createSignIn } from './sign-in/sign-in';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Syntheses are the same for every data folder. */
const CACHE = join(ROOT, '.local', 'cloud');

/** A made-up service and number: the carrier here knows no other. */
const LOCAL_SETTINGS = {
  messagingServiceSid: `MG${'0'.repeat(31)}1`,
  hotlineNumber: '+13125550100',
} satisfies Partial<HotlineSettings>;

const OIDC_CLIENT_ID = 'console';

export interface HotlineOptions {
  /** @default 0: any free port */
  readonly port?: number;
  /** Where everything is kept between starts. Two hotlines must not share it. */
  readonly dataDir: string;
  /** Begins anew: what `dataDir` holds is removed first. @default false */
  readonly fresh?: boolean;
  /** Replaces single settings of the stack, e.g. shorter waves for a test. */
  readonly settings?: Partial<HotlineSettings>;
  /** Gets every line that a function writes. */
  readonly onLine?: LogLine;
}

export interface Hotline {
  /** e.g. `http://localhost:3000` */
  readonly origin: string;
  readonly port: number;
  readonly db: Db;
  readonly carrier: Carrier;
  readonly queues: Queues;
  /** Built functions by name, for tests that ring the sweep. */
  readonly functions: ReadonlyMap<string, RunningFunction>;
  /** Of the secret: for tests that sign requests or look for sealed numbers. */
  readonly secret: Readonly<Record<string, string>>;
  /** Ends everything in order. May be called twice. */
  stop(): Promise<void>;
}

/**
 * Starts everything and resolves once it is ready. On failure, what had started is stopped again.
 * @throws HotlineError 'config.invalid': port in use, no engine, running already, or a stack that cannot run here
 */
export async function startHotline(options: HotlineOptions): Promise<Hotline> {
  const { dataDir } = options;
  await refuseSecond(dataDir);
  if (options.fresh) await removeData(dataDir);
  mkdirSync(dataDir, { recursive: true });

  const parts: ServedParts = { ready: false };
  const server = await startServer(options.port ?? 0, parts);
  const stack = synthesis(ROOT, CACHE);
  stack.catch(() => {}); // the cloud awaits it, once the engine is there
  const origin = `http://localhost:${server.port}`;
  const clientSecret = randomBytes(24).toString('base64url');
  const signIn = createSignIn({ origin, clientId: OIDC_CLIENT_ID, clientSecret });
  let cloud: Cloud | undefined;
  let carrier: Carrier | undefined;

  const stopAll = async (): Promise<void> => {
    parts.ready = false;
    // What is being sent may end while the carrier still answers; then the carrier ends its requests to us.
    await cloud?.stopSources();
    if (carrier) await within(3_000, carrier.stop());
    await cloud?.stop();
    await server.stop();
    rmSync(runningFile(dataDir), { force: true });
  };
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopping ??= stopAll();
    return stopping;
  };

  try {
    cloud = await startCloud(stack, {
      dataDir,
      origin,
      oidc: { issuer: signIn.issuer, clientId: OIDC_CLIENT_ID, clientSecret },
      adapt: (variables) => adaptVariables(variables, options.settings),
      onLine: options.onLine,
    });
    await cloud.setUp();
    const secret = keepClientSecret(cloud, clientSecret);
    carrier = createCarrier({
      dataDir,
      origin,
      accountSid: secret.twilioAccountSid ?? '',
      authToken: secret.twilioAuthToken ?? '',
      ...LOCAL_SETTINGS,
      log: carrierLog(dataDir, options.onLine),
    });
    if (cloud.isNew) await addPeople(cloud, carrier, secret);
    Object.assign(parts, { api: cloud.request, carrier: carrier.app, signIn: signIn.handler });
    await cloud.startSources();
    // Texts and callbacks that the carrier could not deliver while we were away come before the sweep: it would send again
    // what only lacks its callback.
    await carrier.start();
    await cloud.startSchedules();
    parts.ready = true;
    const running = { pid: process.pid, port: server.port, endpoint: cloud.endpoint, table: cloud.db.table };
    writeFileSync(runningFile(dataDir), JSON.stringify(running));
    return {
      origin,
      port: server.port,
      db: cloud.db,
      carrier,
      queues: cloud.queues,
      functions: cloud.functions,
      secret,
      stop,
    };
  } catch (err) {
    await stop();
    throw err;
  }
}

const runningFile = (dataDir: string): string => join(dataDir, 'running.json');

/** Two hotlines on one table's file would both send what is due. */
async function refuseSecond(dataDir: string): Promise<void> {
  if (!existsSync(runningFile(dataDir))) return;
  const { pid, port } = JSON.parse(readFileSync(runningFile(dataDir), 'utf8')) as { pid: number; port: number };
  if (!isAlive(pid)) return;
  // Numbers of ended processes are used again: only a hotline answers like one.
  const answer = await fetch(`http://127.0.0.1:${port}/health`, { signal: AbortSignal.timeout(1_000) }).catch(
    () => undefined,
  );
  if (answer)
    throw new HotlineError('config.invalid', `The hotline runs already, on http://localhost:${port} (process ${pid}).`);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function removeData(dataDir: string): Promise<void> {
  if (existsSync(dataDir))
    for (const name of readdirSync(dataDir))
      if (name !== 'cloud') rmSync(join(dataDir, name), { recursive: true, force: true });
  const endpoint = process.env.DYNAMODB_ENDPOINT;
  if (!endpoint) return;
  const client = new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  await client.send(new DeleteTableCommand({ TableName: 'hotline' })).catch(() => {});
}

function adaptVariables(
  variables: Readonly<Record<string, string>>,
  settings: Partial<HotlineSettings> = {},
): Record<string, string> {
  const { HOTLINE_SETTINGS, ADMIN_EMAIL, ...others } = variables;
  return {
    ...others,
    ...(HOTLINE_SETTINGS
      ? {
          BOOK_REFRESH_MS: '0',
          HOTLINE_SETTINGS: JSON.stringify({ ...JSON.parse(HOTLINE_SETTINGS), ...LOCAL_SETTINGS, ...settings }),
        }
      : {}),
    ...(ADMIN_EMAIL !== undefined ? { ADMIN_EMAIL: localPeople[0]?.email ?? '' } : {}),
  };
}

/** The provider's client secret is new at each start; the set-up never overwrites one that is there. */
function keepClientSecret(cloud: Cloud, oidcClientSecret: string): Record<string, string> {
  const secret = { ...cloud.secret.value(), oidcClientSecret };
  cloud.secret.request('PutSecretValue', { SecretId: cloud.secret.id, SecretString: JSON.stringify(secret) });
  return secret;
}

async function addPeople(
  cloud: Cloud,
  carrier: Carrier,
  { pepper = '', vaultKey = '' }: Record<string, string>,
): Promise<void> {
  const vault = openVault({ pepper, vaultKey });
  for (const phone of localPhones) carrier.addPhone(phone);
  for (const { number, ...volunteer } of localVolunteers)
    await addVolunteer(cloud.db, vault, { ...volunteer, address: number });
}

/** As the functions' logs: JSON lines in a file of its own. */
function carrierLog(dataDir: string, onLine?: LogLine): CarrierLog {
  const path = join(dataDir, 'logs', 'carrier.log');
  const write = (level: string) => (message: string, details: object) => {
    const line = JSON.stringify({ level, message, timestamp: new Date().toISOString(), ...details });
    appendFileSync(path, `${line}\n`);
    onLine?.('carrier', line);
  };
  return { info: write('INFO'), warn: write('WARN') };
}
