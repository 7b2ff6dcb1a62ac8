import { decode, sign } from 'hono/jwt';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { addPerson, SESSION_SECRET } from './harness';
import { type SignInServer, startSignInServer } from './sign-in-server';

/** The whole way through the local provider, over HTTP, with a browser's cookies. */

let server: SignInServer;
const printed = vi.fn();
beforeAll(async () => {
  for (const method of ['log', 'info', 'warn', 'error'] as const) vi.spyOn(console, method).mockImplementation(printed);
  server = await startSignInServer();
  await addPerson(server.hotline.db, 'admin@example.org', ['admin']);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await server.close();
});

interface Kept {
  readonly value: string;
  readonly path: string;
  readonly attributes: string;
}

/** As much of a browser as signing in needs: cookies by path, one step at a time. */
function openBrowser() {
  const cookies = new Map<string, Kept>();
  return {
    cookies,
    async go(to: string, form?: Record<string, string>) {
      const url = new URL(to, server.origin);
      const sent = [...cookies].filter(([, { path }]) => url.pathname.startsWith(path));
      const answer = await fetch(url, {
        method: form ? 'POST' : 'GET',
        body: form && new URLSearchParams(form),
        headers: { cookie: sent.map(([name, { value }]) => `${name}=${value}`).join('; '), origin: server.origin },
        redirect: 'manual',
      });
      for (const line of answer.headers.getSetCookie()) {
        const [pair = '', ...attributes] = line.split('; ');
        const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
        const path = attributes.find((attribute) => /^path=/i.test(attribute))?.slice(5) ?? '/';
        if (value === '' || attributes.includes('Max-Age=0')) cookies.delete(name);
        else cookies.set(name, { value, path, attributes: attributes.join('; ') });
      }
      return { status: answer.status, location: answer.headers.get('location') ?? '', html: await answer.text() };
    },
    /** Follows redirects to the page at their end. */
    async follow(to: string, form?: Record<string, string>) {
      let answer = await this.go(to, form);
      for (let steps = 0; answer.location && steps < 10; steps++) answer = await this.go(answer.location);
      return answer;
    },
    async signIn(person: string, to = '/console') {
      const asked = await this.follow(to);
      const action = /action="([^"]+)"/.exec(asked.html)?.[1] ?? '';
      return this.follow(action, { person });
    },
  };
}

test('signing in leads to the page that was asked for', async () => {
  const browser = openBrowser();
  const asked = await browser.follow('/console/replies/home-door/es');
  expect(asked.html).toContain('Who are you?');
  const page = await browser.signIn('admin@example.org', '/console/replies/home-door/es');
  expect(page.status).toBe(200);
  expect(page.html).toContain('Lo correcto sobre knocking doors.');
  expect((await browser.go('/console')).html).toContain('admin@example.org');
});

test('somebody without a role is told so, and can sign out to be somebody else', async () => {
  const page = await openBrowser().signIn('someone@example.org');
  expect(page.status).toBe(403);
  expect(page.html).toContain('nobody has given this address a role');
  expect(page.html).toContain('action="/console/sign-out"');
});

test('an e-mail address that is not verified is not trusted', async () => {
  await addPerson(server.hotline.db, 'unverified@example.org', ['admin']);
  expect((await openBrowser().signIn('unverified@example.org')).status).toBe(403);
});

test('the session cookie is for the console alone, out of scripts’ reach and under 4 KB', async () => {
  const browser = openBrowser();
  await browser.signIn('admin@example.org');
  const session = browser.cookies.get('console-session');
  expect(session?.path).toBe('/console');
  expect(session?.attributes).toMatch(/HttpOnly.*SameSite=Lax/);
  expect(session?.attributes).not.toContain('Secure'); // http://localhost; the next test has https
  expect(session?.value.length).toBeLessThan(4_000);
  const left = [...browser.cookies.keys()].filter((name) =>
    ['state', 'nonce', 'code_verifier', 'continue'].includes(name),
  );
  expect(left).toEqual([]);
});

test('over https every cookie is Secure', async () => {
  const { hotline } = await startSignInServer({
    origin: 'https://hotline.example.org',
    oidc: { issuer: `${server.origin}/sign-in`, clientId: 'console' },
  });
  const answer = await hotline.get('/console');
  expect(answer.status).toBe(302);
  const cookies = answer.headers.getSetCookie();
  expect(cookies.length).toBeGreaterThan(3);
  for (const cookie of cookies) expect(cookie).toMatch(/HttpOnly; SameSite=Lax; Secure/);
});

describe('a session', () => {
  /** The cookie as it will be later: same sign-in, other times. */
  async function aged(browser: ReturnType<typeof openBrowser>, change: Record<string, unknown>) {
    const session = browser.cookies.get('console-session')!;
    const { payload } = decode(session.value);
    const value = await sign({ ...payload, ...change }, SESSION_SECRET, 'HS256');
    browser.cookies.set('console-session', { ...session, value });
  }
  const ago = Math.floor(Date.now() / 1000) - 60;

  test('asks the provider again after a while, and the person notices nothing', async () => {
    const browser = openBrowser();
    await browser.signIn('admin@example.org');
    await aged(browser, { rtkexp: ago });
    const before = browser.cookies.get('console-session')?.value;
    const page = await browser.go('/console');
    expect(page.status).toBe(200);
    const after = browser.cookies.get('console-session')?.value ?? '';
    expect(after).not.toBe(before);
    expect(decode(after).payload).toMatchObject({ email: 'admin@example.org', verified: true });
  });

  test('that the provider has ended, ends here', async () => {
    const browser = openBrowser();
    await browser.signIn('admin@example.org');
    await aged(browser, { rtkexp: ago, rtk: 'a token that was revoked' });
    expect((await browser.go('/console')).location).toContain('/sign-in/auth');
  });

  test('ends after its hours, and its refresh token with it', async () => {
    const browser = openBrowser();
    await browser.signIn('admin@example.org');
    const { rtk } = decode(browser.cookies.get('console-session')!.value).payload;
    await aged(browser, { ssnexp: ago });
    expect((await browser.go('/console')).location).toContain('/sign-in/auth');
    const other = openBrowser();
    await other.signIn('admin@example.org');
    await aged(other, { rtkexp: ago, rtk });
    expect((await other.go('/console')).location).toContain('/sign-in/auth');
  });

  test('ends with the sign-out, here and at the provider', async () => {
    const browser = openBrowser();
    await browser.signIn('admin@example.org');
    const leaving = await browser.go('/console/sign-out', {});
    const end = /content="0; url=([^"]+)"/.exec(leaving.html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(browser.cookies.has('console-session')).toBe(false);
    const ask = await browser.go(end);
    expect(ask.html).toContain('Sign out?');
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(ask.html)?.[1] ?? '';
    const action = /action="([^"]+)"/.exec(ask.html)?.[1] ?? '';
    const done = await browser.follow(action, { xsrf, logout: 'yes' });
    expect(done.html).toContain('You are signed out');
    expect((await browser.follow('/console')).html).toContain('Who are you?');
  });
});

describe('a sign-in', () => {
  test.each([
    ['with a state that we did not send', '/console/signed-in?code=x&state=y'],
    ['that was refused', '/console/signed-in?error=access_denied'],
    ['opened from an old bookmark', '/console/signed-in'],
  ])('%s ends on a page with the way to a new one', async (_, path) => {
    const page = await openBrowser().go(path);
    expect(page.status).toBe(400);
    expect(page.html).toContain('Sign in again');
    expect(page.html).not.toContain('OAuth');
  });

  test('as somebody who is not known here is refused', async () => {
    const browser = openBrowser();
    const asked = await browser.follow('/console');
    const action = /action="([^"]+)"/.exec(asked.html)?.[1] ?? '';
    expect((await browser.go(action, { person: 'root@example.org' })).status).toBe(400);
  });

  test('that has expired says so', async () => {
    const page = await openBrowser().go('/sign-in/who/nothing');
    expect(page.status).toBe(400);
    expect(page.html).toContain('has expired');
  });

  test('for another place than the console is not served', async () => {
    const query = 'client_id=console&response_type=code&scope=openid&redirect_uri=https%3A%2F%2Fevil.example%2F';
    const page = await openBrowser().go(`/sign-in/auth?${query}`);
    expect(page.status).toBe(400);
    expect(page.location).toBe('');
  });
});

test('the discovery document has what Cognito’s has, under the same names', async () => {
  const answer = await fetch(`${server.origin}/sign-in/.well-known/openid-configuration`);
  const discovery = (await answer.json()) as Record<string, unknown>;
  expect(discovery).toMatchObject({ issuer: `${server.origin}/sign-in`, scopes_supported: ['openid', 'email'] });
  for (const name of ['authorization', 'token', 'revocation', 'end_session']) {
    expect(discovery[`${name}_endpoint`]).toMatch(new RegExp(`^${server.origin}/sign-in/`));
  }
  expect(discovery.id_token_signing_alg_values_supported).toContain('RS256');
});

test('nothing is printed on the console', () => {
  expect(printed.mock.calls).toEqual([]);
});
