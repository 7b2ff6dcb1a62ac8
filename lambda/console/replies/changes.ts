import { LANGUAGES, type Language, type ReplyBook, type Topic } from '../../hotline/replies/book';
import { type Finding, lintBook } from '../../hotline/replies/lint';
import { withTopic } from '../../platform/table/publishing';

export const FIELDS = ['title', 'text', 'urgent', 'more'] as const;
/** What an editor can change of a topic in one language. */
export type Field = (typeof FIELDS)[number];

export interface Change {
  readonly language: Language;
  readonly field: Field;
  readonly before: string;
  readonly after: string;
}

export const fieldOf = (topic: Topic | undefined, language: Language, field: Field): string =>
  (field === 'title' ? topic?.title[language] : topic?.replies[language]?.[field]) ?? '';

/** Every sentence that publishing would change, in the order of the book. */
export const changesOf = (live: Topic | undefined, draft: Topic): Change[] =>
  LANGUAGES.flatMap((language) =>
    FIELDS.flatMap((field) => {
      const [before, after] = [fieldOf(live, language, field), fieldOf(draft, language, field)];
      return before === after ? [] : [{ language, field, before, after }];
    }),
  );

/**
 * What the lint says against publishing this draft: everything about its topic, and what it would break elsewhere.
 * Errors that the live book has in other topics are not this editor's.
 */
export function findingsOf(book: ReplyBook, draft: Topic, today: string): Finding[] {
  const nameOf = ({ path, message }: Finding) => JSON.stringify([path, message]);
  const known = new Set(lintBook(book, { today }).map(nameOf));
  return lintBook(withTopic(book, draft), { today }).filter(
    (finding) => (finding.path[0] === 'topics' && finding.path[1] === draft.id) || !known.has(nameOf(finding)),
  );
}

export interface Piece {
  readonly kind: 'same' | 'gone' | 'new';
  readonly text: string;
}

/**
 * Differences word by word, by the longest common subsequence: texts have a few hundred words at most. Where less than
 * half is the same, the old text is followed by the new one: islands of common words help nobody to compare.
 */
export function diffWords(before: string, after: string): Piece[] {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  const pieces = commonAndNot(a, b);
  const same = pieces.reduce((sum, { kind, text }) => sum + (kind === 'same' ? wordsOf(text).length : 0), 0);
  if (same * 2 >= Math.max(a.length, b.length)) return pieces;
  const whole: Piece[] = [
    { kind: 'gone', text: before },
    { kind: 'new', text: after },
  ];
  return whole.filter(({ text }) => text !== '');
}

function commonAndNot(a: readonly string[], b: readonly string[]): Piece[] {
  const common = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  const at = (i: number, j: number): number => common[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      common[i]![j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pieces: Piece[] = [];
  const add = (kind: Piece['kind'], text: string) => {
    const last = pieces.at(-1);
    if (last?.kind === kind) pieces[pieces.length - 1] = { kind, text: last.text + text };
    else pieces.push({ kind, text });
  };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      add('same', a[i]!);
      i += 1;
      j += 1;
    } else if (i < a.length && (j === b.length || at(i + 1, j) >= at(i, j + 1))) add('gone', a[i++]!);
    else add('new', b[j++]!);
  }
  return pieces;
}

/** Words with the spaces after them; Chinese, which has none, character by character. */
const wordsOf = (text: string): string[] => text.match(/\p{Script=Han}|[^\s\p{Script=Han}]+\s*|\s+/gu) ?? [];
