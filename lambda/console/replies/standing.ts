import type { Topic } from '../../hotline/replies/book';
import { type Draft, readDraft } from '../../platform/table/replies';
import type { ConsoleParts } from '../parts';
import { type EditorBook, liveTopic, openEditorBook } from './editor-book';
import { dayOf } from './names';

/** One topic as it stands now. */
export interface Standing {
  readonly editorBook: EditorBook;
  readonly live?: Topic;
  readonly draft?: Draft;
  /** The topic's live version; 0 for none. */
  readonly version: number;
}

/** What every page about replies reads. */
export interface Shelf {
  readonly readBook: () => Promise<EditorBook>;
  readonly standingOf: (topicId: string) => Promise<Standing>;
  /** YYYY-MM-DD, where the organisation is. */
  readonly today: () => string;
}

export function openShelf({ db, now, settings }: ConsoleParts): Shelf {
  const readBook = openEditorBook(db, now);
  return {
    readBook,
    standingOf: async (topicId) => {
      const [editorBook, draft] = await Promise.all([readBook(), readDraft(db, topicId)]);
      const version = editorBook.versions[topicId] ?? 0;
      return { editorBook, draft, live: liveTopic(editorBook.book, topicId), version };
    },
    today: () => dayOf(now(), settings.timeZone),
  };
}
