import { makeSweep } from './platform/functions/sweep';
import { openLog } from './platform/log';
import { systemClock } from './platform/parts';
import { openQueues } from './platform/queues/queues';
import { readEnv } from './platform/settings';
import { openDb } from './platform/table/db';

const env = readEnv(process.env, ['TABLE_NAME', 'OUTBOX_URL', 'TIMERS_URL']);

export const handler = makeSweep({
  db: openDb(env.TABLE_NAME),
  queues: openQueues(),
  outboxUrl: env.OUTBOX_URL,
  timersUrl: env.TIMERS_URL,
  log: openLog(),
  now: systemClock,
});
