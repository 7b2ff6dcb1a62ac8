import { countSegments } from '../../lambda/hotline/sms/segments';

/**
 * Twilio's list prices for a US long code, in US dollars, as published in July 2026: the same in both directions per
 * segment; a picture message is priced as one. Fees that networks add (0.0025 to 0.0062 per segment) are not in it.
 * @see https://www.twilio.com/en-us/sms/pricing/us
 */
export const PRICES = { segment: 0.0083, pictureIn: 0.0165, pictureOut: 0.022 } as const;

export interface Measure {
  readonly segments: number;
  readonly encoding: 'GSM-7' | 'UCS-2';
  /** US dollars. */
  readonly cost: number;
}

/** Units in one of several segments. */
const GSM_SEGMENT = 153;
const UCS_SEGMENT = 67;

/** Ten full segments. No real carrier delivers a longer text whole, and the exact count takes time by its square. */
const EXACT_UP_TO = 10 * GSM_SEGMENT;

/** What the carrier bills for a message; beyond ten segments an estimate that may be one or two off. */
export const measure = (body: string, pictures = 0, inbound = false): Measure => {
  const { segments, encoding } = body.length > EXACT_UP_TO ? estimateSegments(body) : countSegments(body);
  const picture = inbound ? PRICES.pictureIn : PRICES.pictureOut;
  const cost = pictures > 0 ? picture : segments * PRICES.segment;
  return { segments, encoding, cost: Math.round(cost * 1e6) / 1e6 };
};

function estimateSegments(body: string): Pick<Measure, 'segments' | 'encoding'> {
  let units = 0;
  for (let at = 0; at < body.length; at += GSM_SEGMENT) {
    const part = countSegments(body.slice(at, at + GSM_SEGMENT));
    if (part.encoding === 'UCS-2') return { segments: Math.ceil(body.length / UCS_SEGMENT), encoding: 'UCS-2' };
    units += part.units;
  }
  return { segments: Math.ceil(units / GSM_SEGMENT), encoding: 'GSM-7' };
}
