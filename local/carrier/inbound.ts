import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { addressKind } from './addresses';
import { faultFor } from './faults';
import { parseOptOutWord } from './opt-out';
import type { Outbound } from './outbound';
import { type CarrierParts, keptCallback, newMessage, refusalOf } from './parts';
import { parseTwiml, type TwimlMessage } from './twiml';
import type { Message, OptOutType, WebhookState } from './types';
import { parseConnection, postSigned, type WebhookResult } from './webhook';

/** What a text's webhook came to. `waiting`: the carrier is down or was stopped; it will be delivered again. */
export interface TextOutcome {
  readonly sid: string;
  readonly webhook: WebhookState;
  readonly replies: readonly string[];
}

export interface Inbound {
  /** A phone sends a text. When this returns, the text is in the journal; its webhook is on its way. */
  accept(phone: string, body: string, media?: readonly string[]): Message;
  /** Waits for the webhook that is under way for a text. */
  outcomeOf(sid: string): Promise<TextOutcome>;
  /** Delivers a text's webhook again with the same MessageSid, as Twilio may. The phone gets what is answered. */
  redeliver(sid: string): Promise<TextOutcome>;
  /** Delivers what waits, oldest first, one text at a time for each phone. */
  deliverWaiting(): Promise<void>;
  /** Resolves when nothing is under way any more. */
  settled(): Promise<void>;
}

export const makeInbound = (parts: CarrierParts, outbound: Outbound): Inbound => {
  const { store } = parts;
  const underWay = new Map<string, Promise<TextOutcome>>();

  const deliver = (message: Message): Promise<TextOutcome> => {
    const current = underWay.get(message.sid);
    if (current !== undefined) return current;
    const delivery = callWebhook(parts, outbound, message).finally(() => underWay.delete(message.sid));
    underWay.set(message.sid, delivery);
    return delivery;
  };

  return {
    accept: (phone, body, media = []) => {
      const word = parseOptOutWord(body);
      const message = newMessage(parts, {
        direction: 'inbound',
        phone,
        body,
        media,
        status: 'received',
        webhook: 'waiting',
        ...(word !== undefined && { optOutType: word.type }),
      });
      const effect = word && optOutEffect(parts, phone, word.type, word.answer);
      store.record({ type: 'text', message, ...effect });
      if (effect?.answer !== undefined) outbound.advance(effect.answer.sid);
      void deliver(message);
      return message;
    },
    outcomeOf: async (sid) => (await underWay.get(sid)) ?? stateOf(parts, sid),
    redeliver: async (sid) => {
      const message = store.messages.get(sid);
      if (message === undefined) return stateOf(parts, sid);
      await underWay.get(sid);
      return deliver(message);
    },
    deliverWaiting: async () => {
      const byPhone = new Map<string, Message[]>();
      for (const message of store.messages.values()) {
        if (message.webhook !== 'waiting' || underWay.has(message.sid)) continue;
        byPhone.set(message.phone, [...(byPhone.get(message.phone) ?? []), message]);
      }
      await Promise.all(
        [...byPhone.values()].map(async (texts) => {
          for (const text of texts) await deliver(text);
        }),
      );
    },
    settled: async () => void (await Promise.allSettled(underWay.values())),
  };
};

/** START always gets an answer; a second STOP gets none. */
function optOutEffect(
  parts: CarrierParts,
  phone: string,
  type: OptOutType,
  body: string,
): { answer?: Message; optedOut?: boolean } {
  if (type === 'STOP' && parts.store.optedOut.has(phone)) return {};
  const answer = newMessage(parts, { direction: 'outbound-reply', phone, body, status: 'queued', byCarrier: true });
  return { answer, ...(type !== 'HELP' && { optedOut: type === 'STOP' }) };
}

async function callWebhook(parts: CarrierParts, outbound: Outbound, message: Message): Promise<TextOutcome> {
  const { store, origin, log } = parts;
  const { sid } = message;
  const fault = faultFor(store.faults, message.phone);
  if (fault === 'down') return { sid, webhook: 'waiting', replies: [] };

  const connection = parseConnection(parts.connection);
  const url = `${origin}/texts`;
  const params = textParams(parts, message);
  let answer = readAnswer(await postSigned(parts, { url, params, connection, loseFirstAnswer: fault === 'twice' }));
  let state: WebhookState = 'answered';
  if (answer.outcome === 'failed') {
    log.warn('webhook failed, asking the fallback', { sid, errorCode: answer.errorCode });
    const failed = { ErrorCode: String(answer.errorCode), ErrorUrl: url };
    answer = readAnswer(
      await postSigned(parts, { url: `${origin}/fallback`, params: { ...params, ...failed }, connection }),
    );
    state = answer.outcome === 'failed' ? 'failed' : 'fallback';
  }
  if (answer.outcome === 'stopped') return { sid, webhook: 'waiting', replies: [] };
  if (answer.outcome === 'failed') log.warn('nobody answered the text', { sid, errorCode: answer.errorCode });

  const messages = answer.outcome === 'answered' ? answer.messages : [];
  const replies = messages.map((reply) => replyMessage(parts, message, reply));
  store.record({ type: 'webhook', sid, state, replies });
  for (const reply of replies) outbound.advance(reply.sid);
  return { sid, webhook: state, replies: messages.map((reply) => reply.body) };
}

const stateOf = (parts: CarrierParts, sid: string): TextOutcome => ({
  sid,
  webhook: parts.store.messages.get(sid)?.webhook ?? 'failed',
  replies: [],
});

type Answer =
  | { readonly outcome: 'answered'; readonly messages: readonly TwimlMessage[] }
  | { readonly outcome: 'failed'; readonly errorCode: number }
  | { readonly outcome: 'stopped' };

/** 12300: an answer of a type that is no TwiML. 12100: TwiML that cannot be read. Twilio sends plain text as one message. */
function readAnswer(result: WebhookResult): Answer {
  if (result.outcome !== 'answered') return result;
  const type = result.contentType.split(';')[0]?.trim().toLowerCase();
  if (result.body.trim() === '') return { outcome: 'answered', messages: [] };
  if (type === 'text/plain') return { outcome: 'answered', messages: [{ body: result.body, media: [] }] };
  if (type !== 'text/xml' && type !== 'application/xml' && type !== 'text/html') {
    return { outcome: 'failed', errorCode: 12300 };
  }
  try {
    return { outcome: 'answered', messages: parseTwiml(result.body) };
  } catch {
    return { outcome: 'failed', errorCode: 12100 };
  }
}

/** A reply to somebody who has just opted out, or to a short code, fails: Twilio logs it and the phone never sees it. */
function replyMessage(parts: CarrierParts, text: Message, reply: TwimlMessage): Message {
  const refusal = refusalOf(parts, text.phone);
  const callback = reply.statusCallback;
  return newMessage(parts, {
    direction: 'outbound-reply',
    phone: text.phone,
    body: reply.body,
    media: reply.media,
    status: refusal === undefined ? 'accepted' : 'failed',
    ...(refusal !== undefined && { errorCode: refusal, cost: 0 }),
    ...(callback !== undefined && { statusCallback: keptCallback(parts, callback) }),
    ...(callback !== undefined && refusal !== undefined && { callbacks: [{ status: 'failed', errorCode: refusal }] }),
  });
}

/**
 * The parameters of Twilio's request for an incoming message.
 * @see https://www.twilio.com/docs/messaging/guides/webhook-request
 */
function textParams(parts: CarrierParts, message: Message): Record<string, string> {
  return {
    ToCountry: 'US',
    ToState: 'IL',
    ToCity: 'CHICAGO',
    ToZip: '60601',
    SmsMessageSid: message.sid,
    NumMedia: String(message.media.length),
    ...Object.fromEntries(message.media.map((url, i) => [`MediaUrl${i}`, url])),
    ...Object.fromEntries(message.media.map((_, i) => [`MediaContentType${i}`, 'image/jpeg'])),
    ...senderPlace(message.phone),
    SmsSid: message.sid,
    SmsStatus: 'received',
    Body: message.body,
    To: message.hotline,
    ...(message.optOutType !== undefined && { OptOutType: message.optOutType }),
    MessagingServiceSid: parts.messagingServiceSid,
    NumSegments: String(message.segments),
    MessageSid: message.sid,
    AccountSid: parts.accountSid,
    From: message.phone,
    ApiVersion: '2010-04-01',
  };
}

/** WhatsApp senders come with their id and a profile name and without a place. */
function senderPlace(phone: string): Record<string, string> {
  const kind = addressKind(phone);
  if (kind === 'whatsapp')
    return { WaId: phone.replace('whatsapp:+', ''), ProfileName: 'Texter', ChannelPrefix: 'whatsapp' };
  const country =
    kind === 'short-code' || phone.startsWith('+1') ? 'US' : (parsePhoneNumberFromString(phone)?.country ?? '');
  const known = phone.startsWith('+1312') || phone.startsWith('+1773');
  return {
    FromCountry: country,
    FromState: known ? 'IL' : '',
    FromCity: known ? 'CHICAGO' : '',
    FromZip: known ? '60601' : '',
  };
}
