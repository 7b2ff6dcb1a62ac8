import { addressKind } from './addresses';
import { type CarrierParts, keptCallback, newMessage, refusalOf } from './parts';
import type { RestError } from './rest-shapes';
import type { Message } from './types';

/** Longer bodies are refused, however many segments they would make. */
const MAX_BODY_CHARACTERS = 1_600;

/**
 * Checks what a caller wants sent, in Twilio's order, and makes the message; nothing is recorded yet.
 * @param form the parameters of `POST Messages.json`; `MediaUrl` may stand there several times
 */
export const createMessage = (parts: CarrierParts, form: URLSearchParams): Message | RestError => {
  const to = form.get('To') ?? '';
  const body = form.get('Body') ?? '';
  const media = form.getAll('MediaUrl');
  const from = form.get('From');
  const service = form.get('MessagingServiceSid');
  const statusCallback = form.get('StatusCallback');
  const validity = form.get('ValidityPeriod');
  const bad = (code: number, message: string): RestError => ({ status: 400, code, message });

  if (to === '') return bad(21604, "A 'To' phone number is required.");
  if (addressKind(to) === undefined) return bad(21211, `Invalid 'To' Phone Number: ${to}`);
  if (from === null && service === null) return bad(21603, "A 'From' phone number is required.");
  if (service !== null && service !== parts.messagingServiceSid) {
    return bad(21701, `The Messaging Service ${service} does not exist`);
  }
  if (from !== null && from.replace('whatsapp:', '') !== parts.hotlineNumber) {
    return bad(21606, `The 'From' phone number provided (${from}) is not a valid message-capable Twilio phone number`);
  }
  if (to.replace('whatsapp:', '') === parts.hotlineNumber) {
    return bad(21266, "'To' and 'From' number cannot be the same");
  }
  if (body === '' && media.length === 0) return bad(21602, 'Message body is required.');
  if ([...body].length > MAX_BODY_CHARACTERS) {
    return bad(21617, `The concatenated message body exceeds the ${MAX_BODY_CHARACTERS} character limit.`);
  }
  if (statusCallback !== null && !isHttpUrl(statusCallback)) {
    return bad(21609, `The 'StatusCallback' URL ${statusCallback} is not a valid URL.`);
  }
  if (validity !== null && !isValidity(validity)) return bad(20001, 'ValidityPeriod must be from 1 to 36000 seconds');
  const refusal = refusalOf(parts, to);
  if (refusal === 21610) return bad(21610, 'Attempt to send to unsubscribed recipient');
  if (refusal === 21265) return bad(21265, "'To' number cannot be a Short Code");

  return newMessage(parts, {
    direction: 'outbound-api',
    phone: to,
    body,
    media,
    status: service === null ? 'queued' : 'accepted',
    ...(service !== null && { viaService: true }),
    ...(statusCallback !== null && { statusCallback: keptCallback(parts, statusCallback) }),
    ...(validity !== null && { validitySeconds: Number(validity) }),
  });
};

export const isRefused = (result: Message | RestError): result is RestError => 'code' in result;

const isHttpUrl = (value: string): boolean => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);

const isValidity = (value: string): boolean => /^\d+$/.test(value) && Number(value) >= 1 && Number(value) <= 36_000;
