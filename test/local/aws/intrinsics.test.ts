// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation writes substitutions so
import { describe, expect, test } from 'vitest';
import { type LocalValues, makeResolve, queueName, referredId } from '../../../local/aws/intrinsics';
import type { Template } from '../../../local/aws/template';

const LOCAL: LocalValues = {
  origin: 'http://localhost:3000',
  tableName: 'hotline',
  streamArn: 'arn:stream',
  queueOrigin: 'http://127.0.0.1:4000',
  oidcIssuer: 'http://localhost:3000/sign-in',
  oidcClientId: 'console',
};

const TEMPLATE: Template = {
  Parameters: { Size: { Default: '3' }, Needed: {} },
  Resources: {
    Table: { Type: 'AWS::DynamoDB::Table' },
    Outbox: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true } },
    Timers: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'timers' } },
    Secret: { Type: 'AWS::SecretsManager::Secret' },
    Api: { Type: 'AWS::ApiGatewayV2::Api' },
    Bucket: { Type: 'AWS::S3::Bucket' },
    Texts: { Type: 'AWS::Lambda::Function' },
  },
};

const resolve = makeResolve(TEMPLATE, LOCAL);

describe('values of the template become values of this machine', () => {
  test.each([
    ['a plain value', 'x', 'x'],
    ['the table', { Ref: 'Table' }, 'hotline'],
    ['the table stream', { 'Fn::GetAtt': ['Table', 'StreamArn'] }, 'arn:stream'],
    ['a FIFO queue without a name', { Ref: 'Outbox' }, 'http://127.0.0.1:4000/000000000000/Outbox.fifo'],
    ['a queue with a name', { 'Fn::GetAtt': ['Timers', 'Arn'] }, 'arn:aws:sqs:us-east-1:000000000000:timers'],
    ['an attribute with a dot', { 'Fn::GetAtt': 'Timers.QueueName' }, 'timers'],
    ['the secret', { Ref: 'Secret' }, 'arn:aws:secretsmanager:us-east-1:000000000000:secret:Secret'],
    ['the API', { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] }, 'http://localhost:3000'],
    ['a parameter', { Ref: 'Size' }, '3'],
    [
      'a joined address',
      { 'Fn::Join': ['', ['https://', { Ref: 'Api' }, '.', { Ref: 'AWS::URLSuffix' }]] },
      'https://local.amazonaws.com',
    ],
    [
      'a substitution',
      { 'Fn::Sub': 'in ${AWS::Region}: ${Table} ${!kept} ${Timers.QueueName}' },
      'in us-east-1: hotline ${kept} timers',
    ],
    ['a substitution with values', { 'Fn::Sub': ['${a}-${Table}', { a: { Ref: 'Size' } }] }, '3-hotline'],
    ['one of a list', { 'Fn::Select': [1, { 'Fn::Split': ['/', 'a/b/c'] }] }, 'b'],
    ['no value', { keep: 1, drop: { Ref: 'AWS::NoValue' } }, { keep: 1 }],
  ])('%s', (_name, value, expected) => {
    expect(resolve(value)).toEqual(expected);
  });

  test.each([
    [{ Ref: 'Bucket' }],
    [{ Ref: 'Nobody' }],
    [{ Ref: 'Needed' }],
    [{ 'Fn::GetAtt': ['Table', 'Colour'] }],
    [{ 'Fn::ImportValue': 'other-stack' }],
  ])('%j is refused by its own name', (value) => {
    const [[name, argument] = []] = Object.entries(value);
    expect(() => resolve({ Deep: [value] })).toThrow(
      expect.objectContaining({
        code: 'config.invalid',
        message: expect.stringContaining(JSON.stringify({ [name!]: argument })),
      }),
    );
  });
});

test('the resource behind an integration address is found inside its join', () => {
  const address = {
    'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':path/', { 'Fn::GetAtt': ['Texts', 'Arn'] }, '/invocations']],
  };
  expect(referredId(address)).toBe('Texts');
  expect(referredId('arn:plain')).toBeUndefined();
});

test('a queue that AWS would name keeps its suffix', () => {
  expect(queueName('Spool', { Properties: {} })).toBe('Spool');
  expect(queueName('Outbox', { Properties: { FifoQueue: true } })).toBe('Outbox.fifo');
});
