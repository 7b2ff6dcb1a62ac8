import { expect, onTestFinished, test } from 'vitest';
import { setUpCustomResources } from '../../../local/aws/custom-resources';
import { startEndpoint } from '../../../local/aws/endpoint';
import type { RunningFunction } from '../../../local/aws/functions';
import { type LocalValues, makeResolve } from '../../../local/aws/intrinsics';
import { secondsOfRate } from '../../../local/aws/sources';
import type { Template } from '../../../local/aws/template';

const TEMPLATE: Template = {
  Resources: {
    Setup: { Type: 'AWS::Lambda::Function' },
    Framework: {
      Type: 'AWS::Lambda::Function',
      Properties: { Environment: { Variables: { USER_ON_EVENT_FUNCTION_ARN: { 'Fn::GetAtt': ['Setup', 'Arn'] } } } },
    },
    Straight: {
      Type: 'Custom::Setup',
      Properties: { ServiceToken: { 'Fn::GetAtt': ['Setup', 'Arn'] }, Region: { Ref: 'AWS::Region' } },
    },
    Framed: {
      Type: 'AWS::CloudFormation::CustomResource',
      Properties: { ServiceToken: { 'Fn::GetAtt': ['Framework', 'Arn'] } },
    },
    NotOurs: { Type: 'Custom::LogRetention', Properties: { ServiceToken: { 'Fn::GetAtt': ['Elsewhere', 'Arn'] } } },
  },
};

type CreateEvent = { RequestType: string; LogicalResourceId: string; ResponseURL: string; ResourceProperties: object };

const setUp = async (handle: (event: CreateEvent) => unknown, requestType: 'Create' | 'Update' = 'Create') => {
  const endpoint = await startEndpoint({});
  onTestFinished(() => endpoint.stop());
  const target = { definition: { id: 'Setup' }, invoke: async (event: unknown) => handle(event as CreateEvent) };
  const functions = new Map([['Setup', target as unknown as RunningFunction]]);
  await setUpCustomResources(TEMPLATE, functions, makeResolve(TEMPLATE, {} as LocalValues), endpoint, requestType);
};

test('the set-up function is called once for each of its resources, with resolved properties', async () => {
  const events: CreateEvent[] = [];
  await setUp((event) => events.push(event));
  expect(events).toMatchObject([
    { RequestType: 'Create', LogicalResourceId: 'Straight', ResourceProperties: { Region: 'us-east-1' } },
    { RequestType: 'Create', LogicalResourceId: 'Framed' },
  ]);
});

test('a set-up that fails stops the start, whether it throws or answers so', async () => {
  await expect(
    setUp(() => {
      throw new Error('no book');
    }),
  ).rejects.toThrow(/Straight failed: no book/);
  await expect(
    setUp(({ ResponseURL }) =>
      fetch(ResponseURL, { method: 'PUT', body: JSON.stringify({ Status: 'FAILED', Reason: 'no secret' }) }),
    ),
  ).rejects.toThrow(/Straight failed: no secret/);
});

test('a later start calls it as a later deployment does', async () => {
  const events: CreateEvent[] = [];
  await setUp((event) => events.push(event), 'Update');
  expect(events[0]).toMatchObject({ RequestType: 'Update', PhysicalResourceId: 'Straight' });
});

test('schedules are rates', () => {
  expect(secondsOfRate('rate(1 minute)')).toBe(60);
  expect(secondsOfRate('rate(2 hours)')).toBe(7_200);
  expect(() => secondsOfRate('cron(0 8 * * ? *)')).toThrow(/does not know this schedule/);
});
