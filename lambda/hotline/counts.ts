/** One thing that was counted: a day (UTC, YYYY-MM-DD) and names of counters, each one more. */
export interface Counted {
  readonly day: string;
  readonly names: readonly string[];
}

/** What one text adds to the day's figures. Names are `texts`, `outcome.answer`, `topic.home-door`, `language.es`, `urgent`. */
export const countText = (last: {
  at: string;
  kind: string;
  language: string;
  urgent: boolean;
  topic?: string;
}): Counted => ({
  day: last.at.slice(0, 10),
  names: [
    'texts',
    `outcome.${last.kind}`,
    `language.${last.language}`,
    ...(last.topic === undefined ? [] : [`topic.${last.topic}`]),
    ...(last.urgent ? ['urgent'] : []),
  ],
});

/** Sums what a batch counted, per day. */
export const addUp = (counted: readonly Counted[]): Map<string, Map<string, number>> => {
  const days = new Map<string, Map<string, number>>();
  for (const { day, names } of counted) {
    const sums = days.get(day) ?? new Map<string, number>();
    days.set(day, sums);
    for (const name of names) sums.set(name, (sums.get(name) ?? 0) + 1);
  }
  return days;
};
