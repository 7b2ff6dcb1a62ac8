/** The stack for template tests: no bundling, no validation, nothing written but one small asset. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { addHotline, cdkContext } from '../../lib/app';
import { EXAMPLE_CONFIG, type HotlineConfigInput, parseConfig } from '../../lib/config';

export type Resource = {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
  readonly [k: string]: unknown;
};

/** All that a test wants of a synthesised stack. */
export interface Synthesised {
  readonly template: Template;
  readonly json: {
    readonly Resources: Record<string, Resource>;
    readonly Outputs: Record<string, { readonly Value: unknown }>;
    readonly Parameters?: Record<string, unknown>;
  };
}

/** Puts a hotline into an app of its own; every function runs the same empty line. */
export function makeHotline(config: Partial<HotlineConfigInput> = {}, isExample = false, outdir?: string) {
  const code = mkdtempSync(join(tmpdir(), 'hotline-code-'));
  writeFileSync(join(code, 'index.mjs'), 'export const handler = async () => {};');
  const app = new App({ context: cdkContext(), builtinCloudFormationValidation: outdir !== undefined, outdir });
  const stack = addHotline(app, {
    config: parseConfig({ ...EXAMPLE_CONFIG, ...config }),
    isExample,
    codeOf: () => Code.fromAsset(code),
  });
  rmSync(code, { recursive: true });
  return { app, stack };
}

/** Synthesise once per file. */
export function synthesise(config: Partial<HotlineConfigInput> = {}, isExample = false): Synthesised {
  const template = Template.fromStack(makeHotline(config, isExample).stack);
  return { template, json: template.toJSON() as Synthesised['json'] };
}

export const resourcesOf = ({ json }: Synthesised, type: string): [string, Resource][] =>
  Object.entries(json.Resources).filter(([, { Type }]) => Type === type);

/** Properties of one resource. @throws Error: there is none of that id */
export function propertiesOf<T = Record<string, unknown>>({ json }: Synthesised, id: string): T {
  const resource = json.Resources[id];
  if (!resource) throw new Error(`The template has no ${id}`);
  return resource.Properties as T;
}

/** Properties of the only resource of a type. */
export function onlyOf(hotline: Synthesised, type: string): Record<string, unknown> {
  const [first, ...more] = resourcesOf(hotline, type);
  if (!first || more.length > 0) throw new Error(`The template has not exactly one ${type}`);
  return first[1].Properties;
}

export interface Statement {
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Condition?: Record<string, Record<string, unknown>>;
}

/** Statements of the role of one function, by its logical id. */
export function statementsOf(hotline: Synthesised, functionId: string): Statement[] {
  const { Role } = propertiesOf<{ Role: { 'Fn::GetAtt': [string, string] } }>(hotline, functionId);
  const [role] = Role['Fn::GetAtt'];
  return resourcesOf(hotline, 'AWS::IAM::Policy')
    .filter(([, { Properties }]) => (Properties.Roles as { Ref: string }[]).some(({ Ref }) => Ref === role))
    .flatMap(([, { Properties }]) => (Properties.PolicyDocument as { Statement: Statement[] }).Statement);
}
