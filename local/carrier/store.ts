import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Fault } from './faults';
import { openJournal } from './journal';
import type { Message, MessageStatus, Phone, WebhookState } from './types';

/** Every change of the carrier's memory is one of these, and each is one line of the journal. */
export type CarrierEvent =
  | { readonly type: 'began'; readonly id: string }
  | { readonly type: 'phone'; readonly phone: Phone }
  | { readonly type: 'fault'; readonly scope: string; readonly fault: Fault | null }
  | { readonly type: 'opted-out'; readonly phone: string; readonly optedOut: boolean }
  /** A phone's text, with what its opt-out word changed, in one line: a kill cannot separate them. */
  | { readonly type: 'text'; readonly message: Message; readonly optedOut?: boolean; readonly answer?: Message }
  | {
      readonly type: 'webhook';
      readonly sid: string;
      readonly state: WebhookState;
      readonly replies: readonly Message[];
    }
  | { readonly type: 'message'; readonly message: Message }
  | {
      readonly type: 'status';
      readonly sid: string;
      readonly status: MessageStatus;
      readonly errorCode?: number;
      readonly at: string;
    }
  | { readonly type: 'callback-ended'; readonly sid: string }
  | { readonly type: 'removed'; readonly sid: string; readonly how: 'deleted' | 'redacted' };

/** What the page needs to hear of. */
export type Change =
  | { readonly type: 'phone'; readonly phone: Phone }
  | { readonly type: 'message'; readonly message: Message }
  | { readonly type: 'state'; readonly scope: string };

interface State {
  id: string;
  readonly phones: Map<string, Phone>;
  readonly faults: Map<string, Fault>;
  readonly optedOut: Set<string>;
  /** In the order in which they came. */
  readonly messages: Map<string, Message>;
  readonly sidsByPhone: Map<string, string[]>;
}

export interface Store {
  /** Changes when the data was begun anew, so that an open page knows that it shows another world. */
  readonly id: string;
  readonly phones: ReadonlyMap<string, Phone>;
  readonly faults: ReadonlyMap<string, Fault>;
  readonly optedOut: ReadonlySet<string>;
  readonly messages: ReadonlyMap<string, Message>;
  messagesOf(phone: string): Message[];
  /** Writes first, then changes memory, then tells subscribers. */
  record(event: CarrierEvent): void;
  subscribe(listener: (change: Change) => void): () => void;
  close(): void;
}

const COMPACT_ABOVE_BYTES = 1_000_000;

/** Opens the carrier's memory under `dataDir`. A large journal is first rewritten as what it amounts to. */
export const openStore = (dataDir: string): Store => {
  const { journal, events, bytes } = openJournal<CarrierEvent>(join(dataDir, 'carrier.jsonl'));
  const state: State = {
    id: '',
    phones: new Map(),
    faults: new Map(),
    optedOut: new Set(),
    messages: new Map(),
    sidsByPhone: new Map(),
  };
  for (const event of events) apply(state, event);
  if (bytes > COMPACT_ABOVE_BYTES) journal.rewrite([...asEvents(state)]);

  const listeners = new Set<(change: Change) => void>();
  const record = (event: CarrierEvent): void => {
    journal.append(event);
    for (const change of apply(state, event)) for (const listener of listeners) listener(change);
  };
  if (state.id === '') record({ type: 'began', id: randomUUID() });

  return {
    ...state,
    messagesOf: (phone) => (state.sidsByPhone.get(phone) ?? []).flatMap((sid) => state.messages.get(sid) ?? []),
    record,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => journal.close(),
  };
};

function apply(state: State, event: CarrierEvent): Change[] {
  switch (event.type) {
    case 'began':
      state.id = event.id;
      return [];
    case 'phone':
      state.phones.set(event.phone.number, event.phone);
      return [{ type: 'phone', phone: event.phone }];
    case 'fault':
      if (event.fault === null) state.faults.delete(event.scope);
      else state.faults.set(event.scope, event.fault);
      return [{ type: 'state', scope: event.scope }];
    case 'opted-out':
      return setOptedOut(state, event.phone, event.optedOut);
    case 'text': {
      const opted = event.optedOut === undefined ? [] : setOptedOut(state, event.message.phone, event.optedOut);
      return [...put(state, event.message), ...opted, ...(event.answer === undefined ? [] : put(state, event.answer))];
    }
    case 'webhook':
      return [
        ...change(state, event.sid, { webhook: event.state }),
        ...event.replies.flatMap((reply) => put(state, reply)),
      ];
    case 'message':
      return put(state, event.message);
    case 'status':
      return changeStatus(state, event);
    case 'callback-ended':
      return change(state, event.sid, { callbacks: state.messages.get(event.sid)?.callbacks?.slice(1) ?? [] });
    case 'removed':
      return change(state, event.sid, event.how === 'deleted' ? { deleted: true } : { redacted: true });
    default:
      return event satisfies never;
  }
}

function setOptedOut(state: State, phone: string, optedOut: boolean): Change[] {
  if (optedOut) state.optedOut.add(phone);
  else state.optedOut.delete(phone);
  return [{ type: 'state', scope: phone }];
}

function put(state: State, message: Message): Change[] {
  if (!state.messages.has(message.sid)) {
    const sids = state.sidsByPhone.get(message.phone);
    if (sids === undefined) state.sidsByPhone.set(message.phone, [message.sid]);
    else sids.push(message.sid);
  }
  state.messages.set(message.sid, message);
  return [{ type: 'message', message }];
}

function change(state: State, sid: string, fields: Partial<Message>): Change[] {
  const message = state.messages.get(sid);
  return message === undefined ? [] : put(state, { ...message, ...fields });
}

function changeStatus(state: State, event: CarrierEvent & { type: 'status' }): Change[] {
  const message = state.messages.get(event.sid);
  if (message === undefined) return [];
  const { status, errorCode, at } = event;
  const callback = { status, ...(errorCode !== undefined && { errorCode }) };
  return put(state, {
    ...message,
    ...callback,
    updatedAt: at,
    ...(status === 'sent' && { sentAt: at }),
    ...(message.statusCallback !== undefined && { callbacks: [...(message.callbacks ?? []), callback] }),
  });
}

function* asEvents(state: State): Generator<CarrierEvent> {
  yield { type: 'began', id: state.id };
  for (const phone of state.phones.values()) yield { type: 'phone', phone };
  for (const [scope, fault] of state.faults) yield { type: 'fault', scope, fault };
  for (const phone of state.optedOut) yield { type: 'opted-out', phone, optedOut: true };
  for (const message of state.messages.values()) yield { type: 'message', message };
}
