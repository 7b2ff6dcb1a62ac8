import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type FakeHotline, openWorld, twiml, type World } from '../local/carrier/world';
import { openBrowser } from './browser';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const ANA = '+13125550101';
const ROSA = '+13125550111';
const LAPTOP = { viewport: { width: 1280, height: 800 } };
const HANDSET = { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true };

let browser: Browser;
let world: World;
let pages: Page[] = [];
/** What a browser complains about, and what it asked of other hosts: nothing, at the end of each test. */
const complaints: string[] = [];

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const start = async (hotline?: FakeHotline, dataDir?: string): Promise<void> => {
  world = await openWorld({ ...(hotline && { hotline }), ...(dataDir && { dataDir }) });
  world.carrier.addPhone({ number: ANA, role: 'texter', name: 'Ana' });
  world.carrier.addPhone({ number: ROSA, role: 'volunteer', name: 'Rosa' });
  world.carrier.addPhone({ number: '+13125550112', role: 'volunteer', name: 'Ben' });
};

beforeEach(() => start());
afterEach(async () => {
  for (const page of pages) await page.context().close();
  pages = [];
  await world.close();
  expect(complaints.splice(0)).toEqual([]);
});

/** Opens the page and waits until it is live. */
const open = async (options: BrowserContextOptions = LAPTOP): Promise<Page> => {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(8_000);
  pages.push(page);
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) complaints.push(message.text());
  });
  page.on('request', (request) => {
    if (!/^(data:|http:\/\/localhost:)/.test(request.url())) complaints.push(`asked ${request.url()}`);
  });
  await page.goto(`${world.origin}/phones`);
  await page.locator('.live.on').waitFor();
  return page;
};

const phone = (page: Page, name: string): Locator => page.getByRole('article', { name });
const bubble = (page: Page, name: string, words: string): Locator =>
  phone(page, name).getByRole('listitem').filter({ hasText: words });
const composer = (page: Page, name: string): Locator => page.getByRole('textbox', { name: `Text from ${name}` });
const post = (path: string, body: object) =>
  fetch(`${world.origin}${path}`, { method: 'POST', body: JSON.stringify(body) });

describe('the phones page', () => {
  test('a text is typed, counted, sent with Enter, and its answer arrives without a reload', async () => {
    const page = await open();
    await composer(page, 'Ana').fill('¿abro la puerta? está aquí');
    await phone(page, 'Ana').getByText('26 characters · 1 segment · UCS-2').waitFor();
    await composer(page, 'Ana').press('Enter');
    await bubble(page, 'Ana', 're: ¿abro la puerta?').getByText('Delivered').waitFor();
    await bubble(page, 'Ana', 'Reached the hotline').waitFor();
    expect(await composer(page, 'Ana').inputValue()).toBe('');
    expect(await phone(page, 'Ana').getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringMatching(/¿abro la puerta\? está aquí[\s\S]*1 segment · UCS-2 · \$0\.0083/),
      expect.stringMatching(/re: ¿abro la puerta\? está aquí[\s\S]*1 segment · UCS-2 · \$0\.0083/),
    ]);
    expect(await phone(page, 'Rosa').getByRole('listitem').count()).toBe(0);
  });

  test('Shift+Enter starts a line; an empty composer sends nothing', async () => {
    const page = await open();
    await composer(page, 'Ana').press('Enter');
    await composer(page, 'Ana').fill('one');
    await composer(page, 'Ana').press('Shift+Enter');
    await composer(page, 'Ana').pressSequentially('two');
    await page.getByRole('button', { name: 'Send from Ana' }).click();
    await bubble(page, 'Ana', 're: one').waitFor();
    expect(world.heardAt('/texts').map(({ params }) => params.Body)).toEqual(['one\ntwo']);
  });

  test('two open pages show the same, and a page that comes later shows all', async () => {
    const [first, second] = [await open(), await open()];
    await composer(first, 'Rosa').fill('ON');
    await composer(first, 'Rosa').press('Enter');
    await bubble(second, 'Rosa', 're: ON').getByText('Delivered').waitFor();
    await bubble(await open(), 'Rosa', 're: ON')
      .getByText('Delivered')
      .waitFor();
  });

  test('words of a text are text, whatever they look like', async () => {
    const page = await open();
    const words = '<img src=x onerror="document.title=1"><b>bold</b> &amp; "quoted"';
    await post(`/phones/${ANA}/texts`, { body: words });
    await bubble(page, 'Ana', `re: ${words}`).waitFor();
    expect(await page.locator('.message img, .message b').count()).toBe(0);
    expect(await page.title()).toBe('Phones · Rights hotline');
  });

  test('a fault of one phone is chosen in its menu and seen on its bubbles', async () => {
    const page = await open();
    await page.getByLabel("What goes wrong on Rosa's phone").selectOption('unreachable');
    await phone(page, 'Rosa').getByText('Texts to the phone are not delivered (30003).').waitFor();
    await composer(page, 'Rosa').fill('hello');
    await composer(page, 'Rosa').press('Enter');
    await bubble(page, 'Rosa', 're: hello').getByText('Not delivered (30003)').waitFor();
    await page.getByLabel("What goes wrong on Rosa's phone").selectOption('Works');
    await phone(page, 'Rosa').getByText('Texts to the phone are not delivered').waitFor({ state: 'hidden' });
  });

  test('a carrier that is down keeps texts until it is up', async () => {
    const page = await open();
    await page.getByLabel('What goes wrong at the carrier').selectOption('Down');
    await page.getByText('Nothing gets through, either way. Texts wait.').waitFor();
    await composer(page, 'Ana').fill('hello?');
    await composer(page, 'Ana').press('Enter');
    await bubble(page, 'Ana', 'hello?').getByText('On its way').waitFor();
    await page.getByLabel('What goes wrong at the carrier').selectOption('Carrier works');
    await bubble(page, 'Ana', 're: hello?').getByText('Delivered').waitFor();
  });

  test('STOP shows the phone as opted out, START brings it back', async () => {
    const page = await open();
    await composer(page, 'Ana').fill('STOP');
    await composer(page, 'Ana').press('Enter');
    await bubble(page, 'Ana', 'From the carrier itself').waitFor();
    await phone(page, 'Ana').getByText('Opted out.').waitFor();
    await post(`/phones/${ANA}/texts`, { body: 'START' });
    await phone(page, 'Ana').getByText('Opted out.').waitFor({ state: 'hidden' });
  });

  test('a phone is added with the next made-up number, and a wrong number is explained', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Add a phone' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a phone' });
    expect(await dialog.getByLabel('Number').inputValue()).toBe('+13125550102');
    await dialog.getByLabel('Name').fill('Lucía');
    await dialog.getByLabel('Number').fill('555-0102');
    await dialog.getByRole('button', { name: 'Add' }).click();
    await dialog.getByText('number: E.164 such as').waitFor();
    await dialog.getByLabel('Number').fill('+13125550102');
    await dialog.getByRole('button', { name: 'Add' }).click();
    await dialog.waitFor({ state: 'hidden' });
    // The new phone's composer has the focus, as soon as the phone is there.
    await page.waitForFunction("document.activeElement?.matches('textarea')");
    await page.keyboard.type('hola');
    await page.keyboard.press('Enter');
    await bubble(page, 'Lucía', 're: hola').waitFor();
  });

  test('comes back by itself when the hotline restarts', async () => {
    const page = await open();
    const { dataDir, origin } = world;
    await world.close();
    await page.getByText('Reconnecting').waitFor();
    world = await openWorld({ dataDir, port: Number(new URL(origin).port) });
    world.carrier.sendText(ANA, 'still here');
    await bubble(page, 'Ana', 're: still here').waitFor();
    await page.locator('.live.on').waitFor();
  });

  test('a text that is refused stays in the composer with the reason', async () => {
    const page = await open();
    await page.route('**/texts', (route) => route.fulfill({ status: 503, json: { error: 'stopping' } }));
    await composer(page, 'Ana').fill('keep me');
    await composer(page, 'Ana').press('Enter');
    await phone(page, 'Ana').getByRole('alert').filter({ hasText: 'Not sent: stopping' }).waitFor();
    expect(await composer(page, 'Ana').inputValue()).toBe('keep me');
  });
});

describe('in every window', () => {
  const conversation: FakeHotline = (c, { path }) =>
    path === '/texts' ? twiml(c, 'You do not have to open the door. '.repeat(8)) : c.body(null, 204);

  test.each([
    ['a laptop, light', { ...LAPTOP, colorScheme: 'light' }],
    ['a laptop, dark', { ...LAPTOP, colorScheme: 'dark' }],
    ['a handset, light', { ...HANDSET, colorScheme: 'light' }],
    ['a handset, dark', { ...HANDSET, colorScheme: 'dark' }],
  ] as const)('%s: nothing sticks out, and axe finds nothing', async (_, options) => {
    await world.close();
    await start(conversation);
    world.carrier.setFault(ROSA, 'landline');
    world.carrier.setFault('all', 'late');
    const page = await open(options);
    for (const number of [ANA, ROSA]) await post(`/phones/${number}/texts?wait=1`, { body: 'ICE is at my door 😟' });
    await post(`/phones/${ANA}/texts?wait=1`, { body: 'STOP' });
    await bubble(page, 'Rosa', 'Not delivered').waitFor();
    await page.waitForTimeout(300); // the bubbles' entrance: axe would measure colours that are still fading in
    const shown = await page.evaluate(`({
      widthTooMuch: document.documentElement.scrollWidth - innerWidth,
      heightTooMuch: document.documentElement.scrollHeight - innerHeight,
    })`);
    expect(shown).toEqual({ widthTooMuch: 0, heightTooMuch: 0 });
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Add a phone' }).click();
    expect(await violations(page)).toEqual([]);
  });

  test('a laptop shows three phones whole; a handset shows one, and its tabs lead to the others', async () => {
    const laptop = await open(LAPTOP);
    for (const name of ['Ana', 'Rosa', 'Ben']) expect(await isWhole(phone(laptop, name), 1280)).toBe(true);

    const handset = await open(HANDSET);
    expect(await isWhole(phone(handset, 'Ana'), 390)).toBe(true);
    expect(await isWhole(phone(handset, 'Rosa'), 390)).toBe(false);
    const rosa = handset.getByRole('link', { name: 'Rosa' });
    await post(`/phones/${ROSA}/texts`, { body: 'ON' });
    await handset.locator('.jump a.unread').getByText('Rosa').waitFor();
    await rosa.click();
    await handset.locator('.jump a[aria-current]').getByText('Rosa').waitFor();
    expect(await isWhole(phone(handset, 'Rosa'), 390)).toBe(true);
    expect(await handset.locator('.jump a.unread').count()).toBe(0);
  });
});

const isWhole = async (element: Locator, width: number): Promise<boolean> => {
  const box = await element.boundingBox();
  return box !== null && box.x >= 0 && box.x + box.width <= width;
};

/** What axe finds, one line each. Scripts are strings: the types of a browser's page are not those of Node. */
const violations = async (page: Page): Promise<string[]> => {
  await page.evaluate(axe);
  const found = await page.evaluate(`axe.run(document).then(({ passes, violations }) => ({
    checked: passes.length,
    lines: violations.flatMap((v) => v.nodes.map((n) => v.id + ': ' + n.html)),
  }))`);
  const { checked, lines } = found as { checked: number; lines: string[] };
  expect(checked).toBeGreaterThan(20);
  return lines;
};
