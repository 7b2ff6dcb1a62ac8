import type { Sealed } from '../conversation/person';
import type { Language } from '../replies/book';

export type CaseStatus = 'WAITING' | 'CLAIMED' | 'UNANSWERED' | 'CLOSED';

/** A volunteer who was asked to take the case. */
export interface Asked {
  readonly personId: string;
  readonly to: Sealed;
  readonly language: Language;
  readonly at: string;
}

export interface Claimant {
  readonly personId: string;
  readonly name: string;
  readonly to: Sealed;
  readonly language: Language;
}

/**
 * One urgent text and what became of it. Times are ISO strings.
 * While it is not CLOSED it has a `nextAt` (design 2.4); when it is CLOSED it has no `nextAt` and no sealed number.
 */
export interface Case {
  readonly id: string;
  readonly version: number;
  readonly code: string;
  readonly status: CaseStatus;
  readonly topic?: string;
  readonly language: Language;
  readonly danger: boolean;
  readonly texter: { readonly personId: string; readonly to?: Sealed };
  readonly openedAt: string;
  /** When the present wait began: at opening, and again when the case was released or is urgent again. Updates and the honest end count from it. */
  readonly waitingSince: string;
  readonly nextAt?: string;
  /** Waves that asked somebody. */
  readonly waves: number;
  /** When the next wave is due. */
  readonly waveAt: string;
  /** Alerts that could not be delivered and whose volunteer is not replaced yet. */
  readonly toReplace: number;
  readonly asked: readonly Asked[];
  /** Volunteers who gave it back: they are not asked again. */
  readonly passed: readonly string[];
  readonly claimant?: Claimant;
  /** How many honest updates the texter has had. */
  readonly updates: number;
  readonly closedAt?: string;
  readonly outcome?: CaseOutcome;
}

export type CaseOutcome = 'done' | 'texter-left' | 'idle' | 'unanswered';

export const isOpen = (c: Case): boolean => c.status !== 'CLOSED';
export const isClaimable = (c: Case): boolean => c.status === 'WAITING' || c.status === 'UNANSWERED';

/** A case in which nobody wrote for so long is over. */
export const IDLE_SECONDS = 2 * 60 * 60;
/** An unanswered case stays claimable for so long after it was opened. */
export const UNANSWERED_SECONDS = 24 * 60 * 60;

export const plusSeconds = (time: Date | string, seconds: number): string =>
  new Date(new Date(time).getTime() + seconds * 1000).toISOString();

export const earliest = (...times: (string | undefined)[]): string | undefined =>
  times.filter((t) => t !== undefined).sort()[0];

/** A case that waits anew: the next wave is due at once, and whoever was asked may be asked again, but for those who passed. */
export const waitAgain = (c: Case, now: Date): Case => {
  const { claimant, ...rest } = c;
  const passed = claimant ? [...c.passed, claimant.personId] : c.passed;
  return {
    ...rest,
    passed,
    status: 'WAITING',
    waitingSince: now.toISOString(),
    nextAt: now.toISOString(),
    waveAt: now.toISOString(),
    waves: 0,
    toReplace: 0,
    updates: 0,
    asked: c.asked.filter(({ personId }) => passed.includes(personId)),
  };
};

/** Ends a case: the code is free again in a day, and every number is gone from it at once. */
export const closeCase = (c: Case, outcome: CaseOutcome, now: Date): Case => {
  const { nextAt: _next, claimant: _claimant, texter, ...rest } = c;
  return {
    ...rest,
    texter: { personId: texter.personId },
    asked: [],
    passed: [],
    status: 'CLOSED',
    outcome,
    closedAt: now.toISOString(),
  };
};
