/** How far each stream mapping has read: a small JSON file, so that a restart goes on where the last run stopped. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

export interface Checkpoints {
  get(name: string): string | undefined;
  set(name: string, sequenceNumber: string): void;
}

/** A file that is missing or unreadable counts as empty: the sweep then finds what the streams no longer tell. */
export function openCheckpoints(path: string): Checkpoints {
  const values = new Map(Object.entries(readValues(path)));
  return {
    get: (name) => values.get(name),
    set: (name, sequenceNumber) => {
      values.set(name, sequenceNumber);
      writeFileSync(`${path}.new`, JSON.stringify(Object.fromEntries(values)));
      renameSync(`${path}.new`, path);
    },
  };
}

function readValues(path: string): Record<string, string> {
  if (!existsSync(path)) return {};
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
  } catch {
    return {};
  }
}
