import twilio from 'twilio';
import type { Secrets } from '../secrets';

/** What became of one request to the carrier. */
export type Sent =
  | { readonly outcome: 'accepted'; readonly messageSid: string }
  /** It will never take this one. `code` is the carrier's. */
  | { readonly outcome: 'refused'; readonly code: string }
  /** It plainly did not take it: send it again. */
  | { readonly outcome: 'unavailable'; readonly code: string }
  /** It may have taken it: wait for a callback that names it before sending it again. */
  | { readonly outcome: 'unknown'; readonly code: string };

export interface Message {
  readonly to: string;
  readonly body: string;
  readonly statusCallback: string;
  /** 1 to 36,000: the carrier drops it when it could not be delivered in time. */
  readonly validitySeconds: number;
}

export type Send = (message: Message) => Promise<Sent>;

const REQUEST_MS = 5_000;
const MAX_VALIDITY_SECONDS = 36_000;

/** Errors of a connection that was never made: nothing can have been taken. */
const NEVER_CONNECTED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH'];

/** The client of one account; `apiOrigin` is another place that speaks the same API (the simulated carrier). */
function clientFor(secrets: Secrets, apiOrigin: string | undefined) {
  // 429 is answered before anything is taken: the client waits and asks again itself, three times.
  const options = { timeout: REQUEST_MS, autoRetry: true, maxRetries: 3, maxRetryDelay: 1_000 };
  const httpClient = new twilio.RequestClient(options);
  if (apiOrigin !== undefined) {
    const request = httpClient.request.bind(httpClient);
    httpClient.request = ((opts: { uri: string }) =>
      request({
        ...opts,
        uri: apiOrigin + opts.uri.replace(/^https:\/\/[^/]+/, ''),
      } as never)) as typeof httpClient.request;
  }
  return twilio(secrets.twilioAccountSid, secrets.twilioAuthToken, { httpClient });
}

const failed = (err: unknown): Sent => {
  const { status, code } = err as { status?: number; code?: number | string };
  if (status === 429) return { outcome: 'unavailable', code: '429' };
  // 401 and 404 are our own account, not this message: nothing is lost while somebody mends the credentials.
  if (status === 401 || status === 403 || status === 404)
    return { outcome: 'unavailable', code: String(code ?? status) };
  if (status !== undefined && status < 500) return { outcome: 'refused', code: String(code ?? status) };
  if (typeof code === 'string' && NEVER_CONNECTED.includes(code)) return { outcome: 'unavailable', code };
  return { outcome: 'unknown', code: String(status ?? code ?? 'no answer') };
};

/**
 * Sends through the carrier's Messaging Service; says plainly what is known of the outcome, and never throws.
 * @see https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource
 */
export function makeSend(secrets: Secrets, messagingServiceSid: string, apiOrigin?: string): Send {
  const client = clientFor(secrets, apiOrigin);
  return ({ to, body, statusCallback, validitySeconds }) =>
    client.messages
      .create({
        to,
        body,
        messagingServiceSid,
        statusCallback,
        validityPeriod: Math.max(1, Math.min(MAX_VALIDITY_SECONDS, Math.floor(validitySeconds))),
      })
      .then(({ sid }) => ({ outcome: 'accepted' as const, messageSid: sid }), failed);
}
