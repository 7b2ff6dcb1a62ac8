import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/*
 * libphonenumber-js with its smallest metadata adds 118 KB to a bundle. It stays because a volunteer's number is typed
 * by hand in the console, and a mistyped one is an alert that nobody gets.
 */

/** A phone number as +13125550101. Made only here, so that whoever holds one knows it was checked. */
export type E164 = string & { readonly __brand: 'E164' };

export interface Address {
  readonly channel: 'sms' | 'whatsapp';
  readonly e164: E164;
}

const WHATSAPP = 'whatsapp:';
const E164_FORM = /^\+[1-9]\d{6,14}$/;
/** Twilio's stand-in where the sender withheld the number ("ANONYMOUS" on a keypad): a reply would go nowhere. */
const ANONYMOUS = '+266696687';

const toE164 = (digits: string): E164 | undefined => {
  if (!E164_FORM.test(digits) || digits === ANONYMOUS) return undefined;
  const phone = parsePhoneNumberFromString(digits);
  // Possible rather than valid: numbering plans grow faster than metadata, and whoever texted us does exist.
  return phone?.isPossible() && phone.number === digits ? (digits as E164) : undefined;
};

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

/** Reads a number that a person typed, such as "(312) 555-0101"; without a country code it is a US number. */
export function parseTypedNumber(typed: string): E164 | undefined {
  const phone = parsePhoneNumberFromString(typed, 'US');
  return phone?.isPossible() && !phone.ext ? toE164(phone.number) : undefined;
}
