import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { startEndpoint } from '../../../local/aws/endpoint';
import { openSecret } from '../../../local/aws/secrets';
import { LOCAL_AWS } from '../../fakes/table';

const RESOURCE = {
  id: 'Secret',
  properties: {
    GenerateSecretString: {
      SecretStringTemplate: '{"twilioAccountSid":""}',
      GenerateStringKey: 'sessionSecret',
      PasswordLength: 43,
    },
  },
};

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'secret-'));
  path = join(folder, 'secret.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a new secret has what CloudFormation makes and made-up credentials, in a file for its owner alone', () => {
  expect(openSecret(path, RESOURCE).value()).toEqual({
    twilioAccountSid: expect.stringMatching(/^AC[0-9a-f]{32}$/),
    twilioAuthToken: expect.stringMatching(/^[0-9a-f]{32}$/),
    sessionSecret: expect.stringMatching(/^[A-Za-z0-9]{43}$/),
  });
  expect(statSync(path).mode & 0o077).toBe(0);
});

test('functions read and complete it through the SDK, and a restart finds it as it was', async () => {
  const secret = openSecret(path, RESOURCE);
  const endpoint = await startEndpoint({ secret });
  onTestFinished(() => endpoint.stop());
  const client = new SecretsManagerClient({ endpoint: endpoint.origin, ...LOCAL_AWS });
  const first = await client.send(new GetSecretValueCommand({ SecretId: secret.id }));
  expect(JSON.parse(first.SecretString!)).toEqual(secret.value());

  const complete = JSON.stringify({ ...secret.value(), pepper: 'p' });
  await client.send(new PutSecretValueCommand({ SecretId: secret.id, SecretString: complete }));
  const second = await client.send(new GetSecretValueCommand({ SecretId: 'Secret' }));
  expect(second.SecretString).toBe(complete);
  expect(second.VersionId).not.toBe(first.VersionId);
  expect(openSecret(path, RESOURCE).value()).toEqual(JSON.parse(complete));
  expect(statSync(path).mode & 0o077).toBe(0);
  await expect(client.send(new GetSecretValueCommand({ SecretId: 'Other' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});

test('the sign-in client of the template has the local provider secret', async () => {
  const endpoint = await startEndpoint({ oidcClient: { id: 'console', secret: 'made-up' } });
  onTestFinished(() => endpoint.stop());
  const answer = await fetch(endpoint.origin, {
    method: 'POST',
    headers: { 'x-amz-target': 'AWSCognitoIdentityProviderService.DescribeUserPoolClient' },
    body: JSON.stringify({ UserPoolId: 'us-east-1_local', ClientId: 'console' }),
  });
  expect(await answer.json()).toMatchObject({ UserPoolClient: { ClientId: 'console', ClientSecret: 'made-up' } });
});

test('a service that is not here is refused by its name', async () => {
  const endpoint = await startEndpoint({});
  onTestFinished(() => endpoint.stop());
  const answer = await fetch(endpoint.origin, {
    method: 'POST',
    headers: { 'x-amz-target': 'Kinesis.PutRecord' },
    body: '{}',
  });
  expect([answer.status, await answer.json()]).toEqual([
    400,
    { __type: 'UnknownOperationException', message: 'Kinesis.PutRecord' },
  ]);
});
