/** The one secret, in a file that only its owner reads: the part of Secrets Manager's API that the functions use. */
import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { secretArn } from './intrinsics';
import type { Named } from './template';

export interface SecretFile {
  readonly id: string;
  value(): Record<string, string>;
  /** Answers one request, e.g. `GetSecretValue`. */
  request(action: string, fields: Record<string, unknown>): { status: number; body: string };
}

interface Stored {
  readonly version: string;
  readonly value: string;
}

/**
 * Opens the file, or makes it as CloudFormation would, with Twilio credentials that only the simulated carrier knows. What
 * else the secret holds is made by the set-up function, as in AWS.
 * @param resource of the template
 */
export function openSecret(path: string, { id: secretId, properties }: Named): SecretFile {
  const arn = secretArn(secretId);
  const write = (value: string): Stored => {
    const stored = { version: randomUUID(), value };
    writeFileSync(`${path}.new`, JSON.stringify(stored, null, 2), { mode: 0o600 });
    renameSync(`${path}.new`, path);
    return stored;
  };
  const read = (): Stored => JSON.parse(readFileSync(path, 'utf8')) as Stored;
  if (!existsSync(path)) write(JSON.stringify({ ...generated(properties.GenerateSecretString), ...madeUpTwilio() }));
  return {
    id: arn,
    value: () => JSON.parse(read().value) as Record<string, string>,
    request: (action, fields) => {
      if (fields.SecretId !== arn && fields.SecretId !== secretId)
        return refused('ResourceNotFoundException', 'There is no such secret.');
      const names = { ARN: arn, Name: secretId };
      switch (action) {
        case 'GetSecretValue': {
          const { version, value } = read();
          return answer({ ...names, SecretString: value, VersionId: version, VersionStages: ['AWSCURRENT'] });
        }
        case 'PutSecretValue':
        case 'UpdateSecret':
          return answer({
            ...names,
            VersionId: write(String(fields.SecretString)).version,
            VersionStages: ['AWSCURRENT'],
          });
        case 'DescribeSecret':
          return answer({ ...names, VersionIdsToStages: { [read().version]: ['AWSCURRENT'] } });
        default:
          return refused('InvalidRequestException', `The local hotline has no ${action}.`);
      }
    },
  };
}

/** CloudFormation's `GenerateSecretString`, letters and digits only. */
function generated(value: unknown): object {
  const {
    SecretStringTemplate = '{}',
    GenerateStringKey,
    PasswordLength = 32,
  } = (value ?? {}) as {
    SecretStringTemplate?: string;
    GenerateStringKey?: string;
    PasswordLength?: number;
  };
  const template = JSON.parse(SecretStringTemplate) as object;
  return GenerateStringKey ? { ...template, [GenerateStringKey]: lettersAndDigits(PasswordLength) } : template;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const lettersAndDigits = (length: number): string =>
  Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

const madeUpTwilio = () => ({
  twilioAccountSid: `AC${randomBytes(16).toString('hex')}`,
  twilioAuthToken: randomBytes(16).toString('hex'),
});

const answer = (body: object) => ({ status: 200, body: JSON.stringify(body) });
const refused = (type: string, message: string) => ({ status: 400, body: JSON.stringify({ __type: type, message }) });
