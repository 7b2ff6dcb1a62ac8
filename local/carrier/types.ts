/** What the simulated carrier knows. Words are Twilio's where Twilio has one, so that tests read like its documentation. */

export type Role = 'texter' | 'volunteer';

/** A phone on the phones page. `number` is E.164, a short code, or a `whatsapp:` address. */
export interface Phone {
  readonly number: string;
  readonly role: Role;
  readonly name: string;
}

/** `inbound`: phone to hotline. `outbound-reply`: the answer to a webhook. `outbound-api`: sent through the REST API. */
export type Direction = 'inbound' | 'outbound-reply' | 'outbound-api';

export type MessageStatus = 'received' | 'accepted' | 'queued' | 'sent' | 'delivered' | 'undelivered' | 'failed';

/** What became of a text's webhook. `waiting` is delivered again at the next start; `failed` means that nobody answered. */
export type WebhookState = 'waiting' | 'answered' | 'fallback' | 'failed';

export type OptOutType = 'STOP' | 'START' | 'HELP';

/** One status callback that the hotline has not confirmed yet. */
export interface Callback {
  readonly status: MessageStatus;
  readonly errorCode?: number;
}

/** A text in either direction, as it stands now. */
export interface Message {
  readonly sid: string;
  readonly direction: Direction;
  /** The phone's address, whichever way the message goes. */
  readonly phone: string;
  /** The hotline's address on the same channel. */
  readonly hotline: string;
  readonly body: string;
  readonly media: readonly string[];
  readonly segments: number;
  readonly encoding: 'GSM-7' | 'UCS-2';
  /** US dollars, estimated. */
  readonly cost: number;
  readonly status: MessageStatus;
  readonly errorCode?: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly sentAt?: string;
  /** Inbound only. */
  readonly webhook?: WebhookState;
  readonly optOutType?: OptOutType;
  /** Outbound only. */
  readonly viaService?: boolean;
  /** A path when it is the hotline's own, else a whole URL. */
  readonly statusCallback?: string;
  readonly callbacks?: readonly Callback[];
  readonly validitySeconds?: number;
  /** The carrier's own answer to an opt-out word: no webhook and no callback knows of it. */
  readonly byCarrier?: boolean;
  /** Removed through the REST API. The phone still has it. */
  readonly deleted?: boolean;
  readonly redacted?: boolean;
}

/** What the carrier writes to its log: ids, codes and counts, never a number or a word. Powertools' Logger fits. */
export interface CarrierLog {
  info(message: string, details: Record<string, string | number | boolean>): void;
  warn(message: string, details: Record<string, string | number | boolean>): void;
}

export const isFinal = (status: MessageStatus): boolean =>
  status === 'received' || status === 'delivered' || status === 'undelivered' || status === 'failed';
