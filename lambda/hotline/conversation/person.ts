import type { Language } from '../replies/book';
import type { ReplyRef } from '../replies/reference';

/** A phone number that only the vault can read (`platform/vault`). Rules pass it on and never look inside. */
export type Sealed = string & { readonly __sealed: unique symbol };

/** What a number or a yes will mean, because we asked last. */
export type Menu =
  | { readonly kind: 'topics'; readonly topics: readonly string[] }
  /** "Is this happening now?": 1 opens a case about `topic`. */
  | { readonly kind: 'now'; readonly topic?: string };

/** One text that was handled, kept so that a re-delivery gets the same replies (design 2.2). */
export interface HandledText {
  /** The 16 bytes of the MessageSid, base64url. */
  readonly sid: string;
  readonly replies: readonly ReplyRef[];
  readonly bookVersion: number;
  /** The replies left through the outbox, because the webhook's answer never arrived. */
  readonly late?: boolean;
}

/** What the hotline remembers of one address. Version 0: nothing is stored; below 0: what was stored has expired. */
export interface Person {
  readonly id: string;
  readonly version: number;
  readonly role: 'texter' | 'volunteer';
  readonly optedOut: boolean;
  readonly language?: Language;
  readonly menu?: Menu;
  /** What MORE continues, and what "and my sister?" is about. */
  readonly topic?: string;
  readonly handled: readonly HandledText[];
  /** The open case of this person as a texter. */
  readonly caseId?: string;
  readonly rate?: { readonly since: string; readonly count: number };
  readonly volunteer?: Volunteer;
}

export interface Volunteer {
  readonly name: string;
  readonly languages: readonly Language[];
  readonly to: Sealed;
  readonly onDuty: boolean;
  /** ISO time; asked least recently is asked first. */
  readonly lastAskedAt: string;
  /** The case they claimed and have not ended. */
  readonly holds?: string;
}

export const HANDLED_KEPT = 8;

export const unknownPerson = (id: string): Person => ({ id, version: 0, role: 'texter', optedOut: false, handled: [] });
