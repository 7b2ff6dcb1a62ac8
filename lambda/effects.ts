import { makeEffects } from './platform/functions/effects';
import { systemClock } from './platform/parts';
import { openQueues } from './platform/queues/queues';
import { readEnv } from './platform/settings';

const env = readEnv(process.env, ['OUTBOX_URL', 'TIMERS_URL']);

export const handler = makeEffects({
  queues: openQueues(),
  outboxUrl: env.OUTBOX_URL,
  timersUrl: env.TIMERS_URL,
  now: systemClock,
});
