import { handle } from 'hono/aws-lambda';
import { makeFallback } from './platform/functions/fallback';
import { openLog, openMetrics } from './platform/log';
import { systemClock } from './platform/parts';
import { openQueues } from './platform/queues/queues';
import { readEnv, readSettings } from './platform/settings';
import { starterBook } from './platform/starter-book';

const env = readEnv(process.env, ['SPOOL_URL', 'HOTLINE_SETTINGS']);
const app = makeFallback({
  queues: openQueues(),
  spoolUrl: env.SPOOL_URL,
  book: starterBook(),
  settings: readSettings(env.HOTLINE_SETTINGS),
  log: openLog(),
  metrics: openMetrics(),
  now: systemClock,
});

export const handler = handle(app);
