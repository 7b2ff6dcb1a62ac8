import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod/mini';
import { HotlineError } from '../hotline/errors';
import { once } from '../hotline/once';

const text = z.string().check(z.minLength(1));

/** The one secret (design 7). Keys are base64 of 32 bytes. */
const schema = once(() =>
  z.object({
    twilioAccountSid: text,
    twilioAuthToken: text,
    pepper: text,
    vaultKey: text,
    sessionSecret: text,
    oidcClientSecret: text,
  }),
);
export type Secrets = z.infer<ReturnType<typeof schema>>;

/** Reads the secret at the first call and keeps it for the life of the function's container; a failure is not kept. */
export type SecretsSource = () => Promise<Secrets>;

export const parseSecrets = (json: string | undefined): Secrets => {
  let value: unknown;
  try {
    value = JSON.parse(json ?? '');
  } catch {
    // The cause would quote the secret.
    throw new HotlineError('secret.unavailable', 'The secret is not JSON; docs/deploy.md says what it must hold');
  }
  const parsed = schema().safeParse(value);
  if (parsed.success) return parsed.data;
  const missing = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new HotlineError('secret.unavailable', `The secret lacks: ${missing}; docs/deploy.md says how to fill it`);
};

/**
 * @param secretId name or ARN in Secrets Manager
 * @throws HotlineError 'secret.unavailable' (at the call)
 */
export function secretsFrom(secretId: string, client?: SecretsManagerClient): SecretsSource {
  let kept: Promise<Secrets> | undefined;
  const read = async () => {
    const manager =
      client ??
      new SecretsManagerClient({
        maxAttempts: 2,
        requestHandler: { requestTimeout: 1_000, throwOnRequestTimeout: true, connectionTimeout: 1_000 },
      });
    const answer = await manager.send(new GetSecretValueCommand({ SecretId: secretId })).catch((cause) => {
      throw new HotlineError('secret.unavailable', 'Secrets Manager did not answer', { cause });
    });
    return parseSecrets(answer.SecretString);
  };
  return () => {
    kept ??= read().catch((err) => {
      kept = undefined;
      throw err;
    });
    return kept;
  };
}
