import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { expect, onTestFinished, test } from 'vitest';
import { makeHotline } from './hotline';

const ACKNOWLEDGED = 'aws:cdk:acknowledged-rules';

const findings = ({ app, stack }: ReturnType<typeof makeHotline>): string[] =>
  new AwsSolutionsChecks(app).validateScope(stack).violations.map(({ ruleName }) => ruleName);

test('cdk-nag has no finding that nobody has acknowledged', () => {
  expect(findings(makeHotline())).toEqual([]);
});

test('cdk-nag would see a construct that is wrong', () => {
  const hotline = makeHotline();
  new Queue(hotline.stack, 'Careless');
  expect(findings(hotline)).toEqual(expect.arrayContaining([expect.stringMatching(/SQS[34]/)]));
});

test('each acknowledgement gives a reason, and there are few', () => {
  const given = makeHotline()
    .stack.node.findAll()
    .flatMap(({ node }) =>
      node.metadata.filter(({ type }) => type === ACKNOWLEDGED).map(({ data }) => data as Record<string, string>),
    );
  const all = given.flatMap((one) => Object.entries(one));
  expect(all.length).toBeGreaterThan(0);
  for (const [rule, reason] of all) expect(`${rule}: ${reason}`).toMatch(/: \S.{30,}/);
  const rules = new Set(all.map(([rule]) => rule.replace(/^.*::/, '')));
  expect([...rules].sort()).toEqual([
    'AwsSolutions-APIG4',
    'AwsSolutions-COG8',
    'AwsSolutions-SMG4',
    'AwsSolutions-SQS3',
  ]);
});

test("CloudFormation's own rules have nothing to say, not even a warning", () => {
  const outdir = mkdtempSync(join(tmpdir(), 'hotline-assembly-'));
  onTestFinished(() => rmSync(outdir, { recursive: true }));
  makeHotline({}, true, outdir).app.synth();
  const { pluginReports } = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')) as {
    pluginReports: { pluginName: string; violations: unknown[] }[];
  };
  expect(pluginReports.map(({ pluginName }) => pluginName)).toContain('CloudFormation Validate');
  expect(pluginReports.flatMap(({ violations }) => violations)).toEqual([]);
});
