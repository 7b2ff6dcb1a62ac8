import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

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

/**
 * Opens a headless browser for a test: the one that `CHROME_PATH` names, else the packaged one where it runs, else an
 * installed one. No display, sandbox or browser download is needed.
 * @throws Error with one line that says what to do, when there is no browser to open
 */
export const openBrowser = async (): Promise<Browser> => {
  const { path, args } = await findBrowser();
  try {
    return await playwright.launch({ executablePath: path, args, headless: true });
  } catch (cause) {
    throw new Error(`The browser at ${path} does not start; set CHROME_PATH to an installed Chrome or Chromium.`, {
      cause,
    });
  }
};

async function findBrowser(): Promise<{ path: string; args: string[] }> {
  // A container without user namespaces, or root, cannot have Chrome's own sandbox; the pages are our own.
  const args = ['--no-sandbox', '--disable-dev-shm-usage'];
  const named = process.env.CHROME_PATH;
  if (named !== undefined && named !== '') return { path: named, args };
  if (PACKAGED_RUNS) return { path: await packagedBrowser(), args };
  const installed = USUAL_PLACES[process.platform]?.find((place) => existsSync(place));
  if (installed === undefined) {
    throw new Error(
      `No browser for ${process.platform} on ${process.arch}: install Chrome, or set CHROME_PATH to one that is installed.`,
    );
  }
  return { path: installed, args };
}

/**
 * Unpacks the packaged browser once, under the system's temporary folder. The package unpacks in place and takes any file
 * of that name for a whole one, so two tests that start together, or a kill, would leave it broken: we unpack aside and
 * move. (Its recommended flags, one process for Lambda, make it fall over here and are left out.)
 */
async function packagedBrowser(): Promise<string> {
  const { version } = createRequire(import.meta.url)('@sparticuz/chromium/package.json') as { version: string };
  const place = join(tmpdir(), `chromium-${version}-${userInfo().uid}`);
  if (!existsSync(place)) {
    const aside = await mkdtemp(`${place}-`);
    await unpackInto(aside);
    // Another test may have been first: then its browser is as good.
    await rename(aside, place).catch(() => rm(aside, { recursive: true, force: true }));
  }
  return join(place, 'chromium');
}

/** The package has no option for the place: it asks the system for its temporary folder. */
async function unpackInto(folder: string): Promise<void> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    chromium.setGraphicsMode = false;
    await chromium.executablePath();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}
