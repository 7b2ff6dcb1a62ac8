import type { Language } from './replies/book';

/** What an organisation decides once, at deployment. Validated at synth by `lib/config.ts`, in functions by `platform/settings.ts`. */
export interface HotlineSettings {
  readonly organisation: string;
  /** Phone number of people who answer by voice, as a texter reads it. */
  readonly voiceLine: string;
  /** IANA name, e.g. `America/Chicago`. */
  readonly timeZone: string;
  readonly languages: readonly Language[];
  /** A texter of whom nothing was heard for so long is forgotten. */
  readonly retentionDays: number;
  /** True where the carrier's Advanced Opt-Out answers STOP, START and HELP; false where we must (number redaction). */
  readonly carrierHandlesOptOut: boolean;
  readonly messagingServiceSid: string;
  /** The number people text, E.164. */
  readonly hotlineNumber: string;
  readonly waves: { readonly size: number; readonly seconds: number; readonly count: number };
  /** Honest updates to a waiting texter, so many seconds after opening. */
  readonly updateSeconds: readonly number[];
  /** When nobody took the case: the honest end, with the voice line. */
  readonly fallbackSeconds: number;
  /** True: accents that cost money (á í ó ú) are sent as they stand in the book. */
  readonly keepAccents: boolean;
}
