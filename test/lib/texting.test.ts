import { beforeAll, describe, expect, test } from 'vitest';
import { LIMITS } from '../../lib/functions';
import { CONNECTION_OVERRIDES } from '../../lib/hotline-stack';
import { onlyOf, propertiesOf, resourcesOf, type Synthesised, synthesise } from './hotline';

let hotline: Synthesised;
beforeAll(() => {
  hotline = synthesise();
});

/** Route key to the logical id of its function. */
const routes = () =>
  Object.fromEntries(
    resourcesOf(hotline, 'AWS::ApiGatewayV2::Route').map(([, { Properties }]) => {
      const integration = /"Ref":"(\w+Integration\w+)"/.exec(JSON.stringify(Properties.Target))?.[1] ?? '';
      const uri = JSON.stringify(propertiesOf(hotline, integration).IntegrationUri);
      return [Properties.RouteKey, /"Fn::GetAtt":\["(\w+)"/.exec(uri)?.[1]];
    }),
  );

describe('the API', () => {
  test('has the webhooks and the console, and nothing else', () => {
    expect(routes()).toEqual({
      'POST /texts': 'TextsFunction',
      'POST /deliveries': 'DeliveriesFunction',
      'POST /fallback': 'FallbackFunction',
      'ANY /console': 'AdminFunction',
      'ANY /console/{proxy+}': 'AdminFunction',
    });
  });

  test('logs requests without addresses, paths, queries or agents', () => {
    const stage = onlyOf(hotline, 'AWS::ApiGatewayV2::Stage');
    const { Format, DestinationArn } = stage.AccessLogSettings as Record<string, unknown>;
    const used = [...String(Format).matchAll(/\$context\.([A-Za-z.]+)/g)].map(([, name]) => name);
    expect(used).toEqual([
      'requestId',
      'requestTime',
      'routeKey',
      'status',
      'responseLatency',
      'integrationErrorMessage',
    ]);
    expect(JSON.parse(String(Format).replace(/:\$context\.\w+/g, ':1'))).toMatchObject({ status: 1, milliseconds: 1 });
    const group = (DestinationArn as { 'Fn::GetAtt': string[] })['Fn::GetAtt'][0] ?? '';
    expect(propertiesOf(hotline, group)).toMatchObject({ RetentionInDays: 30 });
  });

  test('takes no more than functions can answer', () => {
    const stage = onlyOf(hotline, 'AWS::ApiGatewayV2::Stage');
    expect(stage.DefaultRouteSettings).toEqual({ ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 });
  });
});

describe('the webhooks', () => {
  test('end before Twilio stops waiting, and leave it time for a retry and the fallback', () => {
    const overrides = new URLSearchParams(CONNECTION_OVERRIDES.slice(1));
    const readMs = Number(overrides.get('rt'));
    for (const name of ['texts', 'fallback'] as const)
      expect(LIMITS[name].timeout.toMilliseconds()).toBeLessThan(readMs);
    expect(Number(overrides.get('tt'))).toBeLessThan(15_000);
    expect(Number(overrides.get('tt'))).toBeGreaterThanOrEqual(3 * readMs);
  });
});

describe('the spool', () => {
  test('keeps texts encrypted with our key for 14 days, and gives them out a minute later', () => {
    const ours = { KmsMasterKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] }, MessageRetentionPeriod: 14 * 86_400 };
    expect(propertiesOf(hotline, 'SpoolQueue')).toMatchObject({ ...ours, DelaySeconds: 60 });
    expect(propertiesOf(hotline, 'SpoolDeadLetters')).toMatchObject(ours);
  });

  test('tries again for at least three hours before it asks for a person', () => {
    const { VisibilityTimeout, RedrivePolicy } = propertiesOf<{
      VisibilityTimeout: number;
      RedrivePolicy: { maxReceiveCount: number };
    }>(hotline, 'SpoolQueue');
    expect(VisibilityTimeout * RedrivePolicy.maxReceiveCount).toBeGreaterThanOrEqual(3 * 3600);
  });

  test('is reached by the fallback alone, which knows neither table nor secret', () => {
    const senders = resourcesOf(hotline, 'AWS::Lambda::Function').filter(([, { Properties }]) =>
      JSON.stringify(Properties.Environment).includes('SpoolQueue'),
    );
    expect(senders.map(([id]) => id)).toEqual(['FallbackFunction']);
    expect(JSON.stringify(hotline.json.Resources.FallbackFunction)).not.toMatch(/"Table"|"Secret"/);
  });
});
