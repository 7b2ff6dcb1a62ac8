/**
 * What the words of one language say about time and danger. Patterns run over folded text: lower case, no accents or
 * apostrophes in Latin script, punctuation as single spaces, one sentence at a time, a space at both ends.
 */
export interface UrgencyRules {
  /** It is happening, or has just happened. */
  readonly now: readonly RegExp[];
  /** Somebody was taken or stopped, no time given: happening unless `searching` says that it is over. */
  readonly taken: readonly RegExp[];
  /** It could be happening: somebody was seen somewhere. */
  readonly maybe: readonly RegExp[];
  /** Life or health. Urgent under the same conditions as `now`. */
  readonly danger: readonly RegExp[];
  /** Conditions: what follows in the sentence is imagined. */
  readonly imagined: RegExp;
  /** A question of may and must, up to whom it is about ("can ICE"): a rule is asked for, nothing reported. */
  readonly asked: RegExp;
  /** A question whether it is so ("is ICE"): it may be. */
  readonly wondered: RegExp;
  /** Days ago or longer. */
  readonly past: RegExp;
  /** Yesterday: over, but the person may still be near. */
  readonly yesterday: RegExp;
  /** Words that say now, whatever else is said. */
  readonly thisMoment: RegExp;
  /** The news, or another place: told, not lived. */
  readonly news: RegExp;
  /** Heard from others. */
  readonly hearsay: RegExp;
  /** Looks for somebody taken before, or asks what comes next. */
  readonly searching: RegExp;
}
