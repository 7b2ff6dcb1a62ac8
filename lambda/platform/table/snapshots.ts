import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { type AttributeValue, QueryCommand, type QueryCommandOutput } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Matcher } from '../../hotline/answering/matcher';
import { type Example, type MatcherModel, restoreMatcher, trainMatcher } from '../../hotline/answering/matcher';
import type { LiveBook } from '../../hotline/conversation/answer';
import { HotlineError } from '../../hotline/errors';
import type { Language, ReplyBook, Topic } from '../../hotline/replies/book';
import type { Db } from './db';
import { bookPartKey } from './keys';

/** A reply book whose matcher can be saved: just trained, or restored from a snapshot. */
export interface TrainedBook extends LiveBook {
  readonly matcher: Matcher;
}

/** What a book's parts hold together. */
export interface Snapshot {
  readonly book: ReplyBook;
  readonly model: MatcherModel;
  /** Of each topic, which of its versions is in this book: for pages, so that they need not ask topic by topic. */
  readonly versions: Readonly<Record<string, number>>;
}

/** DynamoDB refuses items over 400 KB, names and keys included. */
const PART_BYTES = 340_000;
/** No book is near it: a bomb in a corrupt item must not take the function's memory. */
const UNPACKED_BYTES = 64_000_000;

/** Everything that the matcher learns from: how people ask each topic, greetings, and what we are not for. */
export function trainingExamples(book: ReplyBook): Example[] {
  const of = (topic: string, examples: Topic['examples']) =>
    (Object.entries(examples) as [Language, readonly string[]][]).flatMap(([language, texts]) =>
      texts.map((text) => ({ text, topic, language })),
    );
  return [
    ...book.topics.flatMap(({ id, examples }) => of(id, examples)),
    ...Object.entries(book.systemExamples).flatMap(([id, examples]) => of(id, examples)),
  ];
}

/** Well under a second: at publishing, and where no trained snapshot can be read. */
export const trainBook = (book: ReplyBook): TrainedBook => ({ book, matcher: trainMatcher(trainingExamples(book)) });

/**
 * One snapshot, compressed and cut into what fits an item each. The trained model travels with the words, so that a
 * cold start trains nothing.
 */
export function packBook(book: ReplyBook, model: MatcherModel, versions: Snapshot['versions'] = {}): Uint8Array[] {
  const json = Buffer.from(JSON.stringify({ book, model, versions } satisfies Snapshot));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: json.length };
  const packed = brotliCompressSync(json, { params });
  const parts: Uint8Array[] = [];
  for (let at = 0; at < packed.length; at += PART_BYTES) parts.push(packed.subarray(at, at + PART_BYTES));
  return parts;
}

/**
 * @param parts all parts, in order
 * @throws HotlineError 'item.corrupt' when they are no snapshot of ours
 */
export function unpackBook(parts: readonly Uint8Array[]): Snapshot {
  try {
    const json = brotliDecompressSync(Buffer.concat(parts), { maxOutputLength: UNPACKED_BYTES }).toString('utf8');
    const { book, model, versions } = JSON.parse(json) as Snapshot;
    if (!Number.isInteger(book.version) || book.topics.length === 0 || !book.messages) throw new Error('no reply book');
    return { book, model, versions };
  } catch (cause) {
    throw new HotlineError('item.corrupt', 'a stored reply book cannot be read', { cause });
  }
}

/**
 * Ready to answer. A model that an earlier release of the matcher saved cannot be restored; the book's own examples
 * can always be learned again, which costs time but not an answer.
 */
export function openSnapshot(parts: readonly Uint8Array[]): TrainedBook {
  const { book, model } = unpackBook(parts);
  try {
    return { book, matcher: restoreMatcher(model) };
  } catch {
    return trainBook(book);
  }
}

/** The items of one snapshot. Key: bookPartKey. */
export const partItems = (version: number, parts: readonly Uint8Array[]): Record<string, AttributeValue>[] =>
  parts.map((data, part) => marshall({ ...bookPartKey(version, part), data, parts: parts.length }));

/**
 * Reads one snapshot's parts; a book of one part is one call. Consistent, because the pointer to a book just published
 * may be read before the parts have reached every copy of the table.
 * @returns undefined when there is no such book, or it ended before `now`
 * @throws HotlineError 'item.corrupt' when a part is missing
 */
export async function readParts(db: Db, version: number, now: Date): Promise<Uint8Array[] | undefined> {
  const items: Record<string, unknown>[] = [];
  let from: QueryCommandOutput['LastEvaluatedKey'];
  do {
    const page: QueryCommandOutput = await db.client.send(
      new QueryCommand({
        TableName: db.table,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: bookPartKey(version, 0).pk } },
        ExclusiveStartKey: from,
      }),
    );
    items.push(...(page.Items ?? []).map((item) => unmarshall(item)));
    from = page.LastEvaluatedKey;
  } while (from);
  const alive = items.filter((item) => !(Number(item.expiresAt) * 1000 <= now.getTime()));
  if (alive.length === 0) return undefined;
  const inOrder = new Map(alive.map((item) => [item.sk, item.data as Uint8Array]));
  return Array.from({ length: Number(alive[0]?.parts) }, (_, part) => {
    const data = inOrder.get(bookPartKey(version, part).sk);
    if (!data) throw new HotlineError('item.corrupt', `part ${part} of reply book ${version} is missing`);
    return data;
  });
}
