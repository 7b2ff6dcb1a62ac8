import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { HotlineError } from '../lambda/hotline/errors';
import {
  LANGUAGES,
  type Language,
  type Messages,
  type ReplyBook,
  SYSTEM_TOPICS,
  type SystemTopic,
  type Topic,
} from '../lambda/hotline/replies/book';
import { menuFile, messagesFile, phoneNumbersFile, problemsOf, systemExamplesFile, topicFile } from './content-schema';

/*
 * Reads `content/` into a reply book. It lives here and not in `lambda/`, because functions get the book as JSON:
 * they need neither YAML nor line numbers.
 */

/** Where a value of the book was written. Lint findings are shown with it. */
export type Locate = (file: string, path?: readonly PropertyKey[]) => string;

export interface Content {
  readonly book: ReplyBook;
  readonly locate: Locate;
}

/** A file read, with what is needed to point at its lines. */
interface ReadFile {
  readonly lineOf: (path: readonly PropertyKey[]) => number;
}

/** Reads files one by one and gathers every problem, so that an editor mends them all in one go. */
class Reader {
  readonly problems: string[] = [];
  private readonly files = new Map<string, ReadFile>();

  read<S extends z.ZodType>(file: string, schema: S): z.infer<S> | undefined {
    const source = this.source(file);
    if (source === undefined) return undefined;
    const lines = new LineCounter();
    const doc = parseDocument(source, { lineCounter: lines, prettyErrors: false });
    if (doc.errors.length > 0) {
      for (const error of doc.errors) {
        this.problems.push(
          `${file}:${lines.linePos(error.pos[0]).line}: this is not YAML: ${firstLine(error.message)}`,
        );
      }
      return undefined;
    }
    const lineOf = (path: readonly PropertyKey[]): number => {
      for (let end = path.length; end > 0; end--) {
        // The key rather than the value: a long text's value begins on the line after it.
        const parent = doc.getIn(path.slice(0, end - 1), true) ?? doc.contents;
        const at = offsetOf(parent, path[end - 1]);
        if (at !== undefined) return lines.linePos(at).line;
      }
      return 1;
    };
    this.files.set(file, { lineOf });
    const parsed = schema.safeParse(doc.toJS() ?? undefined, { reportInput: true });
    if (parsed.success) return parsed.data;
    for (const problem of problemsOf(parsed.error)) this.report(file, problem.path, problem.message);
    return undefined;
  }

  report(file: string, path: readonly PropertyKey[], message: string): void {
    this.problems.push(`${this.locate(file, path)}: ${message}`);
  }

  readonly locate: Locate = (file, path = []) => `${file}:${this.files.get(file)?.lineOf(path) ?? 1}`;

  private source(file: string): string | undefined {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      this.problems.push(`${file}:1: this file is missing or cannot be read`);
      return undefined;
    }
  }
}

const firstLine = (message: string) => message.split('\n')[0]!.trim();

/** Offset in the source of one key of a map, or one entry of a list. */
function offsetOf(parent: unknown, step: PropertyKey | undefined): number | undefined {
  if (!isNode(parent) || !('items' in parent)) return undefined;
  const items = parent.items as readonly unknown[];
  const found =
    typeof step === 'number'
      ? items[step]
      : items.map((item) => (item as { key?: unknown }).key).find((key) => String(key) === String(step));
  return isNode(found) ? (found.range?.[0] ?? undefined) : undefined;
}

const yamlFiles = (dir: string): string[] => {
  try {
    return readdirSync(dir)
      .filter((name) => name.endsWith('.yaml'))
      .sort()
      .map((name) => join(dir, name));
  } catch {
    return [];
  }
};

function readTopics(reader: Reader, dir: string): Topic[] {
  const folder = join(dir, 'topics');
  const files = yamlFiles(folder);
  if (files.length === 0) reader.problems.push(`${folder}:1: there are no topics: add one file per topic`);
  return files.flatMap((file) => {
    const topic = reader.read(file, topicFile);
    if (!topic) return [];
    const name = basename(file, '.yaml');
    if (topic.id !== name)
      reader.report(file, ['id'], `id is "${topic.id}": it must be "${name}", as the file is called`);
    return [topic];
  });
}

/** Messages are one file per language; a book keeps them one entry per message. */
function readMessages(reader: Reader, dir: string): Messages {
  const messages: { [id: string]: { [L in Language]?: string } } = {};
  for (const language of LANGUAGES) {
    const file = join(dir, 'messages', `${language}.yaml`);
    if (language !== 'en' && !yamlFiles(join(dir, 'messages')).includes(file)) continue;
    for (const [id, sentence] of Object.entries(reader.read(file, messagesFile) ?? {})) {
      const message = { ...messages[id], [language]: sentence };
      messages[id] = message;
      if (message.en === undefined)
        reader.report(file, [id], `${id} has no English: add it to en.yaml, or take it out`);
    }
  }
  return messages as Messages;
}

/**
 * Reads the starter content.
 * @throws HotlineError 'book.invalid': every problem of every file, one a line, as `file:line: what to do`
 */
export function readContent(dir = 'content'): Content {
  const reader = new Reader();
  const topics = readTopics(reader, dir);
  const messages = readMessages(reader, dir);
  const examplesOf = (topic: SystemTopic) =>
    reader.read(join(dir, 'system-examples', `${topic}.yaml`), systemExamplesFile) ?? {};
  const systemExamples = Object.fromEntries(SYSTEM_TOPICS.map((topic) => [topic, examplesOf(topic)])) as {
    [T in SystemTopic]: Topic['examples'];
  };
  const menu = reader.read(join(dir, 'menu.yaml'), menuFile) ?? [];
  const phoneNumbers = reader.read(join(dir, 'phone-numbers.yaml'), phoneNumbersFile) ?? [];
  if (reader.problems.length > 0) throw new HotlineError('book.invalid', reader.problems.join('\n'));
  return { book: { version: 0, topics, messages, systemExamples, menu, phoneNumbers }, locate: reader.locate };
}

/** Reads the starter content as a book. @throws HotlineError 'book.invalid', see `readContent` */
export const loadContent = (dir = 'content'): ReplyBook => readContent(dir).book;
