import { makeReplay } from './platform/functions/replay';
import { openLog } from './platform/log';
import { coreParts } from './platform/parts';
import { readEnv } from './platform/settings';

const core = coreParts(process.env);

export const handler = makeReplay({
  texting: async () => {
    const parts = await core();
    return { ...parts, authToken: parts.secrets.twilioAuthToken };
  },
  origin: readEnv(process.env, ['PUBLIC_ORIGIN']).PUBLIC_ORIGIN,
  log: openLog(),
});
