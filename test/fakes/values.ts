import type { OnDuty } from '../../lambda/hotline/cases/advance';
import type { Case } from '../../lambda/hotline/cases/case';
import type { Fresh, IncomingText } from '../../lambda/hotline/conversation/decision';
import type { Person, Sealed, Volunteer } from '../../lambda/hotline/conversation/person';
import type { HotlineSettings } from '../../lambda/hotline/settings';

export const NOW = new Date('2026-11-24T15:00:00.000Z');
export const after = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);
export const sealed = (name: string): Sealed => `sealed ${name}` as Sealed;

export const settings: HotlineSettings = {
  organisation: 'Test Hotline',
  voiceLine: '855-435-7693',
  timeZone: 'America/Chicago',
  languages: ['en', 'es'],
  retentionDays: 30,
  carrierHandlesOptOut: true,
  messagingServiceSid: 'MG00000000000000000000000000000000',
  hotlineNumber: '+13125550100',
  waves: { size: 2, seconds: 120, count: 2 },
  updateSeconds: [300, 900],
  fallbackSeconds: 1800,
  keepAccents: false,
};

let sids = 0;
export const text = (body: string, more: Partial<IncomingText> = {}): IncomingText => ({
  sid: `sid-${++sids}`,
  body,
  pictures: 0,
  from: sealed('texter'),
  late: false,
  ...more,
});

export const fresh = (now: Date = NOW): Fresh => ({ now, caseId: 'case-1', code: 'A7' });

export const texter = (more: Partial<Person> = {}): Person => ({
  id: 'texter',
  version: 1,
  role: 'texter',
  optedOut: false,
  handled: [],
  ...more,
});

export const volunteer = (id: string, more: Partial<Volunteer> = {}): Person & { volunteer: Volunteer } => ({
  ...texter({ id, role: 'volunteer', language: 'en' }),
  volunteer: {
    name: `Name ${id}`,
    languages: ['en', 'es'],
    to: sealed(id),
    onDuty: true,
    lastAskedAt: '2026-01-01T00:00:00.000Z',
    ...more,
  },
});

export const onDuty = (id: string, more: Partial<OnDuty> = {}): OnDuty => ({
  personId: id,
  name: `Name ${id}`,
  languages: ['en', 'es'],
  to: sealed(id),
  lastAskedAt: '2026-01-01T00:00:00.000Z',
  ...more,
});

export const waitingCase = (more: Partial<Case> = {}): Case => ({
  id: 'case-1',
  version: 1,
  code: 'A7',
  status: 'WAITING',
  topic: 'home-door',
  language: 'es',
  danger: false,
  texter: { personId: 'texter', to: sealed('texter') },
  openedAt: NOW.toISOString(),
  waitingSince: NOW.toISOString(),
  nextAt: NOW.toISOString(),
  waves: 0,
  waveAt: NOW.toISOString(),
  toReplace: 0,
  asked: [],
  passed: [],
  updates: 0,
  ...more,
});

export const askedOf = (...ids: string[]): Case['asked'] =>
  ids.map((personId) => ({ personId, to: sealed(personId), language: 'en', at: NOW.toISOString() }));

export const claimedCase = (by: string, more: Partial<Case> = {}): Case =>
  waitingCase({
    status: 'CLAIMED',
    asked: askedOf(by),
    claimant: { personId: by, name: `Name ${by}`, to: sealed(by), language: 'en' },
    ...more,
  });
