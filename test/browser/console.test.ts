import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { starterBook } from '../../lambda/platform/starter-book';
import { makeLiveBook } from '../../lambda/platform/table/books';
import { addPerson } from '../console/harness';
import { type SignInServer, startSignInServer } from '../console/sign-in-server';
import { openBrowser } from './browser';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

let browser: Browser;
let server: SignInServer;
let page: Page;
/** What a browser complains about, and every host it asked. */
let complaints: string[];
let hosts: Set<string>;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
afterEach(async () => {
  await page.context().close();
  await server.close();
});

async function start(size: { width: number; height: number }, colorScheme: 'light' | 'dark' = 'light') {
  server = await startSignInServer({ book: starterBook() });
  await addPerson(server.hotline.db, 'admin@example.org', ['admin']);
  const context = await browser.newContext({ viewport: size, colorScheme });
  page = await context.newPage();
  [complaints, hosts] = [[], new Set()];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => hosts.add(new URL(request.url()).origin));
  await page.goto(`${server.origin}/console`);
  await page.getByRole('button', { name: 'Local admin' }).click();
  await page.getByRole('heading', { name: 'Replies' }).waitFor();
}

/** Serious findings of axe-core, and whether anything is wider than the window. */
async function faults(): Promise<string[]> {
  const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
  // The page's policy lets no other script in, and that is right; the debugger may.
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: await readFile(AXE, 'utf8') });
  const { violations } = (await page.evaluate('axe.run()')) as {
    violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[];
  };
  return [
    ...(wide ? [`${page.url()} is wider than the window`] : []),
    ...violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`),
  ];
}

const liveSpanish = async () => {
  const { book } = await makeLiveBook(server.hotline.db, starterBook).current();
  return book.topics.find(({ id }) => id === 'home-door')?.replies.es?.text;
};

const door = starterBook().topics.find(({ id }) => id === 'home-door');

describe.each([
  ['phone', { width: 390, height: 844 }],
  ['laptop', { width: 1366, height: 768 }],
])('on a %s', (_, size) => {
  test('an admin changes a reply, is kept from a bad one, and the next text gets the new words', async () => {
    await start(size);
    expect(await faults()).toEqual([]);
    await page.getByRole('link', { name: door?.title.en ?? '', exact: true }).click();
    await page.getByRole('link', { name: 'Spanish' }).click();
    await page.waitForURL('**/home-door/es');
    expect(await faults()).toEqual([]);

    const reply = page.getByLabel('Reply', { exact: true });
    const preview = page.locator('#text-preview');
    await reply.fill('No abra la puerta. '.repeat(30));
    await preview.getByText('at most 2 segments').waitFor();
    await preview.locator('.over').waitFor();
    await page.getByRole('button', { name: 'Save and review changes' }).click();
    await page.getByText('This cannot be published yet').waitFor();
    expect(await page.getByRole('button', { name: 'Publish' }).count()).toBe(0);
    expect(await faults()).toEqual([]);

    await page.getByRole('link', { name: 'Back to editing' }).click();
    await reply.fill('No abra la puerta 🚪. Pida ver la orden del juez.');
    await preview.getByText('No abra la puerta 🚪').waitFor();
    await reply.fill('No abra la puerta. Pida que pasen la orden del juez por debajo.');
    await preview.getByText('1 of at most 2 segments').waitFor();
    await page.getByRole('button', { name: 'Save and review changes' }).click();
    await page.getByRole('heading', { name: /^Review/ }).waitFor();
    expect(await page.locator('ins').first().textContent()).toContain('No abra la puerta.');
    expect(await faults()).toEqual([]);
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByText('Published.').waitFor();
    expect(await faults()).toEqual([]);

    expect(await liveSpanish()).toBe('No abra la puerta. Pida que pasen la orden del juez por debajo.');
    expect(complaints).toEqual([]);
    expect([...hosts]).toEqual([server.origin]);
  });
});

test('in the dark every page can be read', async () => {
  await start({ width: 390, height: 844 }, 'dark');
  expect(await faults()).toEqual([]);
  await page.goto(`${server.origin}/console/replies/home-door/es`);
  await page.getByLabel('Reply', { exact: true }).fill('Llame al 312-555-0199 🚪');
  await page.locator('#text-preview .findings').waitFor();
  expect(await faults()).toEqual([]);
  await page.getByRole('button', { name: 'Save and review changes' }).click();
  await page.getByText('This cannot be published yet').waitFor();
  expect(await faults()).toEqual([]);
});

test('a reply is edited and published with the keyboard alone', async () => {
  await start({ width: 1366, height: 768 });
  await page.goto(`${server.origin}/console/replies/home-door/es`);
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.textContent.trim()')).toBe('Skip to the content');
  await page.getByLabel('Reply', { exact: true }).focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('No abra. Usted tiene derechos.');
  for (let steps = 0; steps < 8; steps++) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate('document.activeElement.value')) === 'review') break;
  }
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /^Review/ }).waitFor();
  await page.getByRole('button', { name: 'Publish' }).press('Enter');
  await page.getByText('Published.').waitFor();
  expect(await liveSpanish()).toBe('No abra. Usted tiene derechos.');
});

test('a script in a reply does not run, in no page and no preview', async () => {
  await start({ width: 1366, height: 768 });
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await page.goto(`${server.origin}/console/replies/home-door/es`);
  const evil = '<img src=x onerror=alert(1)><script>alert(2)</script>';
  await page.getByLabel('Reply', { exact: true }).fill(evil);
  await page.locator('#text-preview').getByText(evil).waitFor();
  await page.getByRole('button', { name: 'Save and review changes' }).click();
  await page.locator('ins').getByText('alert(2)').first().waitFor();
  expect(dialogs).toEqual([]);
  expect(complaints).toEqual([]);
});

test('somebody who leaves with unsaved words is asked first; a preview that fails says so', async () => {
  await start({ width: 390, height: 844 });
  await page.goto(`${server.origin}/console/replies/home-door/es`);
  await page.route('**/console/segments', (route) => route.abort());
  await page.getByLabel('Reply', { exact: true }).fill('Palabras sin guardar.');
  await page.getByText('The count could not be refreshed').first().waitFor();
  const asked: string[] = [];
  page.once('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.dismiss();
  });
  await page.getByRole('link', { name: 'All replies' }).click();
  expect(asked).toEqual(['beforeunload']);
  expect(await page.getByLabel('Reply', { exact: true }).inputValue()).toBe('Palabras sin guardar.');
});

test('a session that ended while somebody typed loses nothing', async () => {
  await start({ width: 390, height: 844 });
  await page.goto(`${server.origin}/console/replies/home-door/es`);
  await page.getByLabel('Reply', { exact: true }).fill('Usted tiene derechos aunque haya salido.');
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Save draft' }).click();
  await page.getByRole('heading', { name: 'You were signed out' }).waitFor();
  expect(await faults()).toEqual([]);
  const [tab] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('link', { name: 'Sign in in a new tab' }).click(),
  ]);
  await tab.getByRole('button', { name: 'Local admin' }).click();
  await tab.getByRole('heading', { name: 'Replies' }).waitFor();
  await page.getByRole('button', { name: 'Send it again' }).click();
  await page.getByText('Saved as a draft').waitFor();
  expect(await page.getByLabel('Reply', { exact: true }).inputValue()).toBe('Usted tiene derechos aunque haya salido.');
});

test('signing out ends on a page that says so, and the next sign-in asks who it is', async () => {
  await start({ width: 390, height: 844 });
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
  await page.getByRole('link', { name: 'Sign in again' }).click();
  await page.getByRole('heading', { name: 'Who are you?' }).waitFor();
  expect(await faults()).toEqual([]);
});
