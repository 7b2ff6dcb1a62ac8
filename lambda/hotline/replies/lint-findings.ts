/** One thing to mend in a book. An error keeps it from being built or published, a warning does not. */
export interface Finding {
  readonly severity: 'error' | 'warning';
  /** Where: 'topics', topic id, field …; 'messages', message id, language; 'systemExamples', …; 'menu', …. */
  readonly path: readonly (string | number)[];
  /** Stable: pages and tests tell findings apart by it. */
  readonly rule: Rule;
  /** For an editor: what is wrong and what to do. */
  readonly message: string;
}

export type Rule =
  | 'missing-translation'
  | 'too-long'
  | 'placeholder'
  | 'phone-number'
  | 'promise'
  | 'asks-status'
  | 'unsafe-advice'
  | 'reserved-word'
  | 'no-source'
  | 'review-date'
  | 'changing-unsaid'
  | 'examples'
  | 'menu'
  | 'unknown-message';
