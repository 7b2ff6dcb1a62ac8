/** The synthesised stack with its bundles, kept by a hash of the sources because synthesis takes seconds. */
import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { HotlineError } from '../../lambda/hotline/errors';
import type { Template } from './template';

/** All that a synthesis reads. */
const SOURCES = [
  'hotline.config.json',
  'bin',
  'lib',
  'lambda',
  'content',
  'scripts',
  'cdk.json',
  'package-lock.json',
  'package.json',
  'tsconfig.json',
];

/** Old syntheses that stay, so that going back to another branch is quick. */
const KEPT = 2;

/** A draft of that age was left by a start that was killed. */
const ABANDONED_MILLISECONDS = 600_000;

export interface Synthesis {
  readonly template: Template;
  /** Folder of a function's code: `Code.S3Key` of the template -> absolute path. */
  readonly assets: ReadonlyMap<string, string>;
}

/**
 * Gives the current synthesis; makes it first when the sources have changed since.
 * @param root the project's folder
 * @param cache folder for syntheses
 * @throws HotlineError 'config.invalid': the stack does not synthesise; its own message is in the error
 */
export async function synthesis(root: string, cache: string): Promise<Synthesis> {
  const folder = join(cache, hashOf(root));
  if (!existsSync(folder)) {
    mkdirSync(cache, { recursive: true });
    await make(root, folder);
    forgetOld(cache);
  }
  return read(folder);
}

/** Into a folder of its own first: two starts at once must not read each other's half. */
async function make(root: string, folder: string): Promise<void> {
  const draft = `${folder}.${randomUUID()}`;
  await runApp(root, draft);
  try {
    renameSync(draft, folder);
  } catch (err) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw err;
  }
}

const cdkJson = z.object({ app: z.string(), context: z.record(z.string(), z.unknown()).default({}) });

/**
 * CDK's own check of the template costs 4 s of a first start. `npx cdk synth` and the tests make it; what runs here has
 * passed or fails them.
 */
const WITHOUT_CHECK = { CDK_VALIDATION: 'false' };

/** Runs the CDK app as `cdk synth` does. */
async function runApp(root: string, outdir: string): Promise<void> {
  const { app, context } = cdkJson.parse(JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')));
  const env = {
    ...process.env,
    CDK_OUTDIR: outdir,
    CDK_CONTEXT_JSON: JSON.stringify(context),
    ...WITHOUT_CHECK,
  };
  // Without a shell, so that ending the child ends the app; and by this very Node.
  const [command = '', ...args] = app.split(' ');
  const child = spawn(command === 'node' ? process.execPath : command, args, { cwd: root, env, windowsHide: true });
  child.stdin.end();
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => {
      output = `${output}${data}`.slice(-4_000);
    });
  const end = () => child.kill();
  process.once('exit', end);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  process.off('exit', end);
  if (code === 0) return;
  rmSync(outdir, { recursive: true, force: true });
  throw new HotlineError('config.invalid', `The stack does not synthesise:\n${output.trim()}`);
}

function hashOf(root: string): string {
  const hash = createHash('sha256');
  for (const source of SOURCES) addToHash(hash, root, source);
  return hash.digest('hex').slice(0, 16);
}

function addToHash(hash: ReturnType<typeof createHash>, root: string, path: string): void {
  const full = join(root, path);
  if (!existsSync(full)) return;
  if (!statSync(full).isDirectory()) {
    hash.update(`${path}\0`).update(readFileSync(full)).update('\0');
    return;
  }
  for (const name of readdirSync(full).sort()) addToHash(hash, root, `${path}/${name}`);
}

function forgetOld(cache: string): void {
  const folders = readdirSync(cache)
    .map((name) => ({ path: join(cache, name), isDraft: name.includes('.'), at: statSync(join(cache, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at);
  const abandoned = folders.filter(({ isDraft, at }) => isDraft && at < Date.now() - ABANDONED_MILLISECONDS);
  const whole = folders.filter(({ isDraft }) => !isDraft);
  for (const { path } of [...abandoned, ...whole.slice(KEPT)]) rmSync(path, { recursive: true, force: true });
}

const assetsFile = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.object({ path: z.string() }),
      destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
    }),
  ),
});

function read(folder: string): Synthesis {
  const names = readdirSync(folder);
  const templates = names.filter((name) => name.endsWith('.template.json'));
  if (templates.length !== 1)
    throw new HotlineError('config.invalid', `The app has ${templates.length} stacks instead of one.`);
  const template = JSON.parse(readFileSync(join(folder, templates[0]!), 'utf8')) as Template;
  const manifest = names.find((name) => name.endsWith('.assets.json'));
  const { files } = manifest
    ? assetsFile.parse(JSON.parse(readFileSync(join(folder, manifest), 'utf8')))
    : { files: {} };
  const assets = Object.values(files).flatMap(({ source, destinations }) =>
    Object.values(destinations).map(({ objectKey }) => [objectKey, join(folder, source.path)] as const),
  );
  return { template, assets: new Map(assets) };
}
