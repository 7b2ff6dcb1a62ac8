import { faultFor } from './faults';
import type { CarrierParts } from './parts';
import { type Callback, isFinal, type Message, type MessageStatus } from './types';
import { parseConnection, postSigned } from './webhook';

export interface Outbound {
  /** Takes a message to its next states in time: queued, sent, then delivered or what a fault makes of it. */
  advance(sid: string): void;
  /** Goes on with every message that is under way: after a restart, or when a fault ended. */
  advanceAll(): void;
  /** Delivers the status callbacks that wait, and waits until each was delivered or given up. */
  deliverCallbacks(): Promise<void>;
  /** Ends all timers, and resolves when no callback is under way any more. */
  stop(): Promise<void>;
}

/**
 * More patient than Twilio's own default (one retry, when no connection was made), since a callback that is lost here
 * would look like a fault of the hotline. After this the callback is given up, as Twilio does.
 */
const CALLBACK_CONNECTION = parseConnection('#rt=5000&tt=15000&rc=3&rp=all');
const CALLBACK_PAUSE_MS = 250;

export const makeOutbound = (parts: CarrierParts): Outbound => {
  const { store } = parts;
  const timers = new Map<string, NodeJS.Timeout>();
  const draining = new Map<string, Promise<void>>();

  const wait = (sid: string, ms: number, then: () => void): void => {
    clearTimeout(timers.get(sid));
    timers.set(sid, setTimeout(then, Math.min(Math.max(0, ms), 2 ** 31 - 1)));
  };

  const setStatus = (message: Message, status: MessageStatus, errorCode?: number): void => {
    const at = parts.clock().toISOString();
    store.record({ type: 'status', sid: message.sid, status, ...(errorCode !== undefined && { errorCode }), at });
    void drain(message.sid);
  };

  const drain = (sid: string): Promise<void> => {
    const current = draining.get(sid);
    if (current !== undefined) return current;
    const run = drainCallbacks(parts, sid).finally(() => draining.delete(sid));
    draining.set(sid, run);
    return run;
  };

  const advance = (sid: string): void => {
    const message = store.messages.get(sid);
    timers.delete(sid);
    if (parts.stopping.aborted || message === undefined) return;
    if (isFinal(message.status)) {
      void drain(sid);
      return;
    }
    const step = nextStep(parts, message);
    if (step === 'hold') {
      wait(sid, leftMs(parts, message), () => advance(sid));
      return;
    }
    setStatus(message, step.status, step.errorCode);
    if (!isFinal(step.status)) wait(sid, parts.deliveryMs / 2, () => advance(sid));
  };

  return {
    advance: (sid) => wait(sid, 0, () => advance(sid)),
    advanceAll: () => {
      for (const { sid, status } of store.messages.values()) if (!isFinal(status)) wait(sid, 0, () => advance(sid));
    },
    deliverCallbacks: async () => {
      const waiting = [...store.messages.values()].filter(({ callbacks = [] }) => callbacks.length > 0);
      await Promise.all(waiting.map(({ sid }) => drain(sid)));
    },
    stop: async () => {
      for (const timer of timers.values()) clearTimeout(timer);
      await Promise.allSettled(draining.values());
    },
  };
};

type Step = { readonly status: MessageStatus; readonly errorCode?: number } | 'hold';

/** 30036: it waited in the queue for longer than it was valid. 30003: the phone stayed off for as long. */
function nextStep(parts: CarrierParts, message: Message): Step {
  const fault = faultFor(parts.store.faults, message.phone);
  const expired = leftMs(parts, message) <= 0;
  if (message.status === 'accepted') return { status: 'queued' };
  if (message.status === 'queued') {
    if (expired) return { status: 'failed', errorCode: 30036 };
    return fault === 'down' ? 'hold' : { status: 'sent' };
  }
  if (fault === 'unreachable') return { status: 'undelivered', errorCode: 30003 };
  if (fault === 'landline') return { status: 'undelivered', errorCode: 30006 };
  if (expired) return { status: 'undelivered', errorCode: 30003 };
  return fault === 'off' || fault === 'down' ? 'hold' : { status: 'delivered' };
}

/** Twilio keeps a message for ten hours unless it is told otherwise. */
const DEFAULT_VALIDITY_SECONDS = 36_000;

const leftMs = (parts: CarrierParts, message: Message): number =>
  Date.parse(message.createdAt) +
  (message.validitySeconds ?? DEFAULT_VALIDITY_SECONDS) * 1_000 -
  parts.clock().getTime();

async function drainCallbacks(parts: CarrierParts, sid: string): Promise<void> {
  for (;;) {
    const message = parts.store.messages.get(sid);
    const callback = message?.callbacks?.[0];
    if (message?.statusCallback === undefined || callback === undefined) return;
    const { url, connection } = callbackTarget(parts, message.statusCallback);
    const params = callbackParams(parts, message, callback);
    const { outcome } = await postSigned(parts, { url, params, connection, pauseMs: CALLBACK_PAUSE_MS });
    if (outcome === 'stopped') return;
    if (outcome === 'failed') parts.log.warn('status callback given up', { sid, status: callback.status });
    parts.store.record({ type: 'callback-ended', sid });
  }
}

/** Overrides may stand in a status callback's fragment too. */
function callbackTarget({ origin }: CarrierParts, statusCallback: string) {
  const [url = '', fragment] = (statusCallback.startsWith('/') ? origin + statusCallback : statusCallback).split('#');
  return { url, connection: fragment === undefined ? CALLBACK_CONNECTION : parseConnection(fragment) };
}

/** @see https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks */
function callbackParams(parts: CarrierParts, message: Message, callback: Callback): Record<string, string> {
  return {
    SmsSid: message.sid,
    SmsStatus: callback.status,
    MessageStatus: callback.status,
    To: message.phone,
    MessageSid: message.sid,
    MessagingServiceSid: parts.messagingServiceSid,
    AccountSid: parts.accountSid,
    From: message.hotline,
    ApiVersion: '2010-04-01',
    ...(callback.errorCode !== undefined && { ErrorCode: String(callback.errorCode) }),
    ...(callback.status === 'delivered' && { RawDlrDoneDate: rawDate(parts.clock()) }),
  };
}

/** `YYMMDDhhmm`, as networks report it. */
const rawDate = (at: Date): string => at.toISOString().replace(/\D/g, '').slice(2, 12);
