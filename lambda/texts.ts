import { handle } from 'hono/aws-lambda';
import { makeTexts } from './platform/functions/texts';
import { openLog, openMetrics } from './platform/log';
import { coreParts } from './platform/parts';
import { readEnv } from './platform/settings';

const core = coreParts(process.env);
const metrics = openMetrics();
const app = makeTexts({
  texting: async () => {
    const parts = await core();
    return { ...parts, authToken: parts.secrets.twilioAuthToken };
  },
  origin: readEnv(process.env, ['PUBLIC_ORIGIN']).PUBLIC_ORIGIN,
  log: openLog(),
  metrics,
});

export const handler = handle(app);
