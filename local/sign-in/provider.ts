import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type Provider from 'oidc-provider';
import type { ProviderContext } from 'oidc-provider';
import { memoryAdapter } from './memory-adapter';
import { errorPage, signOutPage } from './pages';
import { localPeople } from './people';

export interface SignInOptions {
  /** Of the whole hotline, e.g. `http://localhost:3000`. */
  readonly origin: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Under the origin; the rest of the hotline has no path that begins so. */
export const SIGN_IN_PATH = '/sign-in';
export const issuerOf = (origin: string): string => `${origin}${SIGN_IN_PATH}`;

/**
 * The library says on the console that it prefers a newer Node than the project's oldest. It works on that one (the
 * tests sign in on it), and the person at the terminal could do nothing about it.
 */
async function loadQuietly(): Promise<typeof Provider> {
  const { warn } = console;
  console.warn = () => {};
  try {
    return (await import('oidc-provider')).default;
  } finally {
    console.warn = warn;
  }
}

/**
 * An OpenID provider that behaves as Cognito does where the console can tell: RS256, e-mail claims in the ID token, a
 * refresh token for every code (Cognito knows no `offline_access`), client secret by HTTP Basic. Keys are made at every
 * start. What Cognito's discovery has, this has: authorization, token, userinfo, revocation and end-session endpoints.
 */
export async function openProvider({ origin, clientId, clientSecret }: SignInOptions): Promise<Provider> {
  const [Provider, { privateKey }] = await Promise.all([
    loadQuietly(),
    promisify(generateKeyPair)('rsa', { modulusLength: 2048 }),
  ]);
  const provider = new Provider(issuerOf(origin), {
    adapter: memoryAdapter(),
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: [`${origin}/console/signed-in`],
        post_logout_redirect_uris: [`${origin}/console/signed-out`],
        token_endpoint_auth_method: 'client_secret_basic',
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    scopes: ['openid', 'email'],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    issueRefreshToken: async () => true,
    loadExistingGrant: grantEverything,
    findAccount: (_: unknown, email: string) => {
      const person = localPeople.find((known) => known.email === email);
      return person && { accountId: email, claims: () => ({ sub: email, email, email_verified: person.verified }) };
    },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `${SIGN_IN_PATH}/who/${uid}` },
    features: {
      devInteractions: { enabled: false },
      revocation: {
        enabled: true,
        allowedPolicy: (_: unknown, client: { clientId: string }, token: { clientId: string }) =>
          token.clientId === client.clientId,
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx: ProviderContext, form: string) => {
          ctx.body = signOutPage(form);
        },
        postLogoutSuccessSource: (ctx: ProviderContext) => {
          ctx.body = errorPage('You are signed out.');
        },
      },
    },
    renderError: (ctx: ProviderContext, out: { error: string }) => {
      ctx.type = 'html';
      ctx.body = errorPage(`This sign-in cannot go on (${out.error}). Open the console again.`);
    },
    ttl: {
      AccessToken: 3_600,
      AuthorizationCode: 60,
      Grant: 86_400,
      IdToken: 3_600,
      Interaction: 3_600,
      RefreshToken: 86_400,
      Session: 86_400,
    },
  });
  return provider;
}

/** There is one client and it is ours: nobody is asked whether it may know their e-mail address. */
async function grantEverything({ oidc }: ProviderContext) {
  const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
  grant.addOIDCScope('openid email');
  await grant.save();
  return grant;
}
