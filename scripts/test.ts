import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * `npm test`: lint, types, then every test, and one line at the end that says how it went. Arguments go to vitest:
 * `npm test -- test/hotline` runs a folder.
 */
const started = Date.now();
const bin = (name: string) => join('node_modules', '.bin', name);
// Tools are told to be quiet about what no reader of the output can change.
const env = { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

const run = (title: string, command: string, args: string[]): boolean => {
  console.log(`\n— ${title}`);
  return spawnSync(command, args, { stdio: 'inherit', env, shell: process.platform === 'win32' }).status === 0;
};

const check = (title: string, command: string, args: string[]): Tally => {
  const passed = run(title, command, args);
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 };
};

/** The tests, counted from vitest's own report; a run that dies without one has failed. */
const tests = (args: string[]): Tally => {
  const folder = mkdtempSync(join(tmpdir(), 'hotline-test-'));
  const report = join(folder, 'report.json');
  const passed = run('tests', bin('vitest'), [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...args,
  ]);
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numFailedTestSuites } = JSON.parse(
      readFileSync(report, 'utf8'),
    ) as Record<string, number>;
    const failed = numFailedTests || numFailedTestSuites || 0;
    return {
      passed: numPassedTests ?? 0,
      failed: failed === 0 && !passed ? 1 : failed,
      skipped: (numPendingTests ?? 0) + (numTodoTests ?? 0),
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const tallies = [
  check('starter book', process.execPath, ['--import', 'tsx', 'scripts/build-book.ts']),
  check('lint', bin('biome'), ['check', '--error-on-warnings', '.']),
  check('types', bin('tsc'), []),
  tests(process.argv.slice(2)),
];
const sum = (pick: (tally: Tally) => number) => tallies.reduce((total, tally) => total + pick(tally), 0);
const [passed, failed, skipped] = [sum((t) => t.passed), sum((t) => t.failed), sum((t) => t.skipped)];
console.log(`\n${Math.round((Date.now() - started) / 1000)} s`);
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 ? 1 : 0;
