import { beforeAll, describe, expect, test } from 'vitest';
import { readSettings } from '../../lambda/platform/settings';
import { FUNCTION_NAMES } from '../../lib/functions';
import { functionId } from '../../lib/hotline-function';
import { propertiesOf, resourcesOf, type Synthesised, synthesise } from './hotline';

let hotline: Synthesised;
beforeAll(() => {
  hotline = synthesise();
});

const originAnd = (path: string) => ({ 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Api', 'ApiEndpoint'] }, path]] });

describe('the stack', () => {
  test('keeps its logical ids and types, so that no deployment replaces what holds data', () => {
    const ids = Object.entries(hotline.json.Resources).map(([id, { Type }]) => `${Type} ${id}`);
    expect(ids.sort().join('\n')).toMatchSnapshot();
  });

  test('keeps what cannot be made again when it is deleted', () => {
    const kept = Object.entries(hotline.json.Resources).filter(([, { DeletionPolicy }]) => DeletionPolicy === 'Retain');
    expect(kept.map(([id]) => id).sort()).toEqual([
      expect.stringMatching(/^ConsoleFirstAdmin/),
      'Key',
      'Secret',
      'Table',
      'UserPool',
    ]);
    for (const [, { UpdateReplacePolicy }] of kept) expect(UpdateReplacePolicy).toBe('Retain');
  });

  test('is bound to no account and no region, and uses only intrinsics that the local hotline resolves', () => {
    const text = JSON.stringify(hotline.json.Resources);
    const intrinsics = new Set([...text.matchAll(/"(Fn::[A-Za-z]+)"/g)].map(([, name]) => name));
    expect([...intrinsics].sort()).toEqual(['Fn::GetAtt', 'Fn::Join', 'Fn::Select', 'Fn::Split', 'Fn::Sub']);
    expect(text).not.toMatch(/\b[0-9]{12}\b|us-east-1|arn:aws:(?!iam::aws)/);
  });

  test('tells the deployer the addresses that Twilio and the admins need', () => {
    const { Outputs } = hotline.json;
    expect(Outputs.WebhookUrl?.Value).toEqual(originAnd('/texts#ct=2000&rt=4500&tt=14500&rc=2&rp=all'));
    expect(Outputs.FallbackUrl?.Value).toEqual(originAnd('/fallback'));
    expect(Outputs.ConsoleUrl?.Value).toEqual(originAnd('/console'));
    expect(Object.keys(Outputs).sort()).toEqual([
      'AlarmTopicArn',
      'ConsoleUrl',
      'FallbackUrl',
      'SecretArn',
      'TableName',
      'UserPoolId',
      'WebhookUrl',
    ]);
  });

  test('asks for a value that nobody has when its settings are made up', () => {
    expect(hotline.json.Parameters).not.toHaveProperty('SettingsAreMissing');
    const { SettingsAreMissing } = synthesise({}, true).json.Parameters ?? {};
    expect(SettingsAreMissing).toMatchObject({ Type: 'String', AllowedValues: ['no'] });
    expect(SettingsAreMissing).not.toHaveProperty('Default');
  });
});

describe('functions', () => {
  /** Beside what all have; the contract with `lambda/*.ts`, which read exactly these. */
  const VARIABLES: Record<(typeof FUNCTION_NAMES)[number], string[]> = {
    texts: ['HOTLINE_SETTINGS', 'PUBLIC_ORIGIN', 'SECRET_ID', 'TABLE_NAME'],
    replay: ['HOTLINE_SETTINGS', 'PUBLIC_ORIGIN', 'SECRET_ID', 'TABLE_NAME'],
    deliveries: ['HOTLINE_SETTINGS', 'PUBLIC_ORIGIN', 'SECRET_ID', 'TABLE_NAME'],
    sender: ['HOTLINE_SETTINGS', 'PUBLIC_ORIGIN', 'SECRET_ID', 'TABLE_NAME'],
    effects: ['OUTBOX_URL', 'TIMERS_URL'],
    counts: ['TABLE_NAME'],
    escalator: ['HOTLINE_SETTINGS', 'SECRET_ID', 'TABLE_NAME'],
    sweep: ['OUTBOX_URL', 'TABLE_NAME', 'TIMERS_URL'],
    admin: ['HOTLINE_SETTINGS', 'OIDC_CLIENT_ID', 'OIDC_ISSUER', 'PUBLIC_ORIGIN', 'SECRET_ID', 'TABLE_NAME'],
    fallback: ['HOTLINE_SETTINGS', 'SPOOL_URL'],
    setup: ['ADMIN_EMAIL', 'OIDC_CLIENT_ID', 'SECRET_ID', 'TABLE_NAME', 'USER_POOL_ID'],
  };
  const ALL = [
    'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED',
    'AWS_SDK_UA_APP_ID',
    'POWERTOOLS_METRICS_NAMESPACE',
    'POWERTOOLS_SERVICE_NAME',
  ];
  const variablesOf = (name: (typeof FUNCTION_NAMES)[number]) =>
    (propertiesOf(hotline, functionId(name)).Environment as { Variables: Record<string, unknown> }).Variables;

  test.each(FUNCTION_NAMES)('%s gets its variables and no more', (name) => {
    const variables = variablesOf(name);
    expect(Object.keys(variables).sort()).toEqual([...ALL, ...VARIABLES[name]].sort());
    expect(variables).toMatchObject({ POWERTOOLS_SERVICE_NAME: name, POWERTOOLS_METRICS_NAMESPACE: 'RightsHotline' });
  });

  test('are the only ones, run on the newest Node and on Arm, and log to a group of their own that forgets', () => {
    const functions = resourcesOf(hotline, 'AWS::Lambda::Function');
    expect(functions.map(([id]) => id).sort()).toEqual(FUNCTION_NAMES.map(functionId).sort());
    const groups = functions.map(([, { Properties }]) => {
      expect(Properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'], Handler: 'index.handler' });
      return (Properties.LoggingConfig as { LogGroup: { Ref: string } }).LogGroup.Ref;
    });
    expect(new Set(groups).size).toBe(FUNCTION_NAMES.length);
    for (const group of groups)
      expect(propertiesOf(hotline, group)).toMatchObject({
        RetentionInDays: 30,
        KmsKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] },
      });
  });

  test('understand the settings that they are given', () => {
    expect(readSettings(String(variablesOf('texts').HOTLINE_SETTINGS))).toMatchObject({
      organisation: 'Chicago Rights Hotline',
      languages: ['en', 'es'],
      waves: { size: 3, seconds: 120, count: 3 },
      updateSeconds: [300, 900],
      fallbackSeconds: 1800,
    });
  });

  test('hold no secret in their environment', () => {
    for (const name of FUNCTION_NAMES)
      expect(JSON.stringify(variablesOf(name))).not.toMatch(/token|pepper|ClientSecret/i);
  });
});
