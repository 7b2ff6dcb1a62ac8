import { beforeAll, describe, expect, test } from 'vitest';
import { ANA, addPerson, cookieFor, ORIGIN, openConsole, SESSION_SECRET, type TestConsole } from './harness';

/** Who gets in, and what is refused. */

let console_: TestConsole;
let ana: string;
beforeAll(async () => {
  console_ = await openConsole();
  await addPerson(console_.db, ANA, ['editor']);
  await addPerson(console_.db, 'coordinator@example.org', ['coordinator']);
  await addPerson(console_.db, 'admin@example.org', ['admin']);
  ana = await cookieFor();
});

const FORM = { draft: '0', version: '1', title: 'About doors', text: 'Keep the door closed.', urgent: '', more: '' };
const EDIT = '/console/replies/home-door/en';

describe('a person', () => {
  test.each([
    ['an editor', ANA, 200],
    ['an admin', 'admin@example.org', 200],
    ['a coordinator, whose pages these are not', 'coordinator@example.org', 403],
    ['somebody without a role', 'someone@example.org', 403],
  ])('%s asking for the replies gets what the role allows', async (_, email, status) => {
    const answer = await console_.get('/console', await cookieFor({ email }));
    expect(answer.status).toBe(status);
    expect((await answer.text()).includes('About driving cars')).toBe(status === 200);
  });

  test('without a role can send nothing either', async () => {
    const cookie = await cookieFor({ email: 'coordinator@example.org' });
    for (const path of [
      EDIT,
      '/console/replies/home-door/publish',
      '/console/replies/home-door/discard',
      '/console/segments',
    ]) {
      expect((await console_.post(path, FORM, { cookie })).status).toBe(403);
    }
  });

  test('whose e-mail the sign-in has not verified is refused, whatever the table says', async () => {
    const answer = await console_.get('/console', await cookieFor({ verified: false }));
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('not verified this e-mail');
  });

  test('who is removed is out at the next request', async () => {
    const { db, get } = await openConsole();
    await addPerson(db, ANA, ['editor']);
    expect((await get('/console', ana)).status).toBe(200);
    await addPerson(db, ANA, []);
    expect((await get('/console', ana)).status).toBe(403);
  });
});

describe('a session', () => {
  const forged = async () => {
    const good = await cookieFor();
    return [
      ['signed with another key', await cookieFor({}, 'another secret that is as long as ours is')],
      ['with one letter changed', good.slice(0, -3) + (good.at(-3) === 'A' ? 'B' : 'A') + good.slice(-2)],
      [
        'that says it needs no signature',
        `console-session=${btoa('{"alg":"none"}')}.${btoa(`{"email":"${ANA}","verified":true,"ssnexp":9999999999,"rtkexp":9999999999}`)}.`,
      ],
      ['that is no token', 'console-session=admin'],
      ['that has ended', await cookieFor({ ssnexp: Math.floor(Date.parse('2026-06-02T11:59:00Z') / 1000) })],
    ] as const;
  };

  test('that is forged or over is no session: nothing of the console is shown, nothing is saved', async () => {
    for (const [, cookie] of await forged()) {
      const page = await console_.get('/console', cookie);
      expect(page.status).not.toBe(200);
      expect(await page.text()).not.toContain('About driving cars');
      expect((await console_.post(EDIT, FORM, { cookie })).status).toBe(401);
    }
    expect(await (await console_.get(EDIT, ana)).text()).not.toContain('Keep the door closed.');
  });

  test('that ended while somebody typed gives the words back', async () => {
    const answer = await console_.post(EDIT, { ...FORM, text: 'Words "typed" for <b>long</b>.' });
    expect(answer.status).toBe(401);
    const html = await answer.text();
    expect(html).toContain('value="Words &quot;typed&quot; for &lt;b&gt;long&lt;/b&gt;."');
    expect(html).toContain(`action="${EDIT}"`);
  });

  test('ends with the sign-out, also when the provider does not answer', async () => {
    const answer = await console_.post('/console/sign-out', {}, { cookie: ana });
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie().join()).toMatch(/console-session=;.*Max-Age=0/);
    expect(await answer.text()).toContain('You are signed out');
  });

  test('cookie stays under the 4 KB that browsers keep, with a refresh token of Cognito’s size', async () => {
    expect((await cookieFor({ rtk: 'x'.repeat(2_000), email: `${'a'.repeat(60)}@example.org` })).length).toBeLessThan(
      4_000,
    );
  });

  test('without a provider that answers is one clear page, and the texts’ address is not in it', async () => {
    const answer = await console_.get('/console');
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('signin.unavailable');
  });
});

describe('a form', () => {
  test.each([
    ['from another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    [
      'from another name of the same domain',
      { origin: 'https://evil.hotline.example.org', 'sec-fetch-site': 'same-site' },
    ],
    ['that does not say where it is from', { origin: '', 'sec-fetch-site': '' }],
    ['from a page without an origin', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
  ])('%s is refused with a valid session', async (_, headers) => {
    for (const path of [EDIT, '/console/replies/home-door/publish', '/console/sign-out']) {
      expect((await console_.post(path, FORM, { cookie: ana, headers })).status).toBe(403);
    }
  });

  test('that claims to be plain text or nothing is refused from elsewhere, too', async () => {
    const send = (type?: string) =>
      console_.app.request(ORIGIN + EDIT, {
        method: 'POST',
        body: new TextEncoder().encode('draft=0&version=1&title=a&text=b'),
        headers: { cookie: ana, origin: 'https://evil.example', ...(type ? { 'content-type': type } : {}) },
      });
    expect((await send('text/plain')).status).toBe(403);
    expect((await send()).status).toBe(403);
  });

  test('of a kind that no page sends changes nothing', async () => {
    const answer = await console_.app.request(ORIGIN + EDIT, {
      method: 'POST',
      body: JSON.stringify(FORM),
      headers: { cookie: ana, origin: 'https://evil.example', 'content-type': 'application/json' },
    });
    expect(answer.status).toBe(400);
  });

  test('over 64 KB is refused', async () => {
    expect((await console_.post(EDIT, { ...FORM, text: 'x'.repeat(70_000) }, { cookie: ana })).status).toBe(413);
  });
});

describe('every page', () => {
  const pages = ['/console', EDIT, '/console/signed-out', '/console/nothing-here', '/console/replies/nothing/en'];

  test.each(pages)('%s allows no inline script or style, no other host and no frame', async (path) => {
    const answer = await console_.get(path, ana);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`script-src ${ORIGIN}/console/assets/;`);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const html = await answer.text();
    expect(html).not.toMatch(/<style|style="|\son\w+="|<script(?![^>]*src="\/console\/assets\/)/);
    expect([...html.matchAll(/(?:src|href|action)="(https?:[^"]*)"/g)]).toEqual([]);
  });

  test('behind the sign-in is kept by no cache', async () => {
    expect((await console_.get('/console', ana)).headers.get('cache-control')).toBe('no-store');
  });

  test('that does not exist is a page that says so', async () => {
    for (const path of ['/console/nothing-here', '/console/replies/nothing/en', '/console/replies/home-door/xx']) {
      const answer = await console_.get(path, ana);
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain('There is no such page');
    }
  });

  test('together with its files is under 60 KB over the wire', async () => {
    const wire = async (path: string) => {
      const answer = await console_.app.request(ORIGIN + path, { headers: { cookie: ana, 'accept-encoding': 'gzip' } });
      return (await answer.arrayBuffer()).byteLength;
    };
    const files = (await wire('/console/assets/console.css')) + (await wire('/console/assets/console.js'));
    expect(files + (await wire('/console'))).toBeLessThan(60_000);
    expect(files + (await wire(EDIT))).toBeLessThan(60_000);
  });
});

test('a slash at the end of an address leads to the page', async () => {
  const answer = await console_.get('/console/', ana);
  expect([answer.status, new URL(answer.headers.get('location') ?? '').pathname]).toEqual([301, '/console']);
});

test('a fault shows its code and nothing else', async () => {
  const secret = 'the table quoted a secret';
  const { app } = await openConsole({
    secrets: async () => {
      throw new Error(secret);
    },
  });
  const answer = await app.request(`${ORIGIN}/console`);
  expect(answer.status).toBe(500);
  const html = await answer.text();
  expect(html).toContain('<code>internal</code>');
  expect(html).not.toContain(secret);
});

test('the console answers under the address that people use, whatever the gateway calls itself', async () => {
  const answer = await console_.app.request('https://internal.execute-api.example/console', {
    headers: { cookie: ana },
  });
  expect(answer.status).toBe(200);
});

test('nothing of a session is logged', () => {
  expect(console_.logged()).not.toContain(SESSION_SECRET);
  expect(console_.logged()).not.toContain('@example.org');
  expect(console_.logged()).toContain('refused');
});
