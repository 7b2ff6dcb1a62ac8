import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { definitionsOf } from '../../../local/aws/definitions';
import { synthesis } from '../../../local/aws/synthesis';

/** Stands for the CDK app: counts its runs, and writes what an assembly holds. */
const APP = `
const { appendFileSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const out = process.env.CDK_OUTDIR;
appendFileSync('runs', 'x');
if (readFileSync('lambda/texts.ts', 'utf8') === 'broken') { console.error('lambda/texts.ts:1: no'); process.exit(1); }
mkdirSync(out + '/asset.abc', { recursive: true });
writeFileSync(out + '/asset.abc/index.mjs', '');
const context = JSON.parse(process.env.CDK_CONTEXT_JSON);
const texts = { Type: 'AWS::Lambda::Function', Properties: { Handler: 'index.handler', Timeout: 4, Code: { S3Key: 'abc.zip' },
  Environment: { Variables: { POWERTOOLS_SERVICE_NAME: 'texts', TABLE_NAME: context.table, OIDC_ISSUER: { 'Fn::Unknown': 1 } } } } };
const helper = { Type: 'AWS::Lambda::Function', Properties: { Code: { S3Key: 'other.zip' } } };
writeFileSync(out + '/Stack.template.json', JSON.stringify({ Resources: { Texts: texts, Helper: helper } }));
writeFileSync(out + '/Stack.assets.json', JSON.stringify({ files: { abc: {
  source: { path: 'asset.abc' }, destinations: { here: { objectKey: 'abc.zip' } } } } }));
`;

let root: string;
let cache: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'synthesis-'));
  cache = join(root, '.local', 'cloud');
  mkdirSync(join(root, 'lambda'));
  writeFileSync(join(root, 'lambda', 'texts.ts'), 'one');
  writeFileSync(join(root, 'app.cjs'), APP);
  writeFileSync(join(root, 'cdk.json'), JSON.stringify({ app: 'node app.cjs', context: { table: 'hotline' } }));
});
afterEach(() => rmSync(root, { recursive: true }));

const runs = () => readFileSync(join(root, 'runs'), 'utf8').length;

test('the stack is synthesised once for the same sources, and again when one changes', async () => {
  await synthesis(root, cache);
  await synthesis(root, cache);
  expect(runs()).toBe(1);
  writeFileSync(join(root, 'lambda', 'texts.ts'), 'two');
  await synthesis(root, cache);
  expect(runs()).toBe(2);
});

test('two starts at once both get a whole synthesis', async () => {
  const both = await Promise.all([synthesis(root, cache), synthesis(root, cache)]);
  for (const { template } of both) expect(template.Resources).toHaveProperty('Texts');
  expect(readdirSync(cache)).toHaveLength(1);
});

test('a stack that does not synthesise says why, and is tried again', async () => {
  writeFileSync(join(root, 'lambda', 'texts.ts'), 'broken');
  await expect(synthesis(root, cache)).rejects.toMatchObject({
    code: 'config.invalid',
    message: expect.stringContaining('texts.ts:1: no'),
  });
  writeFileSync(join(root, 'lambda', 'texts.ts'), 'mended');
  await expect(synthesis(root, cache)).resolves.toBeDefined();
});

test('functions come with their built file and the environment of this machine', async () => {
  const found = await synthesis(root, cache);
  const adapt = (variables: Readonly<Record<string, string>>) => ({ ...variables, OIDC_ISSUER: 'here' });
  const definitions = definitionsOf(found, (value) => value, ['OIDC_ISSUER'], adapt);
  expect(definitions).toEqual([
    {
      id: 'Texts',
      name: 'texts',
      bundle: expect.stringMatching(/asset\.abc\/index\.mjs$/),
      exportName: 'handler',
      environment: { POWERTOOLS_SERVICE_NAME: 'texts', TABLE_NAME: 'hotline', OIDC_ISSUER: 'here' },
      timeoutSeconds: 4,
      memoryMegabytes: 128,
    },
  ]);
});
