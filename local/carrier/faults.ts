/**
 * What the carrier can be told to get wrong, for one phone or for all.
 * A phone's own fault comes before the fault for all.
 */
export const FAULTS = {
  unreachable: 'Unreachable: not delivered (30003)',
  landline: 'Landline: not delivered (30006)',
  off: 'Switched off: delivered when it is on again',
  'rate-limited': 'API answers 429 (20429)',
  'server-error': 'API answers 503 (20503)',
  'time-out': 'API never answers, nothing accepted',
  late: 'API accepts, answers late',
  dropped: 'API accepts, connection drops before the answer',
  twice: 'Each text reaches the hotline twice',
  down: 'Carrier down: nothing gets through',
} as const;

export type Fault = keyof typeof FAULTS;

/** The scope of a fault that is meant for every phone. */
export const ALL_PHONES = 'all';

export const isFault = (value: unknown): value is Fault => typeof value === 'string' && Object.hasOwn(FAULTS, value);

/** The fault that applies to a phone now. */
export const faultFor = (faults: ReadonlyMap<string, Fault>, phone: string): Fault | undefined =>
  faults.get(phone) ?? faults.get(ALL_PHONES);
