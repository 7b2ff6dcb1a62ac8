import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { bundleFunctions } from '../../lib/bundle';
import { FUNCTION_NAMES } from '../../lib/functions';

/** The smallest function is enough: how a bundle is made does not depend on what is in it. */
const bundle = async (): Promise<Buffer> => {
  const dir = mkdtempSync(join(tmpdir(), 'hotline-bundle-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  await bundleFunctions(dir, ['effects']);
  return readFileSync(join(dir, 'effects', 'index.mjs'));
};

test('each function has its entry', () => {
  for (const name of FUNCTION_NAMES) expect(existsSync(`lambda/${name}.ts`), name).toBe(true);
});

test('the same sources make the same bytes, so that a deployment without changes changes nothing', async () => {
  const [once, again] = [await bundle(), await bundle()];
  expect(once.equals(again)).toBe(true);
});

test('a bundle is whole: it names no package and no path of the machine that made it', async () => {
  const text = String(await bundle());
  const imported = [...text.matchAll(/\bfrom\s*["']([^"'./][^"']*)["']/g)].map(([, name]) => name ?? '');
  const { builtinModules } = await import('node:module');
  expect(imported.filter((name) => !builtinModules.includes(name.replace(/^node:/, '')))).toEqual([]);
  expect(text).not.toContain(process.cwd());
});

test('the webhook stays small: at most 900 KB, since its size is what a cold start reads', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'hotline-bundle-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  await bundleFunctions(dir, ['texts']);
  expect(readFileSync(join(dir, 'texts', 'index.mjs')).length).toBeLessThanOrEqual(900 * 1024);
});
