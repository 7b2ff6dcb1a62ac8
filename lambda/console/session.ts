import {
  getAuth,
  getAuthorizationServer,
  getClient,
  initOidcAuthMiddleware,
  oidcAuthMiddleware,
  revokeSession,
} from '@hono/oidc-auth';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import { verify } from 'hono/jwt';
import type { ConsoleParts } from './parts';

/*
 * Sign-in by OpenID Connect's code flow, with Cognito in AWS and `local/sign-in` on one machine. Of what standards offer
 * the two have these in common: RS256, a client secret by HTTP Basic, PKCE, e-mail claims in the ID token, a refresh
 * token for every code without the scope `offline_access` (Cognito refuses it), a revocation endpoint. Cognito's
 * sign-out page wants `client_id` and `logout_uri` instead of the standard's `post_logout_redirect_uri`: we send all.
 */

export const SIGNED_IN = '/console/signed-in';
export const SIGNED_OUT = '/console/signed-out';
const COOKIE = 'console-session';
/** A coordinator's evening; after it one signs in again, whatever the provider's refresh token says. */
const SESSION_SECONDS = 8 * 3_600;
/** How long somebody whom the provider has locked out may go on; roles are read from the table at every request. */
const REFRESH_SECONDS = 900;

/** Tells the library who we are; the secrets are known only at the first request. */
export const configureSession =
  ({ secrets, origin, oidc }: ConsoleParts): MiddlewareHandler =>
  async (c, next) => {
    const { sessionSecret, oidcClientSecret } = await secrets();
    // Whose e-mail address it is stays in the cookie, and nothing else: a browser keeps 4 KB, the refresh token takes half.
    c.set('oidcClaimsHook', async (before, claims) => ({
      sub: claims?.sub ?? before?.sub,
      email: String(claims?.email ?? before?.email ?? '').toLowerCase(),
      verified: claims ? claims.email_verified === true || claims.email_verified === 'true' : before?.verified === true,
    }));
    const configure = initOidcAuthMiddleware({
      OIDC_AUTH_SECRET: sessionSecret,
      OIDC_AUTH_EXPIRES: String(SESSION_SECONDS),
      OIDC_AUTH_REFRESH_INTERVAL: String(REFRESH_SECONDS),
      OIDC_ISSUER: oidc.issuer,
      OIDC_CLIENT_ID: oidc.clientId,
      OIDC_CLIENT_SECRET: oidcClientSecret,
      OIDC_REDIRECT_URI: origin + SIGNED_IN,
      OIDC_SCOPES: 'openid email',
      OIDC_COOKIE_NAME: COOKIE,
      OIDC_COOKIE_PATH: '/console',
    });
    return configure(c, next);
  };

/**
 * Ends a session whose time is over. The library would too, but without waiting for the provider's answer: work that a
 * Lambda freezes, and an unhandled rejection, which ends the process, when the provider does not answer.
 */
export const endExpiredSession =
  ({ secrets, log, now }: ConsoleParts): MiddlewareHandler =>
  async (c, next) => {
    const cookie = getCookie(c, COOKIE);
    const { sessionSecret } = await secrets();
    const session = cookie && (await verify(cookie, sessionSecret, 'HS256').catch(() => undefined));
    if (session && !(Number(session.ssnexp) > now().getTime() / 1000)) await endSession(c, log);
    return next();
  };

/** The cookie goes in any case; the refresh token is revoked if the provider answers. */
async function endSession(c: Context, log: ConsoleParts['log']): Promise<void> {
  await revokeSession(c).catch((error) => log.warn('session not revoked', { reason: (error as Error).name }));
  c.set('oidcAuth', null);
}

/** Sends a browser without a session to the sign-in, and takes it back from there. */
export const requireSession = oidcAuthMiddleware;

export interface Session {
  readonly email: string;
  readonly verified: boolean;
}

/** @returns undefined without a session, also when the provider cannot be asked whether it still holds */
export async function readSession(c: Context): Promise<Session | undefined> {
  const auth = await getAuth(c).catch(() => null);
  return auth?.email ? { email: auth.email, verified: auth.verified === true } : undefined;
}

/**
 * Signs out here and returns the provider's own sign-out page, without which the next sign-in would not ask who it is.
 * @returns undefined when the provider has none, or does not answer
 */
export async function signOut(c: Context, { origin, log }: ConsoleParts): Promise<string | undefined> {
  await endSession(c, log);
  const server = await getAuthorizationServer(c).catch(() => undefined);
  if (!server?.end_session_endpoint) return undefined;
  const url = new URL(server.end_session_endpoint);
  url.searchParams.set('client_id', getClient(c).client_id);
  url.searchParams.set('post_logout_redirect_uri', origin + SIGNED_OUT);
  url.searchParams.set('logout_uri', origin + SIGNED_OUT);
  return url.href;
}

/**
 * The library's cookies are always Secure and never SameSite. Ours are SameSite=Lax (the way back from the provider is a
 * plain link, so Strict would lose them), and on `http://localhost`, where some browsers drop Secure cookies, not Secure.
 */
export const hardenCookies =
  (origin: string): MiddlewareHandler =>
  async (c, next) => {
    await next();
    const cookies = c.res.headers.getSetCookie();
    if (cookies.length === 0) return;
    c.res.headers.delete('Set-Cookie');
    for (const cookie of cookies) c.res.headers.append('Set-Cookie', harden(cookie, origin.startsWith('https:')));
  };

function harden(cookie: string, secure: boolean): string {
  const ours = /^(secure|httponly|samesite=.*)$/i;
  const rest = cookie.split(/;\s*/).filter((attribute) => !ours.test(attribute));
  return [...rest, 'HttpOnly', 'SameSite=Lax', ...(secure ? ['Secure'] : [])].join('; ');
}
