import { randomBytes } from 'node:crypto';
import { addressKind, hotlineFor } from './addresses';
import { measure } from './measure';
import type { Store } from './store';
import type { CarrierLog, Message } from './types';
import type { WebhookParts } from './webhook';

/** What the halves of the carrier share. */
export interface CarrierParts extends WebhookParts {
  /** The hotline's public origin, without a slash at the end. */
  readonly origin: string;
  readonly accountSid: string;
  readonly hotlineNumber: string;
  readonly messagingServiceSid: string;
  /** Milliseconds from `queued` to `delivered`. */
  readonly deliveryMs: number;
  /** How Twilio calls the hotline's webhooks: a fragment of connection overrides. */
  readonly connection: string;
  readonly log: CarrierLog;
  readonly clock: () => Date;
  readonly store: Store;
}

/** `SM…` for a text, `MM…` for a picture message: 34 characters, as Twilio's. */
const newSid = (pictures: number): string => `${pictures > 0 ? 'MM' : 'SM'}${randomBytes(16).toString('hex')}`;

type Given = Pick<Message, 'direction' | 'phone' | 'body' | 'status'> & Partial<Message>;

/** A new message with its id, time, segments and cost. */
export const newMessage = (parts: CarrierParts, given: Given): Message => {
  const now = parts.clock().toISOString();
  const media = given.media ?? [];
  return {
    sid: newSid(media.length),
    hotline: hotlineFor(given.phone, parts.hotlineNumber),
    media,
    ...measure(given.body, media.length, given.direction === 'inbound'),
    createdAt: now,
    updatedAt: now,
    ...given,
  };
};

/** 21610: the phone has opted out. 21265: a long number cannot write to a short code. */
export const refusalOf = (parts: CarrierParts, phone: string): 21610 | 21265 | undefined => {
  if (parts.store.optedOut.has(phone)) return 21610;
  return addressKind(phone) === 'short-code' ? 21265 : undefined;
};

/**
 * A status callback as it is kept: as a path when it is the hotline's own, so that it still reaches the hotline when that
 * starts again on another port.
 */
export const keptCallback = ({ origin }: CarrierParts, url: string): string => {
  const { href } = new URL(url, `${origin}/texts`);
  return href.startsWith(`${origin}/`) ? href.slice(origin.length) : href;
};
