import { randomBytes } from 'node:crypto';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { secretsFrom } from '../../lambda/platform/secrets';
import { readEnv, readSettings } from '../../lambda/platform/settings';
import { openVault } from '../../lambda/platform/vault/vault';
import { settings } from '../fakes/values';

const key = () => randomBytes(32).toString('base64');

describe('the vault', () => {
  const vault = openVault({ pepper: key(), vaultKey: key() });

  test('opens what it sealed, whatever it says', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (words) => {
        expect(vault.open('here', vault.seal('here', words))).toBe(words);
      }),
    ));

  test('seals the same words differently each time', () => {
    expect(vault.seal('here', 'words')).not.toBe(vault.seal('here', 'words'));
  });

  test.each([
    ['another context', (sealed: string) => vault.open('there', sealed)],
    ['another key', (sealed: string) => openVault({ pepper: key(), vaultKey: key() }).open('here', sealed)],
    ['a changed value', (sealed: string) => vault.open('here', `${sealed.slice(0, -4)}AAAA`)],
    ['nonsense', () => vault.open('here', 'nonsense')],
  ])('does not open with %s, and says nothing of the words', (_, open) => {
    expect(() => open(vault.seal('here', 'secret words'))).toThrow(/cannot be opened/);
  });

  test('a number has one id, another pepper another, and nothing of it shows', () => {
    const id = vault.personId('+13125550101');
    expect(vault.personId('+13125550101')).toBe(id);
    expect(id).toMatch(/^[\w-]{22}$/);
    expect(openVault({ pepper: key(), vaultKey: key() }).personId('+13125550101')).not.toBe(id);
  });

  test('a sealed number opens for its own person only', () => {
    const sealed = vault.sealAddress('ana', '+13125550101');
    expect(vault.openAddress('ana', sealed)).toBe('+13125550101');
    expect(() => vault.openAddress('ben', sealed)).toThrow();
  });

  test('says which key is no key', () => {
    expect(() => openVault({ pepper: key(), vaultKey: 'short' })).toThrow(/vaultKey is not 32 bytes/);
  });
});

describe('the one secret', () => {
  const whole = {
    twilioAccountSid: 'AC1',
    twilioAuthToken: 'token',
    pepper: key(),
    vaultKey: key(),
    sessionSecret: key(),
    oidcClientSecret: 'x',
  };
  const manager = () => mockClient(SecretsManagerClient);

  test('is read once', async () => {
    const mock = manager();
    mock.on(GetSecretValueCommand).resolves({ SecretString: JSON.stringify(whole) });
    const source = secretsFrom('id', new SecretsManagerClient({ region: 'us-east-1' }));
    await Promise.all([source(), source()]);
    expect(await source()).toEqual(whole);
    expect(mock.calls()).toHaveLength(1);
  });

  test('a failure is not kept', async () => {
    const mock = manager();
    mock
      .on(GetSecretValueCommand)
      .rejectsOnce(new Error('down'))
      .resolves({ SecretString: JSON.stringify(whole) });
    const source = secretsFrom('id', new SecretsManagerClient({ region: 'us-east-1' }));
    await expect(source()).rejects.toMatchObject({ code: 'secret.unavailable' });
    expect(await source()).toEqual(whole);
  });

  test('names what is missing and shows nothing of what is there', async () => {
    const mock = manager();
    mock.on(GetSecretValueCommand).resolves({ SecretString: JSON.stringify({ ...whole, twilioAuthToken: '' }) });
    const source = secretsFrom('id', new SecretsManagerClient({ region: 'us-east-1' }));
    await expect(source()).rejects.toThrow(/lacks: twilioAuthToken/);
    mock.on(GetSecretValueCommand).resolves({ SecretString: 'hunter2' });
    await expect(source()).rejects.toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hunter2') }),
    );
  });
});

describe('configuration', () => {
  test('an empty variable is missing, and all missing ones are named', () => {
    expect(() => readEnv({ A: '', B: 'b' }, ['A', 'B', 'C'])).toThrow(/missing: A, C/);
  });

  test('a wrong setting is named', () => {
    expect(readSettings(JSON.stringify(settings))).toEqual(settings);
    expect(() => readSettings(JSON.stringify({ ...settings, waves: { ...settings.waves, size: 0 } }))).toThrow(
      /waves\.size/,
    );
    expect(() => readSettings('{')).toThrow(/not JSON/);
  });
});
