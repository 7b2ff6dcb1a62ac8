import type { Case } from '../cases/case';
import type { NewEffect } from '../cases/effect';
import type { Language } from '../replies/book';
import type { ReplyRef } from '../replies/reference';
import type { Person, Sealed } from './person';

/** One text as the webhook's shell hands it to the rules. */
export interface IncomingText {
  /** The 16 bytes of the MessageSid, base64url. */
  readonly sid: string;
  readonly body: string;
  readonly pictures: number;
  /** The sender's address, for a case to keep. */
  readonly from: Sealed;
  /** Set when the carrier has answered an opt-out word itself. */
  readonly optOutType?: 'STOP' | 'START' | 'HELP';
  /** True when it was kept by the fallback and is decided later: numbers answer no menu any more. */
  readonly late: boolean;
}

/** Stored things that the rules asked for (`planReads`). */
export interface Lookups {
  /** The person's own open case, as a texter. */
  readonly own?: Case;
  /** The case a volunteer holds. */
  readonly held?: Case;
  /** The case behind the code that the volunteer texted. */
  readonly coded?: Case;
  /** What the texter wrote in `coded` so far, oldest first. */
  readonly words?: readonly string[];
  /** Open cases that were offered to this volunteer (LIST). */
  readonly offered?: readonly Case[];
}

/** Values that rules may not make up themselves. */
export interface Fresh {
  readonly now: Date;
  readonly caseId: string;
  /** A code that is free as far as we know; the opening transaction decides. */
  readonly code: string;
}

/** What the counts function adds up. No words, no number. */
export interface Outcome {
  readonly kind: 'answer' | 'choose' | 'unsure' | 'command' | 'greeting' | 'relay' | 'silence';
  readonly topic?: string;
  readonly language: Language;
  readonly urgent: boolean;
}

/** What one text causes. The shell commits state and effects together, and only then lets anything leave. */
export interface Decision {
  readonly person: Person;
  readonly replies: readonly ReplyRef[];
  readonly effects: readonly NewEffect[];
  readonly outcome: Outcome;
  readonly case?: { readonly kind: 'open' | 'update'; readonly value: Case };
  /** Words to keep with a case, for whoever claims it. */
  readonly keep?: { readonly caseId: string; readonly by: 'texter' | 'volunteer'; readonly words: string };
  /** Volunteers whose conversation this ends. */
  readonly frees?: readonly { readonly personId: string; readonly caseId: string }[];
  /** ERASE: the person is forgotten within a day, and the words kept with their case are deleted. */
  readonly erases?: { readonly wordsOf?: string };
}
