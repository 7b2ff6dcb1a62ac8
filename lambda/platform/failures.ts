import { afterFailure } from '../hotline/cases/after-failure';
import type { Effect } from '../hotline/cases/effect';
import type { LiveBookSource } from './table/books';
import { loadCase } from './table/cases';
import { type CommitParts, caseWrites, effectWrites, transact } from './table/commit';
import { failEffect } from './table/effects';
import { markOptedOut } from './table/people';

/** The carrier's word that the recipient has opted out. */
export const OPTED_OUT = '21610';

const ATTEMPTS = 5;

/**
 * An effect has failed for good: one transaction records it and what follows (the next volunteer, a word to the other
 * side). Called twice, it does nothing the second time.
 * @returns whether this call recorded it
 */
export async function recordFailure(
  parts: CommitParts & { books: LiveBookSource; now: () => Date },
  effect: Effect,
  errorCode: string,
  { fromCarrier = true } = {},
): Promise<boolean> {
  if (effect.status === 'FAILED' || effect.status === 'DROPPED') return false;
  // Only the carrier's word counts: what our own state says may be older than a START.
  if (errorCode === OPTED_OUT && fromCarrier) await markOptedOut(parts.db, effect.personId);
  const name = { personId: effect.personId, effectId: effect.id };
  const { book } = await parts.books.current();
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const now = parts.now();
    const about = effect.caseId === undefined ? undefined : await loadCase(parts.db, effect.caseId, now);
    const after = about ? afterFailure(about, effect, now) : { effects: [] };
    const committed = await transact(parts.db, [
      failEffect(parts.db, name, errorCode, now),
      ...(after.case ? caseWrites(parts.db, { kind: 'update', value: after.case }, now) : []),
      ...effectWrites(parts, book, after.effects, now),
    ]);
    if (committed === 'committed') return true;
    // Without a case only the effect itself can be in the way: it has failed before, or has arrived.
    if (!after.case) return false;
  }
  throw new Error('too many conflicts on one case');
}
