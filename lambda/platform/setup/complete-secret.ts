import { randomBytes } from 'node:crypto';
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import * as z from 'zod/mini';
import { HotlineError } from '../../hotline/errors';

export interface CompleteSecretOptions {
  readonly client: SecretsManagerClient;
  readonly secretId: string;
  /** True until the hotline has been set up once: only then may keys be made. */
  readonly isNew: boolean;
  /** Of the console's sign-in; belongs to its client and follows it. */
  readonly clientSecret: string;
}

const stored = z.record(z.string(), z.string());

/** Replacing one of these loses people: their ids and sealed numbers depend on it. */
const KEYS = ['pepper', 'vaultKey'] as const;
const KEY_BYTES = 32;

const newKey = (): string => randomBytes(KEY_BYTES).toString('base64');
const isKey = (value: string | undefined): boolean => Buffer.from(value ?? '', 'base64').length === KEY_BYTES;

/**
 * Fills what the one secret lacks. Twilio's two values are the deployer's and stay as they are.
 * @returns names of the fields that were written, never values
 * @throws HotlineError 'secret.unavailable': not JSON, or a key is gone that stored people depend on
 */
export async function completeSecret(options: CompleteSecretOptions): Promise<string[]> {
  const { client, secretId, clientSecret } = options;
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretId }));
  const before = parse(SecretString);
  const after = { ...before, ...missingKeys(before, options.isNew), oidcClientSecret: clientSecret };
  const changed = Object.entries(after).flatMap(([name, value]) => (before[name] === value ? [] : [name]));
  if (changed.length > 0)
    await client.send(new PutSecretValueCommand({ SecretId: secretId, SecretString: JSON.stringify(after) }));
  return changed;
}

function missingKeys(before: Record<string, string>, isNew: boolean): Record<string, string> {
  const lost = KEYS.filter((name) => !isKey(before[name]));
  if (lost.length > 0 && !isNew)
    throw new HotlineError(
      'secret.unavailable',
      `The secret has lost ${lost.join(' and ')}: put the earlier version back (docs/runbook.md, secret.unavailable)`,
    );
  // Nobody is lost with the session's key: admins sign in again.
  const wanted = isKey(before.sessionSecret) ? lost : [...lost, 'sessionSecret'];
  return Object.fromEntries(wanted.map((name) => [name, newKey()]));
}

function parse(json: string | undefined): Record<string, string> {
  try {
    return stored.parse(JSON.parse(json ?? '{}'));
  } catch {
    // The cause would quote the secret.
    throw new HotlineError('secret.unavailable', 'The secret is not JSON of names and texts; docs/deploy.md shows it');
  }
}
