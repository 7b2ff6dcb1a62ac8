import { HotlineError } from '../../hotline/errors';
import type { ReplyBook, Topic } from '../../hotline/replies/book';
import { type LivePointer, readLive } from '../../platform/table/books';
import type { Db } from '../../platform/table/db';
import { readParts, type Snapshot, unpackBook } from '../../platform/table/snapshots';

/** The live book as editors need it: its words, and which version of each topic is in it. */
export interface EditorBook extends Pick<Snapshot, 'book' | 'versions'> {
  readonly pointer: LivePointer;
}

/**
 * Reads the pointer anew at every call, so that a page never shows words that another function instance has replaced;
 * the book behind it never changes, so it is kept.
 * @throws HotlineError 'book.invalid' before the first deployment has finished
 */
export function openEditorBook(db: Db, now: () => Date): () => Promise<EditorBook> {
  let kept: Pick<Snapshot, 'book' | 'versions'> | undefined;
  return async () => {
    const pointer = await readLive(db);
    if (kept?.book.version !== pointer?.version || !kept) {
      const parts = pointer && (await readParts(db, pointer.version, now()));
      if (!parts) throw new HotlineError('book.invalid', 'the table has no reply book yet');
      const { book, versions } = unpackBook(parts);
      kept = { book, versions };
    }
    return { ...kept, pointer: pointer as LivePointer };
  };
}

export const liveTopic = (book: ReplyBook, topicId: string): Topic | undefined =>
  book.topics.find(({ id }) => id === topicId);
