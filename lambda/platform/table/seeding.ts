import { createHash } from 'node:crypto';
import { ConditionalCheckFailedException, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { HotlineError } from '../../hotline/errors';
import type { ReplyBook, Topic } from '../../hotline/replies/book';
import { RELEASE } from './audit';
import { type LivePointer, readLive } from './books';
import type { Db } from './db';
import { liveKey } from './keys';
import { publishFirst, republish } from './publishing';
import { readDraft, saveDraft } from './replies';
import { readParts, trainBook, unpackBook } from './snapshots';

export interface Seeding {
  /** 'seeded': the table had no book. 'kept': it had, and its words are as they were. */
  readonly outcome: 'seeded' | 'kept';
  /** Topics whose new starter content now waits as drafts. */
  readonly drafts: readonly string[];
}

/**
 * Runs at every deployment. An empty table gets the release's content as book 1, so that the number answers at once;
 * after that the words are the organisation's, and what a release adds or changes waits as a draft for a person to
 * approve. An editor's own draft is left alone, and the new content is offered again by the next deployment.
 * Where the live book's matcher is not what this release would train, the same words are published with one that is.
 * Repeating it changes nothing.
 * @throws HotlineError 'item.corrupt'
 */
export async function seedStarterBook(db: Db, starter: ReplyBook, now: Date): Promise<Seeding> {
  const prints = fingerprintsOf(starter);
  let live = await readLive(db);
  if (!live) {
    if ((await publishFirst(db, starter, prints, now)) !== 'stale') return { outcome: 'seeded', drafts: [] };
    live = await readLive(db);
  }
  const parts = live && (await readParts(db, live.version, now));
  if (!live || !parts) throw new HotlineError('item.corrupt', 'SETTINGS/LIVE names a reply book that is not there');
  const { book, model, versions } = unpackBook(parts);
  const known: Record<string, string> = { ...live.starter };
  const drafts: string[] = [];
  for (const topic of starter.topics) {
    const print = prints[topic.id] ?? '';
    if (known[topic.id] === print) continue;
    const offer = await offerTopic(db, topic, print, book, now);
    if (offer !== 'busy') known[topic.id] = print;
    if (offer === 'drafted') drafts.push(topic.id);
  }
  const next = known[REST] === prints[REST] ? book : { ...book, ...restOf(starter) };
  known[REST] = prints[REST] ?? '';
  const trained = JSON.stringify(trainBook(next).matcher.save());
  const pointer = { ...live, starter: known };
  const outdated = next !== book || trained !== JSON.stringify(model);
  if (outdated) await republish(db, pointer, { book: next, versions }, now);
  else await rememberStarter(db, live, known);
  return { outcome: 'kept', drafts };
}

/** In the pointer's fingerprints, beside the topics: no topic id has brackets. */
const REST = '(rest)';

/**
 * What no page edits: system messages, what we are not for, the main menu, the numbers that replies may name. It goes
 * with the code, which fills the messages' placeholders, so a release that changes it publishes it.
 */
const restOf = ({ messages, systemExamples, menu, phoneNumbers }: ReplyBook) => ({
  messages,
  systemExamples,
  menu,
  phoneNumbers,
});

const fingerprintsOf = (starter: ReplyBook): Record<string, string> => ({
  ...Object.fromEntries(starter.topics.map((topic) => [topic.id, fingerprint(topic)])),
  [REST]: fingerprint(restOf(starter)),
});

/** @returns 'busy' when an admin's own draft is in the way */
async function offerTopic(db: Db, topic: Topic, starter: string, live: ReplyBook, now: Date) {
  const published = live.topics.find(({ id }) => id === topic.id);
  if (published && fingerprint(published) === starter) return 'same' as const;
  const draft = await readDraft(db, topic.id);
  if (draft && draft.starter === undefined) return 'busy' as const;
  const { outcome } = await saveDraft(db, { topic, editedBy: RELEASE, starter }, draft?.version ?? 0, now);
  return outcome === 'saved' ? ('drafted' as const) : ('busy' as const);
}

/** Lost when somebody publishes at this moment: the next deployment then finds the drafts in place. */
async function rememberStarter(db: Db, live: LivePointer, starter: Record<string, string>): Promise<void> {
  if (JSON.stringify(starter) === JSON.stringify(live.starter)) return;
  const update = new UpdateItemCommand({
    TableName: db.table,
    Key: marshall(liveKey()),
    UpdateExpression: 'SET starter = :starter',
    ConditionExpression: '#version = :version',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: marshall({ ':starter': starter, ':version': live.version }),
  });
  await db.client.send(update).catch((error) => {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  });
}

/** Same words, same fingerprint; 12 characters, because the pointer is read often and holds one per topic. */
const fingerprint = (content: object): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 12);
