/** Event filters, as AWS's event source mappings apply them to stream records. */
import { HotlineError } from '../../lambda/hotline/errors';

/** One `Filters[].Pattern`, parsed. */
export type Pattern = { readonly [key: string]: unknown };

/** True when any pattern accepts the record, or when there is none. */
export const accepts = (patterns: readonly Pattern[], record: unknown): boolean =>
  patterns.length === 0 || patterns.some((pattern) => matches(pattern, record));

/**
 * True when every field of the pattern accepts the value: a list holds the accepted values or rules, an object goes
 * deeper. `$or` holds alternatives. A field that the value lacks is refused, except by `{ exists: false }`.
 * @throws HotlineError 'config.invalid': a rule that AWS may know but this does not
 */
export function matches(pattern: Pattern, value: unknown): boolean {
  return Object.entries(pattern).every(([key, expected]) => {
    if (key === '$or') return (expected as Pattern[]).some((either) => matches(either, value));
    const actual = isObject(value) ? value[key] : undefined;
    if (Array.isArray(expected)) return expected.some((rule) => ruleAccepts(rule, actual));
    return matches(expected as Pattern, actual);
  });
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function ruleAccepts(rule: unknown, actual: unknown): boolean {
  if (!isObject(rule)) return rule === actual;
  const [[name, argument] = []] = Object.entries(rule);
  switch (name) {
    case 'exists':
      // As in AWS: `exists` looks at leaves, so a nested object counts as absent.
      return (actual !== undefined && !isObject(actual)) === argument;
    case 'prefix':
      return typeof actual === 'string' && actual.startsWith(String(argument));
    case 'suffix':
      return typeof actual === 'string' && actual.endsWith(String(argument));
    case 'equals-ignore-case':
      return typeof actual === 'string' && actual.toLowerCase() === String(argument).toLowerCase();
    case 'anything-but':
      return (
        actual !== undefined &&
        ![argument].flat().some((refused) => (isObject(refused) ? ruleAccepts(refused, actual) : refused === actual))
      );
    default:
      throw new HotlineError(
        'config.invalid',
        `The local hotline does not know this event filter: ${JSON.stringify(rule)}`,
      );
  }
}
