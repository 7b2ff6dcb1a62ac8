import {
  appendFileSync,
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

/**
 * A file of JSON lines that only grows. A line is handed to the operating system before `append` returns, so what was
 * answered survives the process, however it ends. (A power cut may cost the last lines: nothing waits for the disk.)
 */
export interface Journal<E> {
  append(event: E): void;
  /** Replaces everything written so far by these events, in one step. */
  rewrite(events: readonly E[]): void;
  close(): void;
}

/**
 * Opens a journal and gives what it holds. A last line that a kill cut short was never answered, so it is dropped.
 * @throws Error when a line before the last cannot be read: the file was edited or damaged
 */
export const openJournal = <E>(path: string): { journal: Journal<E>; events: E[]; bytes: number } => {
  mkdirSync(dirname(path), { recursive: true });
  const { events, bytes } = readLines<E>(path);
  let file = openSync(path, 'a');
  const journal: Journal<E> = {
    append: (event) => appendFileSync(file, `${JSON.stringify(event)}\n`),
    rewrite: (all) => {
      writeFileSync(`${path}.new`, all.map((event) => `${JSON.stringify(event)}\n`).join(''));
      closeSync(file);
      renameSync(`${path}.new`, path);
      file = openSync(path, 'a');
    },
    close: () => closeSync(file),
  };
  return { journal, events, bytes };
};

function readLines<E>(path: string): { events: E[]; bytes: number } {
  let content: Buffer;
  try {
    content = readFileSync(path);
  } catch (err) {
    if ((err as NodeJS.ErrnoException).code === 'ENOENT') return { events: [], bytes: 0 };
    throw err;
  }
  const end = content.lastIndexOf(0x0a) + 1;
  if (end < content.length) truncateSync(path, end);
  const lines = content.subarray(0, end).toString('utf8').split('\n').slice(0, -1);
  return { events: lines.map((line, i) => parseLine<E>(line, path, i + 1)), bytes: end };
}

function parseLine<E>(line: string, path: string, number: number): E {
  try {
    return JSON.parse(line) as E;
  } catch {
    throw new Error(`${path}, line ${number} cannot be read; start with --fresh to begin anew`);
  }
}
