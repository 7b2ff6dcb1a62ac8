/** `npm start`: the whole hotline on this machine. `PORT` moves it; `--fresh` begins anew. */
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Hotline } from './hotline';

// Read when the SDK loads, so before the imports below it.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

const DEFAULT_PORT = 3000;
/** HOTLINE_DATA is for a second hotline beside the first, and for tests. */
const dataDir = process.env.HOTLINE_DATA || fileURLToPath(new URL('../.local', import.meta.url));

let hotline: Hotline | undefined;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, async () => {
    console.log('\nStopping …');
    await hotline?.stop(); // while it still starts, ending this process ends its children
    process.exit(0);
  });
}

async function start(): Promise<void> {
  const port = Number(process.env.PORT || DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) return end('PORT must be a number up to 65535.');
  console.log('Starting the hotline …');
  const { HotlineError } = await import('../lambda/hotline/errors');
  try {
    const { startHotline } = await import('./hotline');
    hotline = await startHotline({ port, dataDir, fresh: process.argv.includes('--fresh') });
    console.log(readyText(hotline.origin));
  } catch (err) {
    end(err instanceof HotlineError ? err.message : `The hotline did not start: ${(err as Error).message}`);
  }
}

const readyText = (origin: string): string => `
The hotline is ready.

  Phones   ${origin}/phones    text it, and answer as a volunteer
  Console  ${origin}/console   read and edit the replies

Everything stays on this machine, in ${relative(process.cwd(), dataDir)} (logs in ${relative(process.cwd(), join(dataDir, 'logs'))}).
Ctrl-C stops it; npm start -- --fresh begins anew.`;

function end(line: string): void {
  console.error(line);
  process.exit(1);
}

await start();
