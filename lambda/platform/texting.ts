import { randomInt, randomUUID } from 'node:crypto';
import type { Case } from '../hotline/cases/case';
import type { LiveBook } from '../hotline/conversation/answer';
import { decide, planReads } from '../hotline/conversation/decide';
import type { Decision, IncomingText, Lookups } from '../hotline/conversation/decision';
import type { HandledText, Person } from '../hotline/conversation/person';
import { renderRef } from '../hotline/replies/render-ref';
import type { HotlineSettings } from '../hotline/settings';
import { CODE_DIGITS, CODE_LETTERS } from '../hotline/sms/commands';
import { toGsm } from '../hotline/sms/gsm';
import type { IncomingForm } from './carrier/incoming';
import type { LiveBookSource } from './table/books';
import { loadCase, loadCode, loadOpenCases, loadWords } from './table/cases';
import { commitDecision } from './table/commit';
import type { Db } from './table/db';
import { loadPerson } from './table/people';
import type { Vault } from './vault/vault';

export interface TextingParts {
  readonly db: Db;
  readonly vault: Vault;
  readonly books: LiveBookSource;
  readonly settings: HotlineSettings;
  readonly now: () => Date;
}

/** What one text came to. `again`: it was handled before, and changed nothing now. */
export interface Handled {
  readonly replies: readonly string[];
  readonly decision?: Decision;
  readonly again?: HandledText;
  /** Somebody else wrote first, so often. */
  readonly conflicts: number;
}

/** Twilio waits 4.5 s; four conflicts in a row on one person is a fault, and it tries again itself. */
const ATTEMPTS = 5;

const pick = (letters: string): string => letters[randomInt(letters.length)] ?? '';

/** Short codes first; a second digit only when a short one was taken. 22 × 8 and 22 × 64 of them. */
const makeCode = (digits: 1 | 2): string =>
  pick(CODE_LETTERS) + Array.from({ length: digits }, () => pick(CODE_DIGITS)).join('');

async function lookUp({ db, vault }: TextingParts, person: Person, text: IncomingText, now: Date): Promise<Lookups> {
  const reads = planReads(person, text);
  const find = async (id: string | undefined): Promise<Case | undefined> =>
    id === undefined ? undefined : loadCase(db, id, now);
  const byCode = async () => {
    const coded = reads.code === undefined ? undefined : await find(await loadCode(db, reads.code, now));
    return { coded, words: coded && coded.status !== 'CLOSED' ? await loadWords(db, vault, coded.id, now) : [] };
  };
  const offeredTo = (c: Case) => c.asked.some(({ personId }) => personId === person.id);
  const [own, held, claim, offered] = await Promise.all([
    find(reads.own),
    find(reads.held),
    byCode(),
    reads.offered ? loadOpenCases(db, now) : Promise.resolve([]),
  ]);
  return { own, held, ...claim, offered: offered.filter(offeredTo) };
}

const render = (parts: TextingParts, book: LiveBook, replies: HandledText['replies']): string[] =>
  replies.map((ref) => toGsm(renderRef(ref, book.book, parts.settings), parts.settings));

/** The same replies again, from the book they were taken from; from today's where that one is no longer kept. */
async function sayAgain(parts: TextingParts, handled: HandledText): Promise<string[]> {
  const book = (await parts.books.version(handled.bookVersion)) ?? (await parts.books.current());
  return render(parts, book, handled.replies);
}

/**
 * One text, from the carrier's form to what is to be said: read, decide, commit; on a conflict the same again.
 * Nothing is answered before it is committed. A MessageSid that was handled before gets the same replies and changes
 * nothing.
 * @param prepare changes a decision before it is committed (a late text's replies leave through the outbox)
 */
export async function handleText(
  parts: TextingParts,
  form: IncomingForm,
  options: { late: boolean; prepare?: (decision: Decision, text: IncomingText) => Decision },
): Promise<Handled> {
  const personId = parts.vault.personId(form.from);
  const live = await parts.books.current();
  const text: IncomingText = { ...form, from: parts.vault.sealAddress(personId, form.from), late: options.late };
  let digits: 1 | 2 = 1;
  for (let conflicts = 0; conflicts < ATTEMPTS; conflicts++) {
    const now = parts.now();
    const person = await loadPerson(parts.db, personId, now);
    const again = person.handled.find(({ sid }) => sid === form.sid);
    if (again) return { replies: await sayAgain(parts, again), again, conflicts };
    const lookups = await lookUp(parts, person, text, now);
    const fresh = { now, caseId: randomUUID(), code: makeCode(digits) };
    const decided = decide({ person, text, live, lookups, fresh, settings: parts.settings });
    const decision = options.prepare ? options.prepare(decided, text) : decided;
    // An opted-out person's text changes nothing: one read, no write.
    const committed =
      decision.person === person
        ? 'committed'
        : await commitDecision(parts, person, decision, live.book, form.sid, now);
    if (committed === 'committed') return { replies: render(parts, live, decision.replies), decision, conflicts };
    if (committed === 'code-taken') digits = 2;
  }
  throw new Error('too many conflicts on one person');
}
