/**
 * Every key of the single table (design 6), and nowhere else. A key is `{ pk, sk }` of strings.
 * Indexes: `due` (partition `due`, sort `dueAt`) and `duty` (partition `duty`, sort `lastAskedAt`).
 */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

const key = (pk: string, sk: string = pk.slice(0, pk.indexOf('#'))): Key => ({ pk, sk });

export const personKey = (personId: string): Key => key(`PERSON#${personId}`);
export const caseKey = (caseId: string): Key => key(`CASE#${caseId}`);
export const codeKey = (code: string): Key => key(`CODE#${code}`);
export const caseMessageKey = (caseId: string, at: string, sid: string): Key =>
  key(`CASE#${caseId}`, `MSG#${at}#${sid}`);
export const effectKey = (personId: string, effectId: string): Key => key(`TO#${personId}`, `EFFECT#${effectId}`);
export const replyDraftKey = (topicId: string): Key => key(`REPLY#${topicId}`, 'DRAFT');
export const replyVersionKey = (topicId: string, version: number): Key =>
  key(`REPLY#${topicId}`, `V#${String(version).padStart(4, '0')}`);
export const bookPartKey = (version: number, part: number): Key => key(`BOOK#${version}`, `PART#${part}`);
export const liveKey = (): Key => key('SETTINGS', 'LIVE');
export const adminKey = (email: string): Key => key(`ADMIN#${email.trim().toLowerCase()}`);
export const unansweredKey = (month: string, id: string): Key => key(`UNANSWERED#${month}`, id);
export const auditKey = (month: string, id: string): Key => key(`AUDIT#${month}`, id);
export const countsKey = (day: string): Key => key(`COUNTS#${day}`);

/** Partition values of the sparse indexes. */
export const DUE_CASES = 'CASE';
export const DUE_EFFECTS = 'EFFECT';
export const ON_DUTY = 'ON';
