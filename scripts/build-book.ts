import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { HotlineError } from '../lambda/hotline/errors';
import type { ReplyBook } from '../lambda/hotline/replies/book';
import { type Finding, lintBook } from '../lambda/hotline/replies/lint';
import { type Content, readContent } from './content';

/*
 * `npm run book`: content/ -> dist/starter-book.json to read, and beside it `.packed.json`, which functions carry with
 * them.
 * Runs before every bundling, so it is quick and leaves the file alone when nothing changed.
 */

export interface BuildBookOptions {
  /** @default 'content' */
  readonly dir?: string;
  /** @default 'dist/starter-book.json' */
  readonly out?: string;
  /** Day for the check of review dates, YYYY-MM-DD. Without it they are not checked: a build does not go red overnight. */
  readonly today?: string;
}

export interface BuiltBook {
  readonly book: ReplyBook;
  readonly changed: boolean;
  /** What somebody should look at, one line each, with file and line. Errors are thrown instead. */
  readonly warnings: readonly string[];
}

const fileOf = (finding: Finding, dir: string): { file: string; path: readonly PropertyKey[] } => {
  const [part, id, ...rest] = finding.path;
  switch (part) {
    case 'topics':
      return { file: `${dir}/topics/${id}.yaml`, path: rest };
    case 'messages':
      return { file: `${dir}/messages/${rest[0] ?? 'en'}.yaml`, path: [id ?? ''] };
    case 'systemExamples':
      return { file: `${dir}/system-examples/${id}.yaml`, path: rest };
    case 'menu':
      return { file: `${dir}/menu.yaml`, path: finding.path.slice(1) };
    default:
      return { file: `${dir}/phone-numbers.yaml`, path: finding.path.slice(1) };
  }
};

const show = (finding: Finding, { locate }: Content, dir: string): string => {
  const { file, path } = fileOf(finding, dir);
  return `${locate(file, path)}: ${finding.message}`;
};

const readOr = (file: string, otherwise: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return otherwise;
  }
};

/**
 * Checks the content and writes the starter book.
 * @throws HotlineError 'book.invalid': every error, one a line, as `file:line: what to do`
 */
export function buildBook({
  dir = 'content',
  out = 'dist/starter-book.json',
  today,
}: BuildBookOptions = {}): BuiltBook {
  const content = readContent(dir);
  const findings = lintBook(content.book, { today });
  const errors = findings.filter((finding) => finding.severity === 'error');
  if (errors.length > 0) {
    throw new HotlineError('book.invalid', errors.map((finding) => show(finding, content, dir)).join('\n'));
  }
  const json = `${JSON.stringify(content.book)}\n`;
  const changed = readOr(out, '') !== json;
  const packed = out.replace(/\.json$/, '.packed.json');
  if (changed || !existsSync(packed)) {
    mkdirSync(dirname(out), { recursive: true });
    writeFileSync(packed, `${JSON.stringify({ brotli: brotliCompressSync(json).toString('base64') })}\n`);
    writeFileSync(out, json);
  }
  return { book: content.book, changed, warnings: findings.map((finding) => show(finding, content, dir)) };
}

function main(): void {
  try {
    const { book, changed, warnings } = buildBook({ today: new Date().toISOString().slice(0, 10) });
    for (const warning of warnings) console.error(warning);
    const unsigned = book.topics.filter((topic) => !topic.reviewed).length;
    console.error(
      `${book.topics.length} topics${changed ? '' : ', nothing changed'}. ${
        unsigned === 0 ? 'All are signed.' : `${unsigned} wait for a lawyer's signature: docs/content-guide.md.`
      }`,
    );
  } catch (error) {
    if (!(error instanceof HotlineError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
