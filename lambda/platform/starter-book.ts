import starter from '../../dist/starter-book.json';
import type { ReplyBook } from '../hotline/replies/book';

/**
 * The content of this release (`content/*.yaml`), compiled and checked by `scripts/build-book.ts` before anything is
 * bundled. Version 0: it answers only until the table has a book, and when the table cannot be read at a cold start.
 */
export const starterBook = starter as unknown as ReplyBook;
