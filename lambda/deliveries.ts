import { handle } from 'hono/aws-lambda';
import { makeDeliveries } from './platform/functions/deliveries';
import { openLog, openMetrics } from './platform/log';
import { coreParts } from './platform/parts';
import { readEnv } from './platform/settings';

const core = coreParts(process.env);
const app = makeDeliveries({
  delivering: async () => {
    const parts = await core();
    return { ...parts, authToken: parts.secrets.twilioAuthToken };
  },
  origin: readEnv(process.env, ['PUBLIC_ORIGIN']).PUBLIC_ORIGIN,
  log: openLog(),
  metrics: openMetrics(),
});

export const handler = handle(app);
