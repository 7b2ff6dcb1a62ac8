import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { LiveBook } from '../../hotline/conversation/answer';
import { HotlineError } from '../../hotline/errors';
import type { ReplyBook } from '../../hotline/replies/book';
import { completedBy } from '../../hotline/replies/render';
import type { Db } from './db';
import { liveKey } from './keys';
import { openSnapshot, readParts, trainBook } from './snapshots';

export { packBook, unpackBook } from './snapshots';

/** Which book answers now. */
export interface LivePointer {
  readonly version: number;
  /** Parts of its snapshot. */
  readonly parts: number;
  readonly publishedAt: string;
  readonly publishedBy: string;
  /** Fingerprint of the starter content last brought by a release, per topic: what is known is not offered again. */
  readonly starter: Readonly<Record<string, string>>;
}

/** @returns undefined until the first deployment has seeded the book */
export async function readLive(db: Db, options: { consistent?: boolean; timeoutMs?: number } = {}) {
  const read = new GetItemCommand({
    TableName: db.table,
    Key: { pk: { S: liveKey().pk }, sk: { S: liveKey().sk } },
    ConsistentRead: options.consistent ?? true,
  });
  const { Item } = await db.client.send(read, { abortSignal: AbortSignal.timeout(options.timeoutMs ?? 5_000) });
  if (!Item) return undefined;
  const live = unmarshall(Item);
  if (!Number.isInteger(live.version)) throw new HotlineError('item.corrupt', 'SETTINGS/LIVE names no reply book');
  return live as LivePointer;
}

/**
 * A published book, whole.
 * @returns undefined when it never was, or is no longer kept
 */
export async function readBook(db: Db, version: number, now: Date): Promise<LiveBook | undefined> {
  const parts = await readParts(db, version, now);
  return parts && openSnapshot(parts);
}

export interface LiveBookSource {
  /** The book that answers now. Never fails: an old book is better than no answer. */
  current(): Promise<LiveBook>;
  /**
   * The book a stored reply was rendered from; kept for 7 days after it was replaced.
   * @returns undefined when it is gone; throws when the table cannot be read, so that the caller can be asked again
   */
  version(version: number): Promise<LiveBook | undefined>;
}

export interface LiveBookOptions {
  /** @default 15000 */
  readonly refreshMs?: number;
  /** For the log: the hotline answers on. @default nothing */
  readonly onFailedRefresh?: (error: unknown) => void;
}

const REFRESH_MS = 15_000;
const OLD_BOOKS_KEPT = 3;

/**
 * Follows the live book for as long as the function's container lives. The pointer is read at most every 15 s and with
 * one second to answer, so the ordinary text pays nothing for it; a refresh that fails keeps the last book and is tried
 * again after the next 15 s, since the texts in between must not each wait for a table in trouble.
 */
export function makeLiveBook(
  db: Db,
  starter: () => ReplyBook,
  now: () => Date = () => new Date(),
  { refreshMs = REFRESH_MS, onFailedRefresh = () => {} }: LiveBookOptions = {},
): LiveBookSource {
  let live: LiveBook | undefined;
  let trainedStarter: LiveBook | undefined;
  let checkedAt = Number.NEGATIVE_INFINITY;
  let refreshing: Promise<void> | undefined;
  const old = new Map<number, LiveBook>();

  const starterLive = () => {
    trainedStarter ??= trainBook(starter());
    return trainedStarter;
  };
  const complete = ({ book, matcher }: LiveBook): LiveBook => ({ book: completedBy(book, starter()), matcher });
  const remember = (book: LiveBook) => {
    old.set(book.book.version, book);
    const [oldest] = old.keys();
    if (old.size > OLD_BOOKS_KEPT && oldest !== undefined) old.delete(oldest);
  };
  const refresh = async () => {
    const pointer = await readLive(db, { consistent: false, timeoutMs: 1_000 });
    if (!pointer || pointer.version === live?.book.version) return;
    const next = await readBook(db, pointer.version, now());
    if (!next) return;
    if (live) remember(live);
    live = complete(next);
  };
  return {
    async current() {
      const at = now().getTime();
      if (!refreshing && at - checkedAt >= refreshMs) {
        checkedAt = at;
        refreshing = refresh()
          .catch(onFailedRefresh)
          .finally(() => {
            refreshing = undefined;
          });
      }
      await refreshing;
      return live ?? starterLive();
    },
    async version(version) {
      if (version === 0) return starterLive();
      const known = live?.book.version === version ? live : old.get(version);
      if (known) return known;
      const read = await readBook(db, version, now());
      if (!read) return undefined;
      const book = complete(read);
      remember(book);
      return book;
    },
  };
}
