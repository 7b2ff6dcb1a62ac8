import type { Fresh, IncomingText } from '../conversation/decision';
import type { Person } from '../conversation/person';
import type { Language } from '../replies/book';
import type { Case } from './case';

/** Code alphabet: `sms/commands.ts`. The first wave is due at once; the escalator makes it. */
export const openCase = (
  person: Person,
  text: IncomingText,
  about: { topic?: string; language: Language; danger: boolean },
  { now, caseId, code }: Fresh,
): Case => ({
  id: caseId,
  version: 0,
  code,
  status: 'WAITING',
  ...about,
  texter: { personId: person.id, to: text.from },
  openedAt: now.toISOString(),
  waitingSince: now.toISOString(),
  nextAt: now.toISOString(),
  waves: 0,
  waveAt: now.toISOString(),
  toReplace: 0,
  asked: [],
  passed: [],
  updates: 0,
});
