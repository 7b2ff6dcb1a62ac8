import { brotliDecompressSync } from 'node:zlib';
import packed from '../../dist/starter-book.packed.json';
import type { ReplyBook } from '../hotline/replies/book';

let unpacked: ReplyBook | undefined;

/**
 * The content of this release (`content/*.yaml`), compiled and checked by `scripts/build-book.ts` before anything is
 * bundled. Version 0: it answers only until the table has a book, and when the table cannot be read at a cold start.
 * Packed, because it stands in every bundle and most starts never open it; opening takes a few milliseconds, once.
 */
export function starterBook(): ReplyBook {
  unpacked ??= JSON.parse(brotliDecompressSync(Buffer.from(packed.brotli, 'base64')).toString('utf8')) as ReplyBook;
  return unpacked;
}
