import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { LiveBook } from '../lambda/hotline/conversation/answer';
import { type Tried, tryText } from './try-text';

/**
 * `npm run try -- "text"` and `npm run -s try -- --jsonl`: what the hotline would say, without texting it.
 * Standard output holds the answers only; which book they come from is said on standard error.
 */
const RUNNING = '.local/running.json';

// Read when the SDK loads, so before anything that brings it.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

/** The published book of the hotline that runs on this machine, if one does. */
async function runningBook(): Promise<LiveBook | undefined> {
  let running: { pid: number; endpoint: string; table: string };
  try {
    running = JSON.parse(readFileSync(RUNNING, 'utf8'));
    process.kill(running.pid, 0);
  } catch {
    return undefined;
  }
  const { DynamoDBClient } = await import('@aws-sdk/client-dynamodb');
  const { readBook, readLive } = await import('../lambda/platform/table/books');
  const client = new DynamoDBClient({
    endpoint: running.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const db = { client, table: running.table };
  try {
    const live = await readLive(db);
    return live && (await readBook(db, live.version, new Date()));
  } catch {
    return undefined;
  }
}

async function openBook(): Promise<LiveBook> {
  const published = await runningBook();
  if (published) {
    console.error(`Book: version ${published.book.version}, published by the hotline that is running here.`);
    return published;
  }
  console.error('Book: content/ (no hotline is running here).');
  const { trainBook } = await import('../lambda/platform/table/snapshots');
  const { loadContent } = await import('../scripts/content');
  return trainBook(loadContent());
}

const show = (text: string, { ranked, ...tried }: Tried): string =>
  [
    `text      ${text}`,
    `language  ${tried.language}`,
    `urgent    ${tried.urgent ? 'yes' : 'no'}`,
    `outcome   ${tried.outcome}${tried.topic ? ` (${tried.topic})` : ''}`,
    `topics    ${ranked
      .slice(0, 5)
      .map((r) => `${r.topic} ${(r.probability * 100).toFixed(0)}%`)
      .join(', ')}`,
    '',
    tried.reply,
  ].join('\n');

async function jsonLines(live: LiveBook): Promise<void> {
  let number = 0;
  for await (const line of createInterface({ input: process.stdin })) {
    number++;
    if (line.trim() === '') continue;
    let text: unknown;
    try {
      text = (JSON.parse(line) as { text?: unknown }).text;
    } catch {
      text = undefined;
    }
    if (typeof text !== 'string') {
      console.error(`Line ${number} is not {"text": "…"}; it was not answered, nor was anything after it.`);
      process.exitCode = 1;
      return;
    }
    const { ranked: _ranked, ...tried } = tryText(text, live);
    process.stdout.write(`${JSON.stringify({ text, ...tried })}\n`);
  }
}

const words = process.argv.slice(2);
if (words.length === 0) {
  console.error('Usage: npm run try -- "what the texter writes"   or   npm run -s try -- --jsonl < texts.jsonl');
  process.exitCode = 1;
} else if (words[0] === '--jsonl') {
  await jsonLines(await openBook());
} else {
  console.log(show(words.join(' '), tryText(words.join(' '), await openBook())));
}
