import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';
import ours from '../../package.json' with { type: 'json' };

/** Where Chrome, Chromium or Edge usually is, by platform. */
const USUAL_PLACES: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
  linux: ['/usr/bin/google-chrome', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/snap/bin/chromium'],
};

/** The packaged browser is built for Lambda: Linux on x64, on a file system that can hold it. */
const PACKAGED_RUNS = process.platform === 'linux' && process.arch === 'x64';

interface Found {
  readonly path: string;
  /** Tried in turn: what the browser's process gets beside our own environment. */
  readonly environments: readonly Readonly<Record<string, string>>[];
}

/** A container without user namespaces, or root, cannot have Chrome's own sandbox; the pages are our own. */
const FLAGS = ['--no-sandbox', '--disable-dev-shm-usage'];

/**
 * Opens a headless browser for a test: the one that `CHROME_PATH` names, else the packaged one where it runs, else an
 * installed one. No display, sandbox or browser download is needed.
 * @throws Error with one line that says what to do, when there is no browser to open
 */
export const openBrowser = async (): Promise<Browser> => {
  const { path, environments } = await findBrowser();
  let cause: unknown;
  for (const extra of environments) {
    try {
      return await playwright.launch({ executablePath: path, args: FLAGS, env: { ...process.env, ...extra } });
    } catch (err) {
      cause = err;
    }
  }
  throw new Error(`The browser at ${path} does not start; set CHROME_PATH to an installed Chrome or Chromium.`, {
    cause,
  });
};

async function findBrowser(): Promise<Found> {
  const named = process.env.CHROME_PATH;
  if (named) return { path: named, environments: [{}] };
  if (PACKAGED_RUNS) return packagedBrowser();
  const installed = USUAL_PLACES[process.platform]?.find((place) => existsSync(place));
  if (installed === undefined) {
    throw new Error(
      `No browser for ${process.platform} on ${process.arch}: install Chrome, or set CHROME_PATH to one that is installed.`,
    );
  }
  return { path: installed, environments: [{}] };
}

/**
 * Unpacks the packaged browser once, under the system's temporary folder. The package unpacks in place and takes any file
 * of that name for a whole one, so two tests that start together, or a kill, would leave it broken: we unpack aside and
 * move. (Its recommended flags, one process for Lambda, make it fall over here and are left out.)
 */
async function packagedBrowser(): Promise<Found> {
  const version = ours.devDependencies['@sparticuz/chromium'];
  const place = join(tmpdir(), `chromium-${version}-${userInfo().uid}`);
  if (!existsSync(place)) {
    const aside = await mkdtemp(`${place}-`);
    await unpackInto(aside);
    await writeFile(join(aside, 'fonts.conf'), `<fontconfig><dir>${place}/fonts</dir></fontconfig>\n`);
    // Another test may have been first: then its browser is as good.
    await rename(aside, place).catch(() => rm(aside, { recursive: true, force: true }));
  }
  // A bare system lacks libraries and fonts that a browser needs; the package brings them along.
  const brought = { LD_LIBRARY_PATH: join(place, 'al2023', 'lib'), FONTCONFIG_FILE: join(place, 'fonts.conf') };
  return { path: join(place, 'chromium'), environments: [{}, brought] };
}

/**
 * The package has no options for the place, nor for its libraries: it asks the system for its temporary folder, and
 * whether it runs in Lambda.
 */
async function unpackInto(folder: string): Promise<void> {
  const { TMPDIR, AWS_LAMBDA_JS_RUNTIME } = process.env;
  Object.assign(process.env, { TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' });
  try {
    await chromium.executablePath();
  } finally {
    for (const [name, before] of Object.entries({ TMPDIR, AWS_LAMBDA_JS_RUNTIME })) {
      if (before === undefined) delete process.env[name];
      else process.env[name] = before;
    }
  }
}
