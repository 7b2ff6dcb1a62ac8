import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { E164 } from './phone';

/*
 * Apart from `phone.ts`: the library adds 118 KB to a bundle, and only numbers that somebody types by hand need it. A
 * mistyped volunteer's number is an alert that nobody gets.
 */

/** Reads a number that a person typed, such as "(312) 555-0101"; without a country code it is a US number. */
export function parseTypedNumber(typed: string): E164 | undefined {
  const phone = parsePhoneNumberFromString(typed, 'US');
  return phone?.isPossible() && !phone.ext ? (phone.number as string as E164) : undefined;
}
