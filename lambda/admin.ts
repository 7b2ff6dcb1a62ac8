import { handle } from 'hono/aws-lambda';
import { makeConsole } from './console/console';
import { openLog } from './platform/log';
import { secretsFrom } from './platform/secrets';
import { readEnv, readSettings } from './platform/settings';
import { openDb } from './platform/table/db';

const env = readEnv(process.env, [
  'TABLE_NAME',
  'SECRET_ID',
  'PUBLIC_ORIGIN',
  'HOTLINE_SETTINGS',
  'OIDC_ISSUER',
  'OIDC_CLIENT_ID',
]);

export const handler = handle(
  makeConsole({
    db: openDb(env.TABLE_NAME),
    settings: readSettings(env.HOTLINE_SETTINGS),
    origin: env.PUBLIC_ORIGIN,
    oidc: { issuer: env.OIDC_ISSUER, clientId: env.OIDC_CLIENT_ID },
    secrets: secretsFrom(env.SECRET_ID),
    log: openLog(),
    now: () => new Date(),
  }),
);
