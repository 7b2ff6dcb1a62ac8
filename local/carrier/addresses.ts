/** The kinds of sender that a hotline number meets. */
export type AddressKind = 'number' | 'short-code' | 'whatsapp';

const KINDS: readonly (readonly [AddressKind, RegExp])[] = [
  ['number', /^\+[1-9]\d{6,14}$/],
  ['short-code', /^\d{3,8}$/],
  ['whatsapp', /^whatsapp:\+[1-9]\d{6,14}$/],
];

/** @returns undefined when a carrier would know no such address */
export const addressKind = (address: string): AddressKind | undefined =>
  KINDS.find(([, pattern]) => pattern.test(address))?.[0];

/** The hotline's address on the channel that a phone uses: a `whatsapp:` sender writes to a `whatsapp:` number. */
export const hotlineFor = (phone: string, hotlineNumber: string): string =>
  addressKind(phone) === 'whatsapp' ? `whatsapp:${hotlineNumber}` : hotlineNumber;

/** `+13125550101` as `(312) 555-0101`; other addresses as they are. */
export const readable = (address: string): string => {
  const us = /^(whatsapp:)?\+1(\d{3})(\d{3})(\d{4})$/.exec(address);
  return us === null ? address : `${us[1] === undefined ? '' : 'WhatsApp '}(${us[2]}) ${us[3]}-${us[4]}`;
};

/** The first made-up number (555-0101 to 555-0199 are reserved for fiction) that no phone has, or undefined. */
export const nextFreeNumber = (taken: ReadonlySet<string>): string | undefined =>
  Array.from({ length: 99 }, (_, i) => `+131255501${String(i + 1).padStart(2, '0')}`).find((n) => !taken.has(n));
