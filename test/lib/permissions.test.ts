import { beforeAll, expect, test } from 'vitest';
import { FUNCTION_NAMES, type FunctionName } from '../../lib/functions';
import { functionId } from '../../lib/hotline-function';
import { propertiesOf, resourcesOf, type Statement, type Synthesised, statementsOf, synthesise } from './hotline';

let hotline: Synthesised;
beforeAll(() => {
  hotline = synthesise();
});

const logicalIds = (resource: unknown): string => {
  const text = JSON.stringify(resource);
  const ids = [...text.matchAll(/"(?:Ref|Fn::GetAtt)":\[?"([^"]+)"/g)].map(([, id]) => id);
  const path = /"(\/[^"]+)"/.exec(text)?.[1] ?? '';
  return ids.join('+') + path;
};

/** One line for a statement: what is done, to what, on which kinds of items or through which service. */
const line = ({ Action, Resource, Condition }: Statement): string => {
  const resources = (Array.isArray(Resource) ? Resource : [Resource]).map(logicalIds).sort().join(' ');
  const keys = Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'];
  const via = Condition?.StringEquals?.['kms:ViaService'];
  const service = via ? /"([a-z]+)\."/.exec(JSON.stringify(via))?.[1] : undefined;
  const only = keys ? ` of ${[keys].flat().join(' ')}` : service ? ` through ${service}` : '';
  return `${[Action].flat().join(' ')} | ${resources}${only}`;
};

const KEY_READ = 'kms:Decrypt kms:DescribeKey';
const KEY_WRITE =
  'kms:Decrypt kms:DescribeKey kms:Encrypt kms:GenerateDataKey kms:GenerateDataKeyWithoutPlaintext kms:ReEncryptFrom kms:ReEncryptTo';
const SECRET = ['secretsmanager:GetSecretValue | Secret', `${KEY_READ} | Key through secretsmanager`];
const TABLE_READ = `${KEY_READ} | Key through dynamodb`;
const TABLE_WRITE = `${KEY_WRITE} | Key through dynamodb`;
const DUE = 'dynamodb:Query | Table/index/due';
const STREAM = 'dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator dynamodb:ListStreams | Table';
const consume = (queue: string) => `sqs:DeleteMessage sqs:GetQueueAttributes sqs:ReceiveMessage | ${queue}`;

const DECIDE = [
  'dynamodb:GetItem | Table of CASE#* CODE#* PERSON#* SETTINGS',
  'dynamodb:Query | Table of BOOK#* CASE#*',
  'dynamodb:PutItem | Table of CASE#* CODE#* PERSON#* TO#*',
  'dynamodb:UpdateItem | Table of PERSON#*',
  'dynamodb:DeleteItem | Table of CASE#*',
  DUE,
  TABLE_WRITE,
  ...SECRET,
];

/** Everything that each function may do, beside writing to its own log. */
const ALLOWED: Record<FunctionName, string[]> = {
  texts: DECIDE,
  replay: [...DECIDE, consume('SpoolQueue'), `${KEY_READ} | Key through sqs`],
  deliveries: [
    'dynamodb:GetItem | Table of CASE#* SETTINGS TO#*',
    'dynamodb:Query | Table of BOOK#*',
    'dynamodb:PutItem | Table of CASE#* CODE#* TO#*',
    'dynamodb:UpdateItem | Table of PERSON#* TO#*',
    TABLE_WRITE,
    ...SECRET,
  ],
  fallback: ['sqs:SendMessage | SpoolQueue', `${KEY_WRITE} | Key through sqs`],
  effects: ['sqs:SendMessage | OutboxQueue StreamFailures TimersQueue', STREAM, TABLE_READ],
  counts: [
    'dynamodb:GetItem dynamodb:PutItem | Table of COUNTS#*',
    'sqs:SendMessage | StreamFailures',
    STREAM,
    TABLE_WRITE,
  ],
  sender: [
    'dynamodb:GetItem | Table of CASE#* PERSON#* SETTINGS TO#*',
    'dynamodb:Query | Table of BOOK#*',
    'dynamodb:PutItem | Table of CASE#* CODE#* TO#*',
    'dynamodb:UpdateItem | Table of PERSON#* TO#*',
    TABLE_WRITE,
    ...SECRET,
    consume('OutboxQueue'),
  ],
  escalator: [
    'dynamodb:GetItem | Table of CASE#* PERSON#* SETTINGS',
    'dynamodb:Query | Table of BOOK#*',
    'dynamodb:PutItem | Table of CASE#* CODE#* TO#*',
    'dynamodb:UpdateItem | Table of PERSON#*',
    'dynamodb:Query | Table/index/duty',
    TABLE_WRITE,
    ...SECRET,
    consume('TimersQueue'),
  ],
  sweep: [DUE, TABLE_READ, 'sqs:SendMessage | OutboxQueue TimersQueue'],
  admin: [
    'dynamodb:GetItem | Table of ADMIN#* REPLY#* SETTINGS',
    'dynamodb:BatchGetItem dynamodb:DeleteItem | Table of REPLY#*',
    'dynamodb:PutItem | Table of AUDIT#* BOOK#* REPLY#* SETTINGS',
    'dynamodb:Query dynamodb:UpdateItem | Table of BOOK#*',
    TABLE_WRITE,
    ...SECRET,
  ],
  setup: [
    'cognito-idp:DescribeUserPoolClient | UserPool',
    'dynamodb:GetItem | Table of REPLY#* SETTINGS',
    'dynamodb:PutItem | Table of ADMIN#* AUDIT#* BOOK#* REPLY#* SETTINGS',
    'dynamodb:Query | Table of BOOK#*',
    'dynamodb:UpdateItem | Table of BOOK#* SETTINGS',
    TABLE_WRITE,
    'secretsmanager:GetSecretValue secretsmanager:PutSecretValue | Secret',
    `${KEY_WRITE} | Key through secretsmanager`,
  ],
};

test.each(FUNCTION_NAMES)('%s may do exactly what it needs', (name) => {
  const lines = statementsOf(hotline, functionId(name)).map(line);
  const own = lines.filter((text) => text.startsWith('logs:'));
  expect(own).toEqual([expect.stringMatching(/^logs:CreateLogStream logs:PutLogEvents \| \w+Logs\w+$/)]);
  expect(lines.filter((text) => !text.startsWith('logs:')).sort()).toEqual([...ALLOWED[name]].sort());
});

test('no role has a managed policy, and no statement of a role a wildcard', () => {
  for (const [, { Properties }] of resourcesOf(hotline, 'AWS::IAM::Role'))
    expect(Properties).not.toHaveProperty('ManagedPolicyArns');
  for (const name of FUNCTION_NAMES)
    for (const { Action, Resource } of statementsOf(hotline, functionId(name)))
      expect(JSON.stringify([Action, Resource])).not.toContain('*');
});

test('the key serves others only through named services, logs of this stack and alarms of this account', () => {
  const { KeyPolicy } = propertiesOf(hotline, 'Key') as {
    KeyPolicy: { Statement: (Statement & { Principal: { Service?: unknown } })[] };
  };
  const services = KeyPolicy.Statement.filter(({ Principal }) => Principal.Service);
  expect(services).toHaveLength(2);
  for (const { Action, Condition } of services) {
    expect(Action).not.toContain('kms:*');
    expect(Condition).toBeDefined();
  }
});
