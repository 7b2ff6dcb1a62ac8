/**
 * fauxqs keeps messages in memory. Outbox and timers can be filled again from the table, but the spool holds the only
 * copy of a text that the fallback took: this file keeps what was sent and not yet deleted, so that killing the process
 * loses no text. Bodies are sealed (AES-256-GCM), as the queue's key does in AWS.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

export interface JournalMessage {
  readonly id: string;
  readonly body: string;
}

export interface SpoolJournal {
  /** Messages sent before this start and not deleted, oldest first. */
  readonly left: readonly JournalMessage[];
  /** Returns once the message is in the file. */
  sent(message: JournalMessage): void;
  deleted(id: string): void;
}

type Line = { readonly sent: string; readonly sealed: string } | { readonly deleted: string };

/**
 * Opens the file and drops what was deleted. A half-written last line, left by a kill, is ignored: its sender got no answer.
 * @param path JSON lines; the key lies beside it in `<path>.key` (mode 600)
 */
export function openSpoolJournal(path: string): SpoolJournal {
  const key = readKey(`${path}.key`);
  const kept = remaining(readLines(path));
  const draft = `${path}.new`;
  writeFileSync(draft, kept.map(toLine).join(''), { mode: 0o600 });
  renameSync(draft, path);
  const append = (line: Line) => appendFileSync(path, toLine(line));
  return {
    left: kept.map(({ sent, sealed }) => ({ id: sent, body: unseal(key, sealed) })),
    sent: ({ id, body }) => append({ sent: id, sealed: seal(key, body) }),
    deleted: (id) => append({ deleted: id }),
  };
}

function readKey(path: string): Buffer {
  if (!existsSync(path)) writeFileSync(path, randomBytes(32), { mode: 0o600 });
  return readFileSync(path);
}

const toLine = (line: Line): string => `${JSON.stringify(line)}\n`;

function readLines(path: string): Line[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as Line];
      } catch {
        return [];
      }
    });
}

function remaining(lines: readonly Line[]) {
  const deleted = new Set(lines.flatMap((line) => ('deleted' in line ? [line.deleted] : [])));
  return lines.flatMap((line) => ('sent' in line && !deleted.has(line.sent) ? [line] : []));
}

function seal(key: Buffer, text: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64');
}

function unseal(key: Buffer, text: string): string {
  const bytes = Buffer.from(text, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
}
