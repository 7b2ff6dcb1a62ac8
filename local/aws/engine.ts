/** The DynamoDB engine of this machine: dynoxide (SQLite), a binary that comes as an optional package per platform. */
import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, chmodSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { HotlineError } from '../../lambda/hotline/errors';

const START_SECONDS = 10;
const PORT_ATTEMPTS = 5;

export interface Engine {
  /** e.g. `http://127.0.0.1:41234` */
  readonly endpoint: string;
  /** Ends the engine; resolves once its file is closed. May be called twice. */
  stop(): Promise<void>;
}

/**
 * Starts an engine on a free port of 127.0.0.1 and waits until it answers. It ends with this process, however that ends.
 * `DYNAMODB_ENDPOINT` names any other engine to use instead; then `path` means nothing and `stop` leaves it running.
 * @param options.path the table's file (SQLite, with `-wal` and `-shm` beside it while open); in memory without it
 * @throws HotlineError 'config.invalid': no engine for this platform, or one that does not start. One line, for people.
 */
export async function startEngine(options: { path?: string } = {}): Promise<Engine> {
  const other = process.env.DYNAMODB_ENDPOINT;
  if (other) return otherEngine(other);
  const binary = findBinary();
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const started = await tryStart(binary, port, options.path);
    if ('endpoint' in started) return started;
    // Between finding the port and binding it, somebody else may have taken it.
    if (!started.output.includes('already in use') || attempt === PORT_ATTEMPTS)
      throw new HotlineError('config.invalid', `The DynamoDB engine did not start: ${started.output || 'no output'}`);
  }
}

async function otherEngine(endpoint: string): Promise<Engine> {
  if (!(await answers(endpoint)))
    throw new HotlineError('config.invalid', `No DynamoDB engine answers at DYNAMODB_ENDPOINT (${endpoint}).`);
  return { endpoint: endpoint.replace(/\/$/, ''), stop: async () => {} };
}

/** Path of the binary for a platform. Arguments are for tests. */
export function findBinary(platform: string = process.platform, cpu: string = process.arch): string {
  const name = `@dynoxide/${platform}-${cpu}`;
  const file = platform === 'win32' ? 'dynoxide.exe' : 'dynoxide';
  let path: string;
  try {
    path = createRequire(import.meta.url).resolve(`${name}/${file}`);
  } catch (cause) {
    const advice = 'Start any DynamoDB engine with transactions and streams, and set DYNAMODB_ENDPOINT to its address.';
    throw new HotlineError(
      'config.invalid',
      `There is no DynamoDB engine for ${platform} on ${cpu} (package ${name}). ${advice}`,
      { cause },
    );
  }
  return executable(path);
}

/** Some installers lose the executable bit. */
function executable(path: string): string {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    chmodSync(path, 0o755);
  }
  return path;
}

type Failed = { readonly output: string };

async function tryStart(binary: string, port: number, path?: string): Promise<Engine | Failed> {
  const args = ['serve', '--host', '127.0.0.1', '--port', String(port), ...(path ? ['--db-path', path] : [])];
  const guard = fileURLToPath(new URL('./engine-guard.mjs', import.meta.url));
  // Detached: Ctrl-C in a terminal reaches the whole group, and the engine must outlive the functions that use it.
  const child = spawn(process.execPath, [guard, binary, ...args], { detached: true, windowsHide: true });
  let output = '';
  child.stdout.on('data', () => {});
  child.stderr.on('data', (data: Buffer) => {
    output = `${output}${data}`.slice(-500);
  });
  child.stdin.on('error', () => {});
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const endpoint = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + START_SECONDS * 1000;
  while (Date.now() < deadline && child.exitCode === null) {
    if (await answers(endpoint)) return running(child, ended, endpoint);
    await sleep(20);
  }
  child.stdin.end();
  await ended;
  return { output: output.trim().split('\n')[0] ?? '' };
}

function running(child: ChildProcess, ended: Promise<void>, endpoint: string): Engine {
  // The engine alone must not keep this process alive: tests that forget to stop it would hang.
  child.unref();
  for (const stream of [child.stdin, child.stdout, child.stderr]) (stream as { unref?(): void } | null)?.unref?.();
  return {
    endpoint,
    stop: async () => {
      child.ref();
      child.stdin?.end();
      await ended;
    },
  };
}

/** Both the engine and others (DynamoDB Local) answer a GET of `/`; any answer means that the port is served. */
const answers = (endpoint: string): Promise<boolean> =>
  fetch(endpoint, { signal: AbortSignal.timeout(1_000) }).then(
    async (response) => {
      await response.arrayBuffer();
      return true;
    },
    () => false,
  );

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
