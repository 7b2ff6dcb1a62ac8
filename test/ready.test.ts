import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const withNode = (version: string) => {
  const pretend = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`;
  const preload = `data:text/javascript,${encodeURIComponent(pretend)}`;
  return spawnSync(process.execPath, ['--import', preload, 'scripts/ready.mjs'], { encoding: 'utf8' });
};

test.each(['18.20.4', '20.18.0'])('Node %s gets one clear line and no stack trace', (version) => {
  const { status, stderr, stdout } = withNode(version);
  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr.trim().split('\n')).toEqual([
    `The hotline needs Node 20.19 or newer; this is ${version}. Install it from https://nodejs.org.`,
  ]);
});
