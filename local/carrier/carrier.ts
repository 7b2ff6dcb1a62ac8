import { setMaxListeners } from 'node:events';
import { Hono } from 'hono';
import { makePhones } from '../phones/routes';
import { addressKind } from './addresses';
import type { Fault } from './faults';
import { makeInbound, type TextOutcome } from './inbound';
import { makeOutbound } from './outbound';
import type { CarrierParts } from './parts';
import { makeRest } from './rest';
import { openStore } from './store';
import type { CarrierLog, Message, Phone } from './types';
import { HOTLINE_CONNECTION } from './webhook';

export interface CarrierOptions {
  /** Where `carrier.jsonl` lives. Two carriers must never share it. */
  readonly dataDir: string;
  /** The hotline's public origin: webhooks go to `${origin}/texts` and `${origin}/fallback`, signed for exactly that. */
  readonly origin: string;
  readonly accountSid: string;
  readonly authToken: string;
  /** E.164. */
  readonly hotlineNumber: string;
  readonly messagingServiceSid: string;
  readonly log: CarrierLog;
  /** @default the machine's clock; timers always run by the machine's */
  readonly clock?: () => Date;
  /** @default the global fetch */
  readonly fetch?: typeof fetch;
  /** Connection overrides of the webhooks. @default HOTLINE_CONNECTION, what the set-up guide says to enter at Twilio */
  readonly connection?: string;
  /** Milliseconds from `queued` to `delivered`. @default 120 */
  readonly deliveryMs?: number;
  /** Milliseconds that the fault `late` waits before it answers. @default 8000 */
  readonly lateMs?: number;
}

export interface Carrier {
  /** Twilio's REST API under `/2010-04-01`, the phones page and its JSON under `/phones`. */
  readonly app: Hono;
  /** Once the hotline answers: delivers what waited since before a restart, and resolves when each was tried. */
  start(): Promise<void>;
  /** Ends all that is under way. What got no answer waits in the journal for the next start. */
  stop(): Promise<void>;
  addPhone(phone: Phone): void;
  sendText(phone: string, body: string, media?: readonly string[]): Message;
  /** Waits for the webhook of a text that is under way. */
  outcomeOf(sid: string): Promise<TextOutcome>;
  redeliver(sid: string): Promise<TextOutcome>;
  /** All messages of a phone, oldest first. */
  messagesOf(phone: string): Message[];
  /** @param phone a number, or 'all' */
  setFault(phone: string, fault: Fault | null): void;
}

/** A carrier on this machine that the hotline cannot tell from Twilio: the same API, signatures, callbacks and refusals. */
export const createCarrier = (options: CarrierOptions): Carrier => {
  const store = openStore(options.dataDir);
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal); // one for each page and request that is open
  const parts: CarrierParts = {
    ...options,
    store,
    stopping: stopping.signal,
    clock: options.clock ?? (() => new Date()),
    fetch: options.fetch ?? fetch,
    connection: options.connection ?? HOTLINE_CONNECTION,
    deliveryMs: options.deliveryMs ?? 120,
  };
  const outbound = makeOutbound(parts);
  const inbound = makeInbound(parts, outbound);

  const carrier: Omit<Carrier, 'app'> = {
    start: async () => {
      outbound.advanceAll();
      await Promise.all([inbound.deliverWaiting(), outbound.deliverCallbacks()]);
    },
    stop: async () => {
      if (stopping.signal.aborted) return;
      stopping.abort();
      await Promise.all([outbound.stop(), inbound.settled()]);
      store.close();
    },
    addPhone: (phone) => store.record({ type: 'phone', phone }),
    sendText: (phone, body, media) => {
      if (!store.phones.has(phone)) store.record({ type: 'phone', phone: strangerPhone(phone) });
      return inbound.accept(phone, body, media);
    },
    outcomeOf: (sid) => inbound.outcomeOf(sid),
    redeliver: (sid) => inbound.redeliver(sid),
    messagesOf: (phone) => store.messagesOf(phone),
    setFault: (scope, fault) => {
      store.record({ type: 'fault', scope, fault });
      outbound.advanceAll();
      void inbound.deliverWaiting();
    },
  };
  const app = new Hono();
  app.use('*', (c, next) => (stopping.signal.aborted ? Promise.resolve(c.text('stopping', 503)) : next()));
  app.route('/', makePhones(parts, carrier));
  app.route('/', makeRest(parts, outbound, options.lateMs) as unknown as Hono);
  return { ...carrier, app };
};

/** How a phone is called that nobody added: it texted, or was texted to. */
const strangerPhone = (number: string): Phone => {
  const kind = addressKind(number);
  const name =
    kind === 'short-code' ? 'Short code' : `${kind === 'whatsapp' ? 'WhatsApp' : 'Texter'} ${number.slice(-4)}`;
  return { number, role: 'texter', name };
};
