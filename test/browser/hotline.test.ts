import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Hotline, startHotline } from '../../local/hotline';
import { phone } from '../local/phones';
import { openBrowser } from './browser';

const dataDir = mkdtempSync(join(tmpdir(), 'hotline-browser-'));
let hotline: Hotline;
let browser: Browser;

beforeAll(async () => {
  [hotline, browser] = await Promise.all([startHotline({ dataDir }), openBrowser()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await hotline?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test('words published in the console answer the very next text on the phones page', async () => {
  const words = 'Ask for a paper that a judge has signed. Read who it names.';
  const phones = await browser.newPage();
  await phones.goto(`${hotline.origin}/phones`);
  await phones.getByRole('textbox').first().fill('what is a judicial warrant');
  await phones.keyboard.press('Enter');
  await phones.getByText(/shows a court's name/).waitFor();

  const console_ = await browser.newPage();
  await console_.goto(`${hotline.origin}/console`);
  await console_.getByRole('button', { name: 'Local admin' }).click();
  await console_.goto(`${hotline.origin}/console/replies/warrant/en`);
  await console_.getByLabel('Reply', { exact: true }).fill(words);
  await console_.getByRole('button', { name: 'Save and review changes' }).click();
  await console_.getByRole('button', { name: 'Publish' }).click();
  await console_.getByText('Published.').waitFor();

  await phones.getByRole('textbox').first().fill('what is a judicial warrant');
  await phones.keyboard.press('Enter');
  await phones.getByText(words).waitFor();
  expect(await phone(hotline.origin, '+13125550101').gets(/a judge has signed/)).toMatchObject({
    direction: 'outbound-reply',
    segments: 1,
  });
});
