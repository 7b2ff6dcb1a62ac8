import type { CarrierParts } from './parts';
import { isFinal, type Message } from './types';

/** Twilio's error body: what the `twilio` package turns into a RestException. */
export interface RestError {
  readonly status: number;
  readonly code: number;
  readonly message: string;
}

export const errorBody = ({ status, code, message }: RestError) => ({
  code,
  message,
  more_info: `https://www.twilio.com/docs/errors/${code}`,
  status,
});

export const notFound = (path: string): RestError => ({
  status: 404,
  code: 20404,
  message: `The requested resource ${path} was not found`,
});

const ERROR_MESSAGES: Readonly<Record<number, string>> = {
  21265: "'To' number cannot be a Short Code",
  21610: 'Attempt to send to unsubscribed recipient',
  30003: 'Unreachable destination handset',
  30006: 'Landline or unreachable carrier',
  30036: 'Validity Period Expired',
};

/** `Thu, 30 Jul 2015 20:12:31 +0000`: RFC 2822, as the API writes times. */
const rfc2822 = (iso: string): string => new Date(iso).toUTCString().replace('GMT', '+0000');

/**
 * A message as the API shows it. Accepted through a Messaging Service it has no sender and no segment count yet.
 * @see https://www.twilio.com/docs/messaging/api/message-resource
 */
export const messageResource = (parts: CarrierParts, message: Message) => {
  const uri = `/2010-04-01/Accounts/${parts.accountSid}/Messages/${message.sid}`;
  const inbound = message.direction === 'inbound';
  const pending = message.status === 'accepted';
  const charged = isFinal(message.status) && message.status !== 'failed';
  return {
    account_sid: parts.accountSid,
    api_version: '2010-04-01',
    body: message.redacted ? '' : message.body,
    date_created: rfc2822(message.createdAt),
    date_sent: inbound ? rfc2822(message.createdAt) : message.sentAt === undefined ? null : rfc2822(message.sentAt),
    date_updated: rfc2822(message.updatedAt),
    direction: message.direction,
    error_code: message.errorCode ?? null,
    error_message: message.errorCode === undefined ? null : (ERROR_MESSAGES[message.errorCode] ?? null),
    from: inbound ? message.phone : pending ? null : message.hotline,
    messaging_service_sid: inbound || message.viaService ? parts.messagingServiceSid : null,
    num_media: String(message.media.length),
    num_segments: pending ? '0' : String(message.segments),
    price: charged ? `-${message.cost.toFixed(5)}` : null,
    price_unit: 'USD',
    sid: message.sid,
    status: message.status,
    subresource_uris: { media: `${uri}/Media.json` },
    to: inbound ? message.hotline : message.phone,
    uri: `${uri}.json`,
  };
};
