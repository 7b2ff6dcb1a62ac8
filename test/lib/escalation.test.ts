import { beforeAll, describe, expect, test } from 'vitest';
import { onlyOf, propertiesOf, resourcesOf, type Synthesised, synthesise } from './hotline';

let hotline: Synthesised;
beforeAll(() => {
  hotline = synthesise();
});

interface Mapping {
  readonly FunctionName: { Ref: string };
  readonly FilterCriteria?: { Filters: { Pattern: string }[] };
  readonly [name: string]: unknown;
}

const mappingOf = (functionId: string): Mapping => {
  const all = resourcesOf(hotline, 'AWS::Lambda::EventSourceMapping').map(
    ([, { Properties }]) => Properties as Mapping,
  );
  const found = all.find(({ FunctionName }) => FunctionName.Ref === functionId);
  if (!found) throw new Error(`${functionId} has no event source`);
  return found;
};

const filtersOf = (functionId: string) =>
  mappingOf(functionId).FilterCriteria?.Filters.map(({ Pattern }) => JSON.parse(Pattern));

describe('event sources', () => {
  test.each(['EffectsFunction', 'CountsFunction', 'SenderFunction', 'EscalatorFunction', 'ReplayFunction'])(
    '%s reports failures record by record',
    (id) => expect(mappingOf(id).FunctionResponseTypes).toEqual(['ReportBatchItemFailures']),
  );

  test('the stream hurries new effects, and cases with a next moment, and nothing else', () => {
    expect(filtersOf('EffectsFunction')).toEqual([
      { eventName: ['INSERT'], dynamodb: { Keys: { pk: { S: [{ prefix: 'TO#' }] } } } },
      {
        dynamodb: {
          Keys: { pk: { S: [{ prefix: 'CASE#' }] } },
          NewImage: { dueAt: { S: [{ exists: true }] } },
        },
      },
    ]);
  });

  test('days are counted from people, cases and effects, but not when they expire', () => {
    expect(filtersOf('CountsFunction')).toEqual([
      { eventName: ['INSERT', 'MODIFY'], dynamodb: { Keys: { sk: { S: ['PERSON', 'CASE'] } } } },
      { eventName: ['INSERT', 'MODIFY'], dynamodb: { Keys: { pk: { S: [{ prefix: 'TO#' }] } } } },
    ]);
  });

  test('a record of the stream that cannot be handled is set aside and does not block the rest', () => {
    for (const id of ['EffectsFunction', 'CountsFunction'])
      expect(mappingOf(id)).toMatchObject({
        StartingPosition: 'TRIM_HORIZON',
        MaximumRetryAttempts: 10,
        MaximumRecordAgeInSeconds: 3600,
        DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['StreamFailures', 'Arn'] } } },
      });
    expect(mappingOf('EffectsFunction').BisectBatchOnFunctionError).toBe(true);
  });

  test('a batch of counts is never halved, because a batch is counted once as a whole', () => {
    expect(mappingOf('CountsFunction').BisectBatchOnFunctionError).toBe(false);
  });

  test('queues leave room for texts when much is waiting', () => {
    for (const id of ['SenderFunction', 'EscalatorFunction', 'ReplayFunction'])
      expect((mappingOf(id).ScalingConfig as { MaximumConcurrency: number }).MaximumConcurrency).toBeLessThanOrEqual(5);
  });
});

describe('queues', () => {
  test('the outbox is first in, first out for each recipient, and takes the same body twice', () => {
    const outbox = propertiesOf(hotline, 'OutboxQueue');
    expect(outbox).toMatchObject({
      FifoQueue: true,
      DeduplicationScope: 'messageGroup',
      FifoThroughputLimit: 'perMessageGroupId',
    });
    expect(outbox).not.toHaveProperty('ContentBasedDeduplication');
  });

  test('each working queue has dead letters of its own kind, kept for 14 days', () => {
    for (const id of ['OutboxQueue', 'TimersQueue', 'SpoolQueue']) {
      const queue = propertiesOf(hotline, id) as Record<string, unknown> & {
        RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': [string] } };
      };
      const dead = hotline.json.Resources[queue.RedrivePolicy.deadLetterTargetArn['Fn::GetAtt'][0]]?.Properties;
      expect(dead).toMatchObject({ MessageRetentionPeriod: 14 * 86_400 });
      expect(dead?.FifoQueue).toBe(queue.FifoQueue);
    }
  });

  // AWS recommends six times. The outbox makes do with less: its worker takes one message at a time, and the ledger lets
  // an effect be claimed once, so a message that comes back early costs a read.
  test.each([
    ['OutboxQueue', 'SenderFunction', 1.5],
    ['TimersQueue', 'EscalatorFunction', 6],
    ['SpoolQueue', 'ReplayFunction', 6],
  ])('a message of %s comes back only when %s can no longer be at it', (queue, fn, times) => {
    const visible = Number(propertiesOf(hotline, queue).VisibilityTimeout);
    expect(visible).toBeGreaterThanOrEqual(times * Number(propertiesOf(hotline, fn).Timeout));
  });

  test('every queue refuses connections without TLS', () => {
    const refused = resourcesOf(hotline, 'AWS::SQS::QueuePolicy').flatMap(([, { Properties }]) => {
      expect(JSON.stringify(Properties.PolicyDocument)).toContain('"aws:SecureTransport":"false"');
      return (Properties.Queues as { Ref: string }[]).map(({ Ref }) => Ref);
    });
    expect(refused.sort()).toEqual(
      resourcesOf(hotline, 'AWS::SQS::Queue')
        .map(([id]) => id)
        .sort(),
    );
  });
});

describe('the sweep', () => {
  test('runs each minute and is not repeated: the next minute is', () => {
    const rule = onlyOf(hotline, 'AWS::Events::Rule');
    expect(rule).toMatchObject({
      ScheduleExpression: 'rate(1 minute)',
      State: 'ENABLED',
      Targets: [{ Arn: { 'Fn::GetAtt': ['SweepFunction', 'Arn'] }, RetryPolicy: { MaximumRetryAttempts: 0 } }],
    });
    expect(Number(propertiesOf(hotline, 'SweepFunction').Timeout)).toBeLessThan(60);
  });
});
