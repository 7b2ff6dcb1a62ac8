import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';

/** Read at every synthesis unless `-c config=<file>` names another. */
export const CONFIG_FILE = 'hotline.config.json';

/** As `LANGUAGES` of the reply book; `test/lib/config.test.ts` holds the two together (lib imports no run-time code). */
const LANGUAGES = ['en', 'es', 'pl', 'zh', 'ar', 'uk', 'tl', 'fr', 'ht', 'hi', 'ur'] as const;

const knowsTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

const seconds = (least: number, most: number) => z.int().min(least).max(most);

/** What functions get as HOTLINE_SETTINGS. The same fields as `HotlineSettings` in `lambda/hotline/settings.ts`. */
const runtimeShape = {
  organisation: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .describe('Name that texters read in the first message; at most 60 characters.'),
  voiceLine: z
    .string()
    .regex(/^[0-9A-Za-z+() .-]{3,25}$/, 'is no phone number that one can read and dial')
    .describe('Number of people who answer by voice, as a texter reads it: said whenever no volunteer can be found.'),
  timeZone: z
    .string()
    .refine(knowsTimeZone, 'is no time zone of the IANA list, such as America/Chicago')
    .describe('IANA time zone of shifts and daily figures.'),
  languages: z
    .array(z.enum(LANGUAGES))
    .refine((all) => all.includes('en'), 'must contain "en": what is not translated is said in English')
    .refine((all) => new Set(all).size === all.length, 'must not name a language twice')
    .default(['en', 'es'])
    .describe('Languages that the hotline answers in.'),
  retentionDays: z
    .int()
    .min(1)
    .max(365)
    .default(30)
    .describe('A texter of whom nothing was heard for so many days is forgotten.'),
  carrierHandlesOptOut: z
    .boolean()
    .default(true)
    .describe(
      "True where Twilio's Advanced Opt-Out answers STOP, START and HELP. False only with number redaction, which Advanced Opt-Out cannot work with: the hotline then answers those words itself.",
    ),
  messagingServiceSid: z
    .string()
    .regex(/^MG[0-9a-f]{32}$/, 'must be MG and 32 hexadecimal digits')
    .describe('SID of the Twilio Messaging Service that everything is sent through.'),
  hotlineNumber: z
    .string()
    .regex(/^\+[1-9][0-9]{7,14}$/, 'must be an E.164 number, such as +13125550100')
    .describe('The number that people text, E.164.'),
  waves: z
    .strictObject({
      size: z.int().min(1).max(10).default(3),
      seconds: seconds(30, 900).default(120),
      count: z.int().min(1).max(5).default(3),
    })
    .prefault({})
    .describe('Volunteers asked at a time, seconds until the next are asked, and how many such waves there are.'),
  updateSeconds: z
    .array(seconds(60, 86_400))
    .max(5)
    .default([300, 900])
    .describe('When a waiting texter is told honestly that we still look, in seconds after the case was opened.'),
  fallbackSeconds: seconds(300, 86_400)
    .default(1800)
    .describe('When nobody took the case: the honest end with the voice line, in seconds after it was opened.'),
  keepAccents: z
    .boolean()
    .default(false)
    .describe(
      'True: accents that no cheap text can carry (á í ó ú) are sent as they are, and texts cost twice as much.',
    ),
};

const deploymentShape = {
  adminEmail: z.email().describe('Address of the first admin: Cognito sends the invitation there.'),
  alarmEmail: z
    .email()
    .optional()
    .describe(
      'Address that alarms are sent to; it must confirm one e-mail first. Without it alarms reach only the topic.',
    ),
  runbookUrl: z
    .string()
    .min(1)
    .default('docs/runbook.md')
    .describe('Where your people can read the runbook: the links in alarms begin with it.'),
  stackName: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9-]{0,39}$/, 'must begin with a letter and hold letters, digits and hyphens, at most 40')
    .default('RightsHotline')
    .describe('Name of the CloudFormation stack. Another name is another hotline.'),
  signInPrefix: z
    .string()
    .regex(/^(?!.*(aws|amazon|cognito))[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 'is no prefix that Cognito accepts')
    .optional()
    .describe(
      "First part of the sign-in page's address, unique in the region. Without it, it is made from the stack's own id.",
    ),
};

const schema = z
  .strictObject({ ...runtimeShape, ...deploymentShape })
  .refine(({ updateSeconds }) => updateSeconds.every((at, i) => i === 0 || at > (updateSeconds[i - 1] ?? 0)), {
    path: ['updateSeconds'],
    message: 'must go up',
  })
  .refine(({ updateSeconds, fallbackSeconds }) => updateSeconds.every((at) => at < fallbackSeconds), {
    path: ['fallbackSeconds'],
    message: 'must come after the last of updateSeconds',
  });

/** What the file may hold. */
export type HotlineConfigInput = z.input<typeof schema>;
/** Everything decided at deployment, complete. `docs/deploy.md` explains each. */
export type HotlineConfig = z.output<typeof schema>;
export type RuntimeSettings = Pick<HotlineConfig, keyof typeof runtimeShape>;

/** Made up: enough to synthesise and to run on one machine; a stack made from it asks for a file before it deploys. */
export const EXAMPLE_CONFIG: HotlineConfigInput = {
  organisation: 'Chicago Rights Hotline',
  voiceLine: '855-435-7693',
  timeZone: 'America/Chicago',
  messagingServiceSid: 'MG00000000000000000000000000000000',
  hotlineNumber: '+13125550100',
  adminEmail: 'admin@example.org',
};

/** A setting is wrong or missing. The message is for the person who deploys: one line for each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly code = 'config.invalid';
}

/**
 * Completes settings with their defaults.
 * @param from where they were read, for the message
 * @throws ConfigError naming every setting that is wrong and why
 */
export function parseConfig(input: unknown, from = CONFIG_FILE): HotlineConfig {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(({ path, message, code }) => {
    const setting = path.join('.');
    const missing = code === 'invalid_type' && message.endsWith('received undefined');
    return `  ${setting || 'the whole'}: ${missing ? 'is missing' : message}`;
  });
  throw new ConfigError(`${from} is not right (docs/deploy.md lists the settings):\n${lines.join('\n')}`);
}

export interface ReadConfig {
  readonly config: HotlineConfig;
  /** True where no file was found: the stack must not be deployed like that. */
  readonly isExample: boolean;
}

/**
 * Reads the settings' file; without one, the example.
 * @param file named by hand: then it must exist
 * @throws ConfigError
 */
export function readConfig(file?: string): ReadConfig {
  const path = file ?? CONFIG_FILE;
  if (!existsSync(path)) {
    if (file !== undefined) throw new ConfigError(`${file} does not exist.`);
    return { config: parseConfig(EXAMPLE_CONFIG, 'The example'), isExample: true };
  }
  let input: unknown;
  try {
    input = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new ConfigError(`${path} is not JSON: ${(cause as Error).message}`, { cause });
  }
  return { config: parseConfig(input, path), isExample: false };
}

/** The part that functions get as HOTLINE_SETTINGS. */
export const runtimeSettings = (config: HotlineConfig): RuntimeSettings =>
  Object.fromEntries(Object.keys(runtimeShape).map((key) => [key, config[key as keyof RuntimeSettings]])) as never;

export interface SettingDescription {
  readonly name: string;
  readonly description: string;
  /** JSON; undefined: must be given, or may be left out where `optional`. */
  readonly defaultValue?: string;
  readonly optional: boolean;
}

/** Every setting, in the order of `docs/deploy.md`, whose table is tested against this. */
export function describeSettings(): SettingDescription[] {
  const defaults: Record<string, unknown> = parseConfig(EXAMPLE_CONFIG);
  return Object.entries({ ...deploymentShape, ...runtimeShape }).map(([name, setting]) => {
    const given = name in EXAMPLE_CONFIG || defaults[name] === undefined;
    return {
      name,
      description: setting.description ?? '',
      optional: setting.safeParse(undefined).success,
      ...(given ? {} : { defaultValue: JSON.stringify(defaults[name]) }),
    };
  });
}
