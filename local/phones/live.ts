import type { Context } from 'hono';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import { ALL_PHONES } from '../carrier/faults';
import type { CarrierParts } from '../carrier/parts';
import type { Change } from '../carrier/store';
import { renderBubble } from './bubble';
import { renderPhone, SHOWN_MESSAGES, SHOWN_PHONES } from './phone';

/** Milliseconds between signs of life, so that a page notices a dead connection and proxies keep a quiet one. */
const HEARTBEAT_MS = 15_000;

/**
 * The page's stream. It begins with everything that the page should show, so that a page which was away catches up, and
 * goes on with every change. Events: `hello` (which data this is), `phone`, `bubble`, `state` (fault, opt-out).
 */
export const streamPhones = (c: Context, parts: CarrierParts): Response => {
  const { store, stopping } = parts;
  return streamSSE(c, async (stream) => {
    const send = sender(stream);
    const tell = (change: Change): void => {
      const event = asEvent(parts, change);
      if (event !== undefined) void send(...event);
    };
    const unsubscribe = store.subscribe(tell);
    try {
      await send('hello', { id: store.id });
      for (const change of everything(parts)) tell(change);
      const end = ending(stream, stopping);
      while ((await beatOr(end)) === 'beat') await send('beat', {});
    } finally {
      unsubscribe();
    }
  });
};

/** Writes in the order of the calls: a stream that is written to twice at once may swap them. */
function sender(stream: SSEStreamingApi) {
  let last: Promise<unknown> = Promise.resolve();
  return (event: string, data: object): Promise<unknown> => {
    last = last.then(() => stream.writeSSE({ event, data: JSON.stringify(data) })).catch(() => undefined);
    return last;
  };
}

function* everything({ store }: CarrierParts): Generator<Change> {
  const phones = [...store.phones.values()].slice(0, SHOWN_PHONES);
  for (const phone of phones) yield { type: 'phone', phone };
  for (const scope of [ALL_PHONES, ...phones.map(({ number }) => number)]) yield { type: 'state', scope };
  for (const { number } of phones) {
    for (const message of store.messagesOf(number).slice(-SHOWN_MESSAGES)) yield { type: 'message', message };
  }
}

function asEvent(parts: CarrierParts, change: Change): [string, object] | undefined {
  const { store } = parts;
  switch (change.type) {
    case 'phone':
      return ['phone', { number: change.phone.number, html: renderPhone(parts, change.phone) }];
    case 'message': {
      const { phone, sid } = change.message;
      return ['bubble', { phone, sid, html: renderBubble(change.message) }];
    }
    case 'state':
      return [
        'state',
        {
          scope: change.scope,
          fault: store.faults.get(change.scope) ?? '',
          optedOut: store.optedOut.has(change.scope),
        },
      ];
    default:
      return change satisfies never;
  }
}

/** Resolves when the page left or the carrier stops. */
function ending(stream: SSEStreamingApi, stopping: AbortSignal): Promise<'end'> {
  return new Promise((resolve) => {
    const end = (): void => {
      stopping.removeEventListener('abort', end);
      resolve('end');
    };
    stream.onAbort(end);
    stopping.addEventListener('abort', end);
    if (stopping.aborted || stream.aborted) end();
  });
}

function beatOr(end: Promise<'end'>): Promise<'beat' | 'end'> {
  let timer: NodeJS.Timeout | undefined;
  const beat = new Promise<'beat'>((resolve) => {
    timer = setTimeout(() => resolve('beat'), HEARTBEAT_MS);
  });
  return Promise.race([beat, end]).finally(() => clearTimeout(timer));
}
