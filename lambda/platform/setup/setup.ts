import {
  type CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { HotlineError } from '../../hotline/errors';
import type { ReplyBook } from '../../hotline/replies/book';
import type { Log } from '../log';
import { addFirstAdmin } from '../table/admins';
import { readLive } from '../table/books';
import type { Db } from '../table/db';
import { seedStarterBook } from '../table/seeding';
import type { SendAnswer } from './answer';
import { completeSecret } from './complete-secret';

export interface SetupParts {
  readonly db: Db;
  readonly secrets: SecretsManagerClient;
  readonly secretId: string;
  readonly signIn: CognitoIdentityProviderClient;
  readonly userPoolId: string;
  readonly clientId: string;
  readonly adminEmail: string;
  readonly starter: ReplyBook;
  readonly answer: SendAnswer;
  readonly log: Log;
  readonly now: () => Date;
}

/** One set-up per stack: with a stable id, CloudFormation never takes an update for a replacement. */
const RESOURCE_ID = 'hotline-setup';

/** What CloudFormation shows as the reason. Our own messages hold nothing secret; others' may quote a request. */
const reasonOf = (err: unknown): string => {
  if (err instanceof HotlineError) return `${err.code}: ${err.message}`;
  return `${err instanceof Error ? err.name : 'Error'}: the log of the set-up function says more`;
};

/**
 * The deployment's custom resource. Completes the secret, seeds the reply book and names the first admin; each of them
 * may be repeated and overwrites nothing that people or an earlier deployment made. Deleting the stack keeps all.
 * A failure is answered, not thrown: CloudFormation would wait for an hour.
 */
export function makeSetup(parts: SetupParts) {
  const { answer, log } = parts;
  return async (event: CloudFormationCustomResourceEvent): Promise<void> => {
    try {
      if (event.RequestType !== 'Delete') await setUp(parts);
    } catch (err) {
      log.error('set-up failed', err);
      return answer(event, { status: 'FAILED', resourceId: RESOURCE_ID, reason: reasonOf(err) });
    }
    await answer(event, { status: 'SUCCESS', resourceId: RESOURCE_ID });
  };
}

async function setUp(parts: SetupParts): Promise<void> {
  const { db, secrets, secretId, adminEmail, starter, log, now } = parts;
  const isNew = (await readLive(db)) === undefined;
  const added = await completeSecret({ client: secrets, secretId, isNew, clientSecret: await clientSecret(parts) });
  const { outcome, drafts } = await seedStarterBook(db, starter, now());
  const admin = await addFirstAdmin(db, adminEmail, now());
  log.info('set up', { secretFields: added.join(' '), book: outcome, drafts: drafts.length, admin });
}

/** Cognito made it with the client; no template may show it. */
async function clientSecret({ signIn, userPoolId, clientId }: SetupParts): Promise<string> {
  const describe = new DescribeUserPoolClientCommand({ UserPoolId: userPoolId, ClientId: clientId });
  const { UserPoolClient } = await signIn.send(describe);
  if (!UserPoolClient?.ClientSecret)
    throw new HotlineError('config.invalid', 'The user pool client of the console has no secret');
  return UserPoolClient.ClientSecret;
}
