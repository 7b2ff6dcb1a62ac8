import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, Validations } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { CodeOf } from './hotline-function';
import { HotlineStack, type HotlineStackProps } from './hotline-stack';

/** Code that `bundleFunctions` wrote to a folder. */
export const builtCode =
  (dir: string): CodeOf =>
  (name) =>
    Code.fromAsset(join(dir, name));

/** The feature flags of `cdk.json`, for an app made without the CDK command line: its template must be the same. */
export const cdkContext = (): Record<string, unknown> =>
  (JSON.parse(readFileSync('cdk.json', 'utf8')) as { context: Record<string, unknown> }).context;

/** Puts the hotline into an app, watched by cdk-nag: a finding that nobody has acknowledged fails the synthesis. */
export function addHotline(app: App, props: HotlineStackProps): HotlineStack {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return new HotlineStack(app, props.config.stackName, props);
}
