import type { Case } from './case';
import type { Effect, NewEffect } from './effect';
import { notice } from './notices';

export interface AfterFailure {
  readonly case?: Case;
  readonly effects: readonly NewEffect[];
}

/**
 * What it means for a case that something for it did not arrive: an alert moves on to the next volunteer at once, words
 * of a conversation are reported to the side that wrote them. A failed notice starts nothing: it could go on for ever.
 */
export function afterFailure(c: Case, failed: Pick<Effect, 'kind' | 'personId'>, now: Date): AfterFailure {
  if (c.status === 'CLOSED') return { effects: [] };
  switch (failed.kind) {
    case 'alert':
      if (c.status !== 'WAITING') return { effects: [] };
      return { case: { ...c, toReplace: c.toReplace + 1, nextAt: now.toISOString() }, effects: [] };
    case 'relay':
      return {
        effects:
          failed.personId === c.texter.personId
            ? notice(c, 'claimant', 'v-relay-failed', now)
            : notice(c, 'texter', 'relay-failed', now),
      };
    case 'notice':
    case 'answer':
      return { effects: [] };
  }
}
