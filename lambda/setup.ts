import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { openLog } from './platform/log';
import { systemClock } from './platform/parts';
import { readEnv } from './platform/settings';
import { sendAnswer } from './platform/setup/answer';
import { makeSetup } from './platform/setup/setup';
import { starterBook } from './platform/starter-book';
import { openDb } from './platform/table/db';

const env = readEnv(process.env, ['TABLE_NAME', 'SECRET_ID', 'USER_POOL_ID', 'OIDC_CLIENT_ID', 'ADMIN_EMAIL']);

export const handler = makeSetup({
  db: openDb(env.TABLE_NAME),
  secrets: new SecretsManagerClient(),
  secretId: env.SECRET_ID,
  signIn: new CognitoIdentityProviderClient(),
  userPoolId: env.USER_POOL_ID,
  clientId: env.OIDC_CLIENT_ID,
  adminEmail: env.ADMIN_EMAIL,
  starter: starterBook(),
  answer: sendAnswer,
  log: openLog(),
  now: systemClock,
});
