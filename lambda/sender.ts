import { makeSend, type Send } from './platform/carrier/send';
import { makeSender } from './platform/functions/sender';
import { openLog, openMetrics } from './platform/log';
import { coreParts } from './platform/parts';
import { readEnv } from './platform/settings';

const core = coreParts(process.env);
let send: Send | undefined;

export const handler = makeSender({
  sending: async () => {
    const parts = await core();
    send ??= makeSend(parts.secrets, parts.settings.messagingServiceSid, process.env.CARRIER_API_ORIGIN);
    return { ...parts, send };
  },
  origin: readEnv(process.env, ['PUBLIC_ORIGIN']).PUBLIC_ORIGIN,
  log: openLog(),
  metrics: openMetrics(),
});
