/** A phone number as +13125550101. Made only here, so that whoever holds one knows it was checked. */
export type E164 = string & { readonly __brand: 'E164' };

export interface Address {
  readonly channel: 'sms' | 'whatsapp';
  readonly e164: E164;
}

const WHATSAPP = 'whatsapp:';
/** The carrier has checked more than we could: whoever texted us does exist. North American numbers have ten digits. */
const E164_FORM = /^\+(?:1[2-9]\d{9}|[2-9]\d{6,14})$/;
/** Twilio's stand-in where the sender withheld the number ("ANONYMOUS" on a keypad): a reply would go nowhere. */
const ANONYMOUS = '+266696687';

const toE164 = (digits: string): E164 | undefined =>
  E164_FORM.test(digits) && digits !== ANONYMOUS ? (digits as E164) : undefined;

/**
 * Reads the `From` of a webhook.
 * @returns 'short-code': 3 to 8 digits, a company's machine; 'not-a-phone': a name, a withheld number, anything else.
 *   Neither gets an answer.
 */
export function parseAddress(from: string): Address | 'short-code' | 'not-a-phone' {
  if (/^\d{3,8}$/.test(from)) return 'short-code';
  const channel = from.startsWith(WHATSAPP) ? 'whatsapp' : 'sms';
  const e164 = toE164(channel === 'whatsapp' ? from.slice(WHATSAPP.length) : from);
  return e164 ? { channel, e164 } : 'not-a-phone';
}

/** The address as Twilio writes it; the other way round of `parseAddress`. */
export const formatAddress = ({ channel, e164 }: Address): string =>
  channel === 'whatsapp' ? `${WHATSAPP}${e164}` : e164;
