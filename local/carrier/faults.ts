/**
 * What the carrier can be told to get wrong, for one phone or for all.
 * A phone's own fault comes before the fault for all.
 */
export const FAULTS = {
  unreachable: { name: 'Unreachable', effect: 'Texts to the phone are not delivered (30003).' },
  landline: { name: 'Landline', effect: 'Texts to the phone are not delivered (30006).' },
  off: { name: 'Off', effect: 'Texts to the phone wait until it is on again, or are no longer valid.' },
  'rate-limited': { name: 'API 429', effect: 'The API refuses with 429 (20429).' },
  'server-error': { name: 'API 503', effect: 'The API refuses with 503 (20503).' },
  'time-out': { name: 'API silent', effect: 'The API never answers, and accepts nothing.' },
  late: { name: 'API late', effect: 'The API accepts, and answers only after several seconds.' },
  dropped: { name: 'API drops', effect: 'The API accepts, and the connection ends before it answers.' },
  twice: { name: 'Twice', effect: 'Each text reaches the hotline twice, since its first answer is lost.' },
  down: { name: 'Down', effect: 'Nothing gets through, either way. Texts wait.' },
} as const;

export type Fault = keyof typeof FAULTS;

/** The scope of a fault that is meant for every phone. */
export const ALL_PHONES = 'all';

export const isFault = (value: unknown): value is Fault => typeof value === 'string' && Object.hasOwn(FAULTS, value);

/** The fault that applies to a phone now. */
export const faultFor = (faults: ReadonlyMap<string, Fault>, phone: string): Fault | undefined =>
  faults.get(phone) ?? faults.get(ALL_PHONES);
