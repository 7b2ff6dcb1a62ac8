/** Runs built functions as Lambda does: own environment, time limit, one invocation at a time per warm copy. */
import { randomUUID } from 'node:crypto';
import { createWriteStream, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { ACCOUNT, REGION } from './account';
import { functionArn } from './intrinsics';

/** Lambda gives a function's start 10 s of its own, before the time limit of the first invocation runs. */
const START_SECONDS = 10;

/** Copies of one function that may run at once; more callers wait their turn. */
const MAX_COPIES = 4;

export interface FunctionDefinition {
  /** Logical id in the template. */
  readonly id: string;
  /** Short name: `texts`, `sender`; names the log file. */
  readonly name: string;
  /** Built file, absolute. */
  readonly bundle: string;
  readonly exportName: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
}

export interface RunningFunction {
  readonly definition: FunctionDefinition;
  /** Runs the handler once. @throws FunctionError: it threw, ran out of time or ended its process */
  invoke(event: unknown): Promise<unknown>;
  /** Starts a copy ahead of the first invocation. */
  warm(): Promise<void>;
  /** Ends all copies, whatever they do. */
  stop(): Promise<void>;
}

export type LogLine = (functionName: string, line: string) => void;

/** A failed invocation, as the invoker sees it. The function's own log holds its error. */
export class FunctionError extends Error {
  override readonly name = 'FunctionError';
  constructor(
    readonly functionName: string,
    /** Name of the error, `Timeout` or `Exit`. */
    readonly kind: string,
    message: string,
  ) {
    super(`${functionName}: ${kind}: ${message}`);
  }
}

interface Answer {
  readonly ready?: true;
  readonly result?: string;
  readonly error?: { readonly name: string; readonly message: string; readonly stack?: string };
}

interface Copy {
  readonly worker: Worker;
  readonly ready: Promise<void>;
}

/**
 * @param logDirectory holds `<name>.log`: all that the function writes, and its errors
 * @param onLine gets each line as well
 */
export function runFunction(definition: FunctionDefinition, logDirectory: string, onLine?: LogLine): RunningFunction {
  const log = createWriteStream(join(logDirectory, `${definition.name}.log`), { flags: 'a' });
  // A full disk, or a folder that a test has removed, must not end the hotline for want of a log line.
  log.on('error', () => {});
  const idle: Copy[] = [];
  const all = new Set<Copy>();
  const waiting: ((copy: Copy | undefined) => void)[] = [];
  let stopped = false;

  const write = (text: string): void => {
    log.write(text.endsWith('\n') ? text : `${text}\n`);
    if (onLine) for (const line of text.split('\n')) if (line !== '') onLine(definition.name, line);
  };

  const start = (): Copy => {
    const worker = startWorker(definition, log, onLine);
    const ready = firstAnswer(worker, definition, START_SECONDS).then(() => {});
    ready.catch(() => {});
    // Without a listener, an error between two invocations would end the whole hotline.
    worker.on('error', (err) => write(String(err)));
    const copy: Copy = { worker, ready };
    all.add(copy);
    worker.once('exit', () => {
      all.delete(copy);
      const at = idle.indexOf(copy);
      if (at >= 0) idle.splice(at, 1);
    });
    return copy;
  };

  const take = async (): Promise<Copy> => {
    if (stopped) throw new FunctionError(definition.name, 'Exit', 'stopped');
    const copy = idle.pop() ?? (all.size < MAX_COPIES ? start() : undefined);
    if (copy) return copy;
    // A copy that ended makes room for a new one; `undefined` says so.
    return (await new Promise<Copy | undefined>((resolve) => waiting.push(resolve))) ?? take();
  };

  const giveBack = (copy: Copy, alive: boolean): void => {
    const next = waiting.shift();
    if (next) next(alive ? copy : undefined);
    else if (alive) idle.push(copy);
  };

  const run = async (copy: Copy, event: unknown): Promise<unknown> => {
    const requestId = randomUUID();
    await copy.ready;
    const deadline = Date.now() + definition.timeoutSeconds * 1000;
    const answer = firstAnswer(copy.worker, definition, definition.timeoutSeconds);
    copy.worker.postMessage({ event, context: contextOf(definition, requestId), deadline });
    const { result, error } = await answer;
    if (!error) return JSON.parse(result ?? 'null');
    write(`${requestId} ${error.stack ?? `${error.name}: ${error.message}`}`);
    throw new HandlerError(definition.name, error.name, error.message);
  };

  const invoke = async (event: unknown): Promise<unknown> => {
    const copy = await take();
    let alive = true;
    try {
      return await run(copy, event);
    } catch (err) {
      // A handler that threw stays warm, as in Lambda. One that hangs, or whose process ended, is replaced.
      alive = err instanceof HandlerError;
      if (!alive) {
        write(String(err));
        all.delete(copy);
        await copy.worker.terminate();
      }
      throw err;
    } finally {
      giveBack(copy, alive && !stopped);
    }
  };

  return {
    definition,
    invoke,
    warm: async () => {
      if (all.size > 0) return;
      const copy = start();
      await copy.ready;
      giveBack(copy, true);
    },
    stop: async () => {
      stopped = true;
      await Promise.all([...all].map(({ worker }) => worker.terminate()));
      for (const next of waiting.splice(0)) next(undefined);
      await new Promise<void>((resolve) => log.end(resolve));
    },
  };
}

class HandlerError extends FunctionError {}

function startWorker(definition: FunctionDefinition, log: WriteStream, onLine?: LogLine): Worker {
  const worker = new Worker(new URL('./function-worker.mjs', import.meta.url), {
    workerData: { bundle: pathToFileURL(definition.bundle).href, exportName: definition.exportName },
    env: { ...lambdaEnvironment(definition), ...definition.environment },
    // The parent runs with a TypeScript loader; a built bundle must run without one.
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: Math.max(definition.memoryMegabytes, 128) },
  });
  for (const stream of [worker.stdout, worker.stderr]) {
    stream.pipe(log, { end: false });
    if (onLine) readLines(stream, (line) => onLine(definition.name, line));
  }
  return worker;
}

function readLines(stream: Readable, onLine: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  });
  stream.on('end', () => rest !== '' && onLine(rest));
}

/** The worker's next message; fails when it ends instead, or after the limit. */
function firstAnswer(worker: Worker, { name }: FunctionDefinition, seconds: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const done = (finish: () => void): void => {
      clearTimeout(timer);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      finish();
    };
    const onMessage = (answer: Answer) => done(() => resolve(answer));
    const onError = (err: Error) => done(() => reject(new FunctionError(name, err.name, err.message)));
    const onExit = () => done(() => reject(new FunctionError(name, 'Exit', 'the function ended its process')));
    const timer = setTimeout(
      () => done(() => reject(new FunctionError(name, 'Timeout', `Task timed out after ${seconds} seconds`))),
      seconds * 1000,
    );
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
  });
}

const lambdaEnvironment = ({ name, memoryMegabytes }: FunctionDefinition): Record<string, string> => ({
  // Only what Lambda sets: a function must not see the developer's own environment, or it would work here alone.
  AWS_LAMBDA_FUNCTION_NAME: name,
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMegabytes),
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs',
  AWS_REGION: REGION,
  AWS_DEFAULT_REGION: REGION,
  TZ: ':UTC',
  LANG: 'en_US.UTF-8',
});

const contextOf = ({ id, name, memoryMegabytes }: FunctionDefinition, awsRequestId: string) => ({
  callbackWaitsForEmptyEventLoop: true,
  functionName: name,
  functionVersion: '$LATEST',
  invokedFunctionArn: functionArn(id),
  memoryLimitInMB: String(memoryMegabytes),
  awsRequestId,
  logGroupName: `/aws/lambda/${name}`,
  logStreamName: `${ACCOUNT}/local`,
});
