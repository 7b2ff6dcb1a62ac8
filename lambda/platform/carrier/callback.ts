import * as z from 'zod/mini';
import { once } from '../../hotline/once';
import type { EffectName } from '../table/effects';

const name = /^([\w-]{22})\.([0-9A-HJKMNP-TV-Z]{26})$/;

/** The address the carrier reports to: it names the effect by two ids, neither of them a number. */
export const callbackFor = (origin: string, { personId, effectId }: EffectName): string =>
  `${origin}/deliveries?effect=${personId}.${effectId}`;

/** The address for replies that left as the webhook's answer: no effect stands behind them. */
export const replyCallback = (origin: string): string => `${origin}/deliveries`;

/** @returns undefined for the callback of a reply; 'wrong' for a name that we never gave */
export const parseEffectName = (value: string | undefined): EffectName | undefined | 'wrong' => {
  if (value === undefined) return undefined;
  const [, personId, effectId] = name.exec(value) ?? [];
  return personId && effectId ? { personId, effectId } : 'wrong';
};

const schema = once(() =>
  z.object({
    MessageStatus: z.string().check(z.minLength(1)),
    To: z.string().check(z.minLength(1)),
    ErrorCode: z.optional(z.string().check(z.regex(/^\d{1,6}$/))),
  }),
);

export interface Delivery {
  readonly status: 'on its way' | 'delivered' | 'failed';
  readonly errorCode?: string;
  readonly to: string;
}

/** @see https://www.twilio.com/docs/messaging/guides/track-outbound-message-status */
export function parseDelivery(form: URLSearchParams): Delivery | undefined {
  const parsed = schema().safeParse(Object.fromEntries(form));
  if (!parsed.success) return undefined;
  const { MessageStatus, ErrorCode, To } = parsed.data;
  const base = { errorCode: ErrorCode, to: To };
  switch (MessageStatus) {
    case 'delivered':
    case 'read':
      return { ...base, status: 'delivered' };
    case 'undelivered':
    case 'failed':
    case 'canceled':
      return { ...base, status: 'failed' };
    default:
      return { ...base, status: 'on its way' };
  }
}
