import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { runbookSection } from '../../lib/alarms';
import { propertiesOf, resourcesOf, type Synthesised, synthesise } from './hotline';

const RUNBOOK = readFileSync('docs/runbook.md', 'utf8');
const SECTIONS = ['Meaning', 'Investigation', 'Resolution'];

let hotline: Synthesised;
beforeAll(() => {
  hotline = synthesise({ alarmEmail: 'oncall@example.org', runbookUrl: 'https://wiki.example.org/runbook' });
});

const alarms = () => resourcesOf(hotline, 'AWS::CloudWatch::Alarm');
const metricsOf = (properties: Record<string, unknown>) =>
  ((properties.Metrics as { MetricStat?: object }[] | undefined) ?? [{ MetricStat: {} }]).filter(
    ({ MetricStat }) => MetricStat,
  );

/** The part of the runbook under a heading of the second level. */
const sectionOf = (heading: string): string | undefined =>
  RUNBOOK.split(/^## /m).find((part) => part.split('\n')[0]?.trim().toLowerCase().replaceAll(' ', '-') === heading);

describe('alarms', () => {
  test('are at most ten and look at 14 metrics: what is over ten of them costs $0.10 a month each', () => {
    expect(alarms()).toHaveLength(10);
    expect(alarms().flatMap(([, { Properties }]) => metricsOf(Properties))).toHaveLength(14);
  });

  test('say what people lose and lead to a section of the runbook that says what to do', () => {
    for (const [name, { Properties }] of alarms()) {
      const section = runbookSection(name);
      expect(Properties.AlarmDescription).toMatch(
        new RegExp(`^[A-Z].{40,}\\. What to do: https://wiki\\.example\\.org/runbook#${section}$`),
      );
      for (const part of SECTIONS) expect(sectionOf(section), `${section} in the runbook`).toContain(`**${part}.**`);
    }
  });

  test('all reach the one topic, when they begin and when they end', () => {
    for (const [, { Properties }] of alarms())
      expect(Properties).toMatchObject({ AlarmActions: [{ Ref: 'AlarmTopic' }], OKActions: [{ Ref: 'AlarmTopic' }] });
    expect(propertiesOf(hotline, 'AlarmTopic')).toMatchObject({ KmsMasterKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] } });
  });

  test('are sent by e-mail only when an address is given', () => {
    expect(resourcesOf(hotline, 'AWS::SNS::Subscription')[0]?.[1].Properties).toMatchObject({
      Protocol: 'email',
      Endpoint: 'oncall@example.org',
    });
    expect(resourcesOf(synthesise(), 'AWS::SNS::Subscription')).toEqual([]);
  });

  test('ring for a sweep that says nothing, and are quiet for the others', () => {
    const loud = alarms().filter(([, { Properties }]) => Properties.TreatMissingData === 'breaching');
    expect(loud.map(([name]) => name)).toEqual(['SweepStopped']);
  });

  test('see every dead-letter queue, also when the others have stopped reporting', () => {
    const { Metrics } = propertiesOf<{ Metrics: { Id: string; Expression?: string; MetricStat?: unknown }[] }>(
      hotline,
      'DeadLetters',
    );
    const watched = Metrics.filter(({ MetricStat }) => MetricStat);
    const dead = resourcesOf(hotline, 'AWS::SQS::Queue').filter(([id]) => /DeadLetters|Failures/.test(id));
    expect(dead).toHaveLength(4);
    for (const [id] of dead) expect(JSON.stringify(watched)).toContain(`["${id}","QueueName"]`);
    const expression = Metrics.find(({ Expression }) => Expression)?.Expression ?? '';
    for (const { Id } of watched) expect(expression).toContain(`FILL(${Id}, 0)`);
  });
});

describe('what alarms count', () => {
  test('comes from metrics that the functions write', () => {
    const log = readFileSync('lambda/platform/log.ts', 'utf8');
    for (const [alarm, service] of [
      ['UnansweredCases', 'escalator'],
      ['SendsFailing', 'sender'],
    ] as const) {
      const { Namespace, MetricName, Dimensions } = propertiesOf(hotline, alarm);
      expect({ Namespace, Dimensions }).toEqual({
        Namespace: 'RightsHotline',
        Dimensions: [{ Name: 'service', Value: service }],
      });
      expect(log).toContain(`'${MetricName}'`);
      expect(readFileSync(`lambda/platform/functions/${service}.ts`, 'utf8')).toContain(`count('${MetricName}')`);
    }
  });

  test('comes from log lines: failed webhooks, and texts that the fallback lost', () => {
    const filters = resourcesOf(hotline, 'AWS::Logs::MetricFilter').map(([, { Properties }]) => {
      const [{ MetricName } = { MetricName: '' }] = Properties.MetricTransformations as { MetricName: string }[];
      return `${MetricName}: ${Properties.FilterPattern}`;
    });
    expect(filters).toEqual([
      'FailedWebhooks: { ($.route = "POST /texts" || $.route = "POST /deliveries") && $.status >= 500 }',
      'LostTexts: { $.route = "POST /fallback" && $.status >= 500 }',
      'LostTexts: { $.level = "ERROR" }',
    ]);
  });
});

test('every error code is in the runbook, and no other', () => {
  const union = readFileSync('lambda/hotline/errors.ts', 'utf8').match(/export type ErrorCode =([^;]+);/)?.[1] ?? '';
  const codes = [...union.matchAll(/'([^']+)'/g)].map(([, code]) => code);
  const rows = [...(sectionOf('error-codes') ?? '').matchAll(/^\| `([^`]+)` \|/gm)].map(([, code]) => code);
  expect(codes.length).toBeGreaterThan(0);
  expect(rows).toEqual(codes);
});

test('every link inside the guides leads to a heading', () => {
  const texts = { 'runbook.md': RUNBOOK, 'deploy.md': readFileSync('docs/deploy.md', 'utf8') };
  const anchors = (text: string) =>
    [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^a-z0-9 -]/g, '')
        .replaceAll(' ', '-'),
    );
  for (const [file, text] of Object.entries(texts))
    for (const [, target = '', anchor] of text.matchAll(/\]\(((?:runbook|deploy)\.md)?#([a-z0-9-]+)\)/g))
      expect(anchors(texts[(target || file) as keyof typeof texts]), `${file}: #${anchor}`).toContain(anchor);
});
