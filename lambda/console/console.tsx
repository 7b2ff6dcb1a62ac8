import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import { trimTrailingSlash } from 'hono/trailing-slash';
import { HotlineError } from '../hotline/errors';
import { serveAssets } from './assets/assets';
import { keepForms } from './kept-forms';
import { noticePage } from './notices';
import type { ConsoleEnv, ConsoleParts } from './parts';
import { requirePerson } from './people';
import { replyRoutes } from './replies/routes';
import {
  configureSession,
  endExpiredSession,
  hardenCookies,
  requireSession,
  SIGNED_IN,
  SIGNED_OUT,
  signOut,
} from './session';

/** Three texts of 1,600 characters in any script, and the form around them; more is no form of ours. */
const MAX_FORM_BYTES = 64 * 1024;

/** The admin console: everything under `/console`. */
export function makeConsole(parts: ConsoleParts): Hono {
  const { origin } = parts;
  const pages = new Hono<ConsoleEnv>();
  pages.use(compress());
  pages.use(trimTrailingSlash());
  pages.use(secureHeaders(headersFor(origin)));
  pages.use(hardenCookies(origin));
  pages.use(csrf({ origin }));
  pages.use(bodyLimit({ maxSize: MAX_FORM_BYTES, onError: (c) => tooLarge(c, parts) }));
  pages.route('/console/assets', serveAssets());
  pages.get(SIGNED_OUT, (c) => c.html(noticePage(parts, SIGNED_OUT_NOTICE)));
  pages.use(noStore, configureSession(parts), endExpiredSession(parts));
  pages.post('/console/sign-out', async (c) => {
    const goTo = await signOut(c, parts);
    // Not a redirect: Chrome holds what a form leads to against form-action, and that is this site alone.
    return c.html(noticePage(parts, goTo ? leaving(goTo) : SIGNED_OUT_NOTICE));
  });
  pages.use(keepForms(parts), requireSession(), requirePerson(parts));
  pages.route('/console', replyRoutes(parts));
  pages.notFound((c) => c.html(noticePage(parts, NOT_FOUND), 404));
  pages.onError((error, c) => answerError(error, c, parts));
  return underOrigin(pages, origin);
}

/**
 * A request as the browser made it. The gateway's event names neither scheme nor, behind a name of one's own, the host,
 * and sign-in compares whole addresses.
 */
function underOrigin(pages: Hono<ConsoleEnv>, origin: string): Hono {
  const app = new Hono();
  app.all('*', (c) => {
    const { pathname, search } = new URL(c.req.url);
    return pages.fetch(new Request(origin + pathname + search, c.req.raw), c.env);
  });
  return app;
}

/** Nothing from another host, no inline script or style, no frame around us, no form to elsewhere. */
const headersFor = (origin: string): Parameters<typeof secureHeaders>[0] => ({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: [`${origin}/console/assets/`],
    styleSrc: [`${origin}/console/assets/`],
    imgSrc: [`${origin}/console/assets/`],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    baseUri: ["'none'"],
  },
  // 'no-referrer' would make browsers send `Origin: null` with our own forms.
  referrerPolicy: 'same-origin',
  xFrameOptions: 'DENY',
  strictTransportSecurity: origin.startsWith('https:') ? 'max-age=31536000' : false,
});

const noStore = async (c: Context, next: () => Promise<void>) => {
  await next();
  c.header('Cache-Control', 'no-store');
};

const SIGNED_OUT_NOTICE = {
  title: 'You are signed out',
  says: <p>Close the browser if others use this device.</p>,
  link: { href: '/console', text: 'Sign in again' },
};
const leaving = (goTo: string) => ({
  title: 'Signing out',
  says: <p>The console has forgotten you. One step is left at the sign-in page.</p>,
  link: { href: goTo, text: 'Go on' },
  goTo,
});
const NOT_FOUND = { title: 'There is no such page', says: <p>It may have had another name, or a letter got lost.</p> };

function tooLarge(c: Context, parts: ConsoleParts) {
  const says = (
    <p>What you sent is longer than any reply may be. Go back in your browser: your words are still there.</p>
  );
  return c.html(noticePage(parts, { title: 'That is too much', says }), 413);
}

/** 4xx say what to do; everything else shows only a code, which the log and the runbook know. */
function answerError(error: Error, c: Context, parts: ConsoleParts) {
  const { log } = parts;
  if (error instanceof HTTPException && error.status === 403) {
    log.warn('refused', { reason: 'sent from another site' });
    const says = (
      <p>This came from a page that is not the console’s. If you sent it, open the page anew and try again.</p>
    );
    return c.html(noticePage(parts, { title: 'Not accepted', says }), 403);
  }
  if (c.req.path === SIGNED_IN) {
    // Old links, a second click, a refusal at the provider: all end here and are mended by beginning anew.
    log.warn('sign-in failed', { reason: error.name });
    const says = <p>It took too long, or this page was opened twice. Nothing is broken.</p>;
    const link = { href: '/console', text: 'Sign in again' };
    return c.html(noticePage(parts, { title: 'The sign-in did not work', says, link }), 400);
  }
  const signIn = error instanceof HTTPException;
  const code = signIn ? 'signin.unavailable' : error instanceof HotlineError ? error.code : 'internal';
  log.error('page failed', error, { shown: code });
  const says = (
    <p>
      The hotline itself may be well: texts do not need the console. Try again in a minute. Code: <code>{code}</code>
    </p>
  );
  return c.html(noticePage(parts, { title: 'This did not work', says }), signIn ? 503 : 500);
}
