import type { Sealed } from '../conversation/person';
import type { ReplyRef } from '../replies/reference';

/**
 * - `alert`: a volunteer is asked to take a case; worthless when late
 * - `relay`: words of one side for the other
 * - `notice`: news about a case
 * - `answer`: a reply whose webhook never got through
 */
export type EffectKind = 'alert' | 'relay' | 'notice' | 'answer';

/** What must leave, decided but not yet stored: the shell gives it an id and seals the words. */
export interface NewEffect {
  readonly kind: EffectKind;
  readonly recipient: { readonly personId: string; readonly to: Sealed };
  readonly content: EffectContent;
  readonly caseId?: string;
  /** Not sent after this moment; the carrier gets it as the validity period. */
  readonly giveUpAt: string;
}

export type EffectContent =
  | { readonly reply: ReplyRef }
  /** Somebody's own words around which a system message may stand as `{words}`. */
  | { readonly reply: ReplyRef; readonly words: string }
  | { readonly words: string };

export type EffectStatus = 'PENDING' | 'SENDING' | 'SENT' | 'FAILED' | 'DROPPED';

/** A stored effect, without what only the vault can read. */
export interface Effect {
  readonly id: string;
  readonly personId: string;
  readonly kind: EffectKind;
  readonly status: EffectStatus;
  readonly caseId?: string;
  readonly createdAt: string;
  readonly giveUpAt: string;
  readonly attempts: number;
  readonly errorCode?: string;
  /** Gone once it has ended. */
  readonly sealedTo?: Sealed;
  readonly sealedBody?: string;
}

/** The sweep queues again what is PENDING for so long … */
export const PENDING_SECONDS = 30;
/** … or SENDING for so long without a callback that names it. */
export const SENDING_SECONDS = 60;
