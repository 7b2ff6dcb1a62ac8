/**
 * The CDK app: settings in, one stack out. Started by the CDK command line (`cdk.json`) and by the local hotline, which
 * runs what it makes. Needs no account and no network.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { HotlineError } from '../lambda/hotline/errors';
import { addHotline, builtCode } from '../lib/app';
import { bundleFunctions } from '../lib/bundle';
import { ConfigError, readConfig } from '../lib/config';
import { buildBook } from '../scripts/build-book';

async function main(): Promise<void> {
  const app = new App();
  const { config, isExample } = readConfig(app.node.tryGetContext('config'));
  buildBook();
  // A folder of this run: two syntheses at once must not read each other's half-written bundles.
  const bundles = mkdtempSync(join(tmpdir(), 'hotline-'));
  try {
    await bundleFunctions(bundles);
    addHotline(app, { config, isExample, codeOf: builtCode(bundles) });
    app.synth();
  } finally {
    rmSync(bundles, { recursive: true, force: true });
  }
}

/** What the person who deploys can mend is said in its own lines; anything else is a fault of ours, with its trace. */
main().catch((err: unknown) => {
  const plain = err instanceof ConfigError || err instanceof HotlineError;
  console.error(plain ? err.message : err);
  process.exitCode = 1;
});
