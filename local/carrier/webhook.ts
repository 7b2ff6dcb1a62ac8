import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks';

/**
 * Twilio's connection overrides, from the fragment of a webhook's URL: `#ct=2000&rt=4500&tt=14500&rc=2&rp=all`.
 * @see https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
export interface Connection {
  /** Milliseconds to connect. Local connections open or fail at once, so it only bounds the whole attempt here. */
  readonly connectMs: number;
  /** Milliseconds from the request to its answer. */
  readonly readMs: number;
  /** Milliseconds for all attempts together. */
  readonly totalMs: number;
  readonly retries: number;
  /** Which failures are tried again. */
  readonly policy: ReadonlySet<'ct' | 'rt' | '4xx' | '5xx'>;
}

/** What an organisation sets at Twilio for this hotline (design 4). */
export const HOTLINE_CONNECTION = '#ct=2000&rt=4500&tt=14500&rc=2&rp=all';

export const parseConnection = (fragment: string): Connection => {
  const given = new URLSearchParams(fragment.replace(/^#/, ''));
  const number = (name: string, fallback: number) => Number(given.get(name) ?? fallback);
  const policy = (given.get('rp') ?? 'ct').split(',').flatMap((p) => (p === 'all' ? ['ct', 'rt', '4xx', '5xx'] : [p]));
  return {
    connectMs: number('ct', 5_000),
    readMs: number('rt', 15_000),
    totalMs: number('tt', 15_000),
    retries: number('rc', 1),
    policy: new Set(policy) as Connection['policy'],
  };
};

export interface WebhookParts {
  readonly authToken: string;
  readonly fetch: typeof fetch;
  /** Aborts when the carrier stops: what was under way is then neither a success nor a failure. */
  readonly stopping: AbortSignal;
}

export interface WebhookRequest {
  /** Without a fragment: it is never sent nor signed. */
  readonly url: string;
  readonly params: Readonly<Record<string, string>>;
  readonly connection: Connection;
  /** Milliseconds between attempts, so that a hotline that restarts has a moment. @default 0 */
  readonly pauseMs?: number;
  /** Throws the first good answer away and asks again, as when it is lost on the way. @default false */
  readonly loseFirstAnswer?: boolean;
}

export type WebhookResult =
  | { readonly outcome: 'answered'; readonly contentType: string; readonly body: string }
  /** The last attempt's error: 11200 an HTTP status that is no success, 11205 no connection or no answer in time. */
  | { readonly outcome: 'failed'; readonly errorCode: 11200 | 11205 }
  | { readonly outcome: 'stopped' };

type Attempt =
  | { readonly result: WebhookResult & { outcome: 'answered' } }
  | { readonly failure: 'ct' | 'rt' | '4xx' | '5xx' };

/**
 * Posts a form to the hotline with Twilio's signature. Attempts of one webhook share an idempotency token, as Twilio's do.
 * Redirects are not followed: the hotline has none.
 */
export const postSigned = async (parts: WebhookParts, request: WebhookRequest): Promise<WebhookResult> => {
  const { url, params, connection } = request;
  const headers = {
    'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8',
    'User-Agent': 'TwilioProxy/1.1',
    'X-Twilio-Signature': getExpectedTwilioSignature(parts.authToken, url, { ...params }),
    'I-Twilio-Idempotency-Token': randomUUID(),
  };
  const endsAt = Date.now() + connection.totalMs;
  let lose = request.loseFirstAnswer === true;
  for (let attempt = 0; ; attempt++) {
    const left = endsAt - Date.now();
    const made = await attemptOnce(parts, url, headers, new URLSearchParams(params), Math.min(connection.readMs, left));
    if (parts.stopping.aborted) return { outcome: 'stopped' };
    if ('result' in made && !lose) return made.result;
    const again = 'result' in made || connection.policy.has(made.failure);
    lose = false;
    if (!again || attempt >= connection.retries || endsAt - Date.now() <= 0) {
      if ('result' in made) return made.result;
      return { outcome: 'failed', errorCode: made.failure === 'ct' || made.failure === 'rt' ? 11205 : 11200 };
    }
    await sleep(request.pauseMs ?? 0, undefined, { signal: parts.stopping }).catch(() => undefined);
  }
};

async function attemptOnce(
  { fetch, stopping }: WebhookParts,
  url: string,
  headers: Record<string, string>,
  body: URLSearchParams,
  timeoutMs: number,
): Promise<Attempt> {
  const timeout = AbortSignal.timeout(Math.max(1, Math.floor(timeoutMs)));
  try {
    const signal = AbortSignal.any([stopping, timeout]);
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
    const answer = await response.text();
    if (!response.ok) return { failure: response.status >= 500 ? '5xx' : '4xx' };
    return { result: { outcome: 'answered', contentType: response.headers.get('content-type') ?? '', body: answer } };
  } catch {
    return { failure: timeout.aborted ? 'rt' : 'ct' };
  }
}
