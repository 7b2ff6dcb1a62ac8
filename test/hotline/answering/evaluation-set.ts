import { readFileSync } from 'node:fs';
import type { Example } from '../../../lambda/hotline/answering/matcher';
import { LANGUAGES, type Language, type ReplyBook } from '../../../lambda/hotline/replies/book';

/** One labelled text. Made up for measuring; none is a training example, which a test checks. */
export interface LabelledText {
  readonly text: string;
  readonly language: Language;
  /** Any of these is a right answer; the first is the best. */
  readonly topics: readonly string[];
  readonly urgency: 'now' | 'maybe' | 'no';
  /** Imagined, past or news, in the words of what is urgent. */
  readonly seemsUrgent?: boolean;
}

export const evaluationSet: readonly LabelledText[] = readFileSync(new URL('texts.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

/** Everything a matcher is trained on, as publishing does it. */
export function trainingExamples(book: ReplyBook): Example[] {
  const sources = [
    ...book.topics.map(({ id, examples }) => ({ id, examples })),
    ...Object.entries(book.systemExamples).map(([id, examples]) => ({ id, examples })),
  ];
  return sources.flatMap(({ id, examples }) =>
    LANGUAGES.flatMap((language) => (examples[language] ?? []).map((text) => ({ text, topic: id, language }))),
  );
}
