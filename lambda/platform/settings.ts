import * as z from 'zod/mini';
import { HotlineError } from '../hotline/errors';
import { LANGUAGES } from '../hotline/replies/book';
import type { HotlineSettings } from '../hotline/settings';

// zod would compile each schema at its first use; our functions start often and parse little.
z.config({ jitless: true });

const text = z.string().check(z.minLength(1));
const seconds = z.number().check(z.int(), z.minimum(1));

const schema = z.object({
  organisation: text,
  voiceLine: text,
  timeZone: text,
  languages: z.array(z.enum(LANGUAGES)).check(z.minLength(1)),
  retentionDays: z.number().check(z.int(), z.minimum(1)),
  carrierHandlesOptOut: z.boolean(),
  messagingServiceSid: text,
  hotlineNumber: text,
  waves: z.object({
    size: z.number().check(z.int(), z.minimum(1)),
    seconds,
    count: z.number().check(z.int(), z.minimum(1)),
  }),
  updateSeconds: z.array(seconds),
  fallbackSeconds: seconds,
  keepAccents: z.boolean(),
});

const envSchema = z.object({ settings: schema });

/**
 * Reads one function's environment: each named variable, none of them empty.
 * @throws HotlineError 'config.invalid', naming the variables that are missing
 */
export function readEnv<const Names extends readonly string[]>(
  env: NodeJS.ProcessEnv,
  names: Names,
): { readonly [N in Names[number]]: string } {
  const missing = names.filter((name) => !env[name]);
  if (missing.length > 0)
    throw new HotlineError('config.invalid', `Environment variables missing: ${missing.join(', ')}`);
  return Object.fromEntries(names.map((name) => [name, env[name]])) as { [N in Names[number]]: string };
}

/**
 * The organisation's settings, from the variable HOTLINE_SETTINGS.
 * @throws HotlineError 'config.invalid', naming the setting that is wrong, never its value
 */
export function readSettings(json: string): HotlineSettings {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new HotlineError('config.invalid', 'HOTLINE_SETTINGS is not JSON', { cause });
  }
  const parsed = envSchema.safeParse({ settings: value });
  if (parsed.success) return parsed.data.settings;
  const wrong = parsed.error.issues.map((issue) => issue.path.slice(1).join('.')).join(', ');
  throw new HotlineError('config.invalid', `HOTLINE_SETTINGS is wrong at: ${wrong || 'the top'}`);
}
