import type { Message } from '../carrier/types';

/**
 * A message as `GET /phones/{number}` lists it. `direction` is the carrier's word: `inbound` from the phone to the
 * hotline, `outbound-reply` and `outbound-api` from the hotline to the phone.
 */
export const messageView = (message: Message) => ({
  sid: message.sid,
  direction: message.direction,
  body: message.body,
  ...(message.media.length > 0 && { media: message.media }),
  time: message.createdAt,
  segments: message.segments,
  encoding: message.encoding,
  /** US dollars. */
  cost: message.cost,
  status: message.status,
  ...(message.errorCode !== undefined && { errorCode: message.errorCode }),
  ...(message.webhook !== undefined && { webhook: message.webhook }),
  ...(message.optOutType !== undefined && { optOutType: message.optOutType }),
  ...(message.byCarrier && { byCarrier: true }),
});
