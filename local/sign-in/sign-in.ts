import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import { errorPage, whoPage } from './pages';
import { localPeople } from './people';
import { issuerOf, openProvider, SIGN_IN_PATH, type SignInOptions } from './provider';

export interface SignIn {
  /** For `OIDC_ISSUER`. */
  readonly issuer: string;
  /** Answers every request whose path begins with `/sign-in`. */
  handler(req: IncomingMessage, res: ServerResponse): Promise<void>;
}

/** Cognito's place on one machine: the console signs in here by the same code. Starts at the first request. */
export function createSignIn(options: SignInOptions): SignIn {
  let opened: Promise<Provider> | undefined;
  return {
    issuer: issuerOf(options.origin),
    async handler(req, res) {
      opened ??= openProvider(options);
      const provider = await opened;
      const url = req.url ?? '/';
      if (url.startsWith(`${SIGN_IN_PATH}/who/`)) return answerWho(provider, req, res);
      // The library finds out from these two under which path it hangs.
      const mounted = Object.assign(req, { originalUrl: url, url: url.slice(SIGN_IN_PATH.length) || '/' });
      return provider.callback()(mounted, res);
    },
  };
}

/** The page where one says who one is; there are no passwords on one's own machine. */
async function answerWho(provider: Provider, req: IncomingMessage, res: ServerResponse): Promise<void> {
  try {
    const { uid } = await provider.interactionDetails(req, res);
    if (req.method !== 'POST') return send(res, 200, whoPage(`${SIGN_IN_PATH}/who/${uid}`));
    const chosen = new URLSearchParams(await readBody(req)).get('person');
    const person = localPeople.find(({ email }) => email === chosen);
    if (!person) return send(res, 400, errorPage('Nobody of that name is known here.'));
    return await provider.interactionFinished(req, res, { login: { accountId: person.email } });
  } catch {
    send(res, 400, errorPage('This sign-in has expired. Open the console again.'));
  }
}

const BODY_BYTES = 10_000;

async function readBody(req: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of req) {
    body += chunk;
    if (body.length > BODY_BYTES) throw new Error('too much for a choice of one');
  }
  return body;
}

function send(res: ServerResponse, status: number, body: string): void {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    // Chrome holds a form's redirects to form-action too, and this one leads back to the console.
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
  };
  res.writeHead(status, headers).end(body);
}
