import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { parseSecrets } from '../../../lambda/platform/secrets';
import { type Answer, sendAnswer } from '../../../lambda/platform/setup/answer';
import { makeSetup, type SetupParts } from '../../../lambda/platform/setup/setup';
import { readAdmin } from '../../../lambda/platform/table/admins';
import { readLive } from '../../../lambda/platform/table/books';
import type { Db } from '../../../lambda/platform/table/db';
import { openVault } from '../../../lambda/platform/vault/vault';
import { openTestTable } from '../../fakes/table';
import { someBook } from '../books-fixtures';

const NOW = new Date('2026-06-01T12:00:00Z');
const secrets = mockClient(SecretsManagerClient);
const signIn = mockClient(CognitoIdentityProviderClient);

/** What Secrets Manager holds: as a new stack makes it. */
let secret: Record<string, string>;
const written: string[] = [];

beforeEach(() => {
  secret = { twilioAccountSid: '', twilioAuthToken: '', sessionSecret: 'a'.repeat(43) };
  written.length = 0;
  secrets.reset();
  secrets.on(GetSecretValueCommand).callsFake(() => ({ SecretString: JSON.stringify(secret) }));
  secrets.on(PutSecretValueCommand).callsFake(({ SecretString }) => {
    secret = JSON.parse(SecretString);
    written.push(SecretString);
    return {};
  });
  signIn.reset();
  signIn.on(DescribeUserPoolClientCommand).resolves({ UserPoolClient: { ClientSecret: 'made by Cognito' } });
});

const event = (RequestType: 'Create' | 'Update' | 'Delete'): CloudFormationCustomResourceEvent =>
  ({
    RequestType,
    StackId: 'stack',
    RequestId: 'request',
    LogicalResourceId: 'Run',
    ResponseURL: 'http://127.0.0.1:9/never',
  }) as CloudFormationCustomResourceEvent;

/** A set-up on its own table, its answers and its log lines. */
async function openSetup(change: Partial<SetupParts> = {}) {
  const db = await openTestTable();
  const answers: Answer[] = [];
  const logged: unknown[] = [];
  const handler = makeSetup({
    db,
    secrets: new SecretsManagerClient({ region: 'us-east-1' }),
    secretId: 'secret',
    signIn: new CognitoIdentityProviderClient({ region: 'us-east-1' }),
    userPoolId: 'pool',
    clientId: 'client',
    adminEmail: 'Ana@Example.org',
    starter: someBook(),
    answer: async (_event, answer) => void answers.push(answer),
    log: {
      info: (...line) => void logged.push(line),
      warn: (...line) => void logged.push(line),
      error: (...line) => void logged.push(line),
    },
    now: () => NOW,
    ...change,
  });
  return { db, answers, logged, run: (type: 'Create' | 'Update' | 'Delete' = 'Create') => handler(event(type)) };
}

const SUCCESS = { status: 'SUCCESS', resourceId: 'hotline-setup' };

describe('the first deployment', () => {
  test('leaves a secret that only lacks what the deployer brings', async () => {
    const { run, answers } = await openSetup();
    await run();
    expect(answers).toEqual([SUCCESS]);
    expect(secret).toMatchObject({
      twilioAccountSid: '',
      twilioAuthToken: '',
      sessionSecret: 'a'.repeat(43),
      oidcClientSecret: 'made by Cognito',
    });
    const complete = { ...secret, twilioAccountSid: 'AC', twilioAuthToken: 'token' };
    expect(() => openVault(parseSecrets(JSON.stringify(complete)))).not.toThrow();
    expect(secret.pepper).not.toBe(secret.vaultKey);
  });

  test('makes the session key too where nobody has', async () => {
    delete secret.sessionSecret;
    const { run } = await openSetup();
    await run();
    expect(Buffer.from(secret.sessionSecret ?? '', 'base64')).toHaveLength(32);
  });

  test('makes the number answer at once, and names the first admin', async () => {
    const { run, db } = await openSetup();
    await run();
    expect(await readLive(db)).toMatchObject({ version: 1 });
    expect(await readAdmin(db, 'ana@example.org')).toMatchObject({ roles: ['admin'] });
  });

  test('begins again where one was interrupted after the secret was written', async () => {
    const { run, answers } = await openSetup();
    secret = { ...secret, pepper: Buffer.alloc(32, 1).toString('base64') };
    const { pepper } = secret;
    await run('Update');
    expect(answers).toEqual([SUCCESS]);
    expect(secret.pepper).toBe(pepper);
    expect(Buffer.from(secret.vaultKey ?? '', 'base64')).toHaveLength(32);
  });
});

describe('a later deployment', () => {
  test('writes nothing when there is nothing to do', async () => {
    const { run, db } = await openSetup();
    await run();
    written.length = 0;
    const before = await readLive(db);
    await run('Update');
    expect(written).toEqual([]);
    expect(await readLive(db)).toEqual(before);
  });

  test("keeps the keys and the deployer's credentials, and follows a new client's secret", async () => {
    const { run } = await openSetup();
    await run();
    secret = { ...secret, twilioAccountSid: 'AC1', twilioAuthToken: 'token' };
    const before = secret;
    signIn.on(DescribeUserPoolClientCommand).resolves({ UserPoolClient: { ClientSecret: 'made again' } });
    await run('Update');
    expect(secret).toEqual({ ...before, oidcClientSecret: 'made again' });
  });

  test('fails rather than make a new pepper or vault key: everybody would be a stranger', async () => {
    const { run, answers } = await openSetup();
    await run();
    const { pepper: _, ...rest } = secret;
    secret = rest;
    await run('Update');
    expect(answers[1]).toMatchObject({
      status: 'FAILED',
      reason: expect.stringMatching(/^secret\.unavailable: The secret has lost pepper/),
    });
    expect(secret).toEqual(rest);
  });
});

test('deleting the stack touches nothing and succeeds, whatever is broken', async () => {
  const broken = { client: { send: () => Promise.reject(new Error('gone')) }, table: 'gone' } as unknown as Db;
  const { run, answers } = await openSetup({ db: broken });
  await run('Delete');
  expect(answers).toEqual([SUCCESS]);
  expect(written).toEqual([]);
});

describe('a failure', () => {
  test('is answered with its kind, and never with words of a request', async () => {
    secrets.on(GetSecretValueCommand).rejects(Object.assign(new Error('quotes hunter2'), { name: 'AccessDenied' }));
    const { run, answers, logged } = await openSetup();
    await run();
    expect(answers).toEqual([
      {
        status: 'FAILED',
        resourceId: 'hotline-setup',
        reason: 'AccessDenied: the log of the set-up function says more',
      },
    ]);
    expect(JSON.stringify(answers)).not.toContain('hunter2');
    expect(logged).toHaveLength(1);
  });

  test('of a secret that is no JSON does not quote it', async () => {
    secrets.on(GetSecretValueCommand).resolves({ SecretString: 'hunter2' });
    const { run, answers } = await openSetup();
    await run();
    expect(answers[0]?.reason).toMatch(/^secret\.unavailable: The secret is not JSON/);
    expect(JSON.stringify(answers)).not.toContain('hunter2');
  });

  test('of a client without a secret is said', async () => {
    signIn.on(DescribeUserPoolClientCommand).resolves({ UserPoolClient: {} });
    const { run, answers } = await openSetup();
    await run();
    expect(answers[0]?.reason).toMatch(/^config\.invalid: The user pool client/);
  });
});

test('nothing secret is logged, and no address', async () => {
  const { run, logged } = await openSetup();
  await run();
  const text = JSON.stringify(logged);
  expect(text).toContain('pepper vaultKey oidcClientSecret');
  for (const value of [...Object.values(secret).filter((v) => v !== ''), 'ana@example.org', 'Ana@Example.org'])
    expect(text).not.toContain(value);
});

describe('the answer to CloudFormation', () => {
  /** Stands for the pre-signed address: refuses the first `refusals` requests. */
  async function openAddress(refusals: number) {
    const requests: { type: string | undefined; body: unknown }[] = [];
    const server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      requests.push({ type: request.headers['content-type'], body: JSON.parse(body) });
      response.writeHead(requests.length <= refusals ? 503 : 200).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    return { requests, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/answer?signature=hunter2` };
  }

  test('names the request, and carries no content type, which the signature would not cover', async () => {
    const { requests, url } = await openAddress(0);
    await sendAnswer({ ...event('Create'), ResponseURL: url }, { status: 'FAILED', resourceId: 'one', reason: 'why' });
    expect(requests).toEqual([
      {
        type: '',
        body: {
          Status: 'FAILED',
          Reason: 'why',
          PhysicalResourceId: 'one',
          StackId: 'stack',
          RequestId: 'request',
          LogicalResourceId: 'Run',
        },
      },
    ]);
  });

  test('is tried three times, and then fails without the address, which is a credential', async () => {
    const twice = await openAddress(2);
    await sendAnswer({ ...event('Create'), ResponseURL: twice.url }, { status: 'SUCCESS', resourceId: 'one' });
    expect(twice.requests).toHaveLength(3);
    const never = await openAddress(9);
    const sent = sendAnswer({ ...event('Create'), ResponseURL: never.url }, { status: 'SUCCESS', resourceId: 'one' });
    await expect(sent).rejects.toThrow('CloudFormation did not take the answer SUCCESS in 3 attempts');
    await sent.catch((err: Error) => expect(err.message).not.toContain('hunter2'));
  });
});
