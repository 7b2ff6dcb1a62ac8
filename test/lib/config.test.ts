import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { LANGUAGES } from '../../lambda/hotline/replies/book';
import { readSettings } from '../../lambda/platform/settings';
import { describeSettings, EXAMPLE_CONFIG, parseConfig, readConfig, runtimeSettings } from '../../lib/config';

const fileWith = (text: string): string => {
  const dir = mkdtempSync(join(tmpdir(), 'hotline-config-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  const file = join(dir, 'mine.json');
  writeFileSync(file, text);
  return file;
};

/** The message for settings that differ from the example in one place. */
const complaint = (change: Record<string, unknown>): string => {
  try {
    parseConfig({ ...EXAMPLE_CONFIG, ...change }, 'mine.json');
    return 'accepted';
  } catch (err) {
    return (err as Error).message;
  }
};

describe('settings', () => {
  test('are completed with defaults, also inside', () => {
    expect(parseConfig({ ...EXAMPLE_CONFIG, waves: { size: 5 } })).toMatchObject({
      languages: ['en', 'es'],
      retentionDays: 30,
      waves: { size: 5, seconds: 120, count: 3 },
      stackName: 'RightsHotline',
    });
  });

  test.each([
    [{ hotlineNumber: '312 555 0100' }, 'hotlineNumber: must be an E.164 number, such as +13125550100'],
    [{ messagingServiceSid: 'AC123' }, 'messagingServiceSid: must be MG and 32 hexadecimal digits'],
    [{ timeZone: 'Chicago' }, 'timeZone: is no time zone of the IANA list, such as America/Chicago'],
    [{ languages: ['es'] }, 'languages: must contain "en": what is not translated is said in English'],
    [{ languages: ['en', 'en'] }, 'languages: must not name a language twice'],
    [{ updateSeconds: [900, 300] }, 'updateSeconds: must go up'],
    [{ fallbackSeconds: 600 }, 'fallbackSeconds: must come after the last of updateSeconds'],
    [{ organisation: undefined }, 'organisation: is missing'],
    [{ adminEmail: 'nobody' }, 'adminEmail: Invalid email address'],
    [{ signInPrefix: 'my-cognito' }, 'signInPrefix: is no prefix that Cognito accepts'],
    [{ voiceLine: '' }, 'voiceLine: is no phone number that one can read and dial'],
    [{ waves: { size: 0 } }, 'waves.size: Too small: expected number to be >=1'],
    [{ organization: 'x' }, 'Unrecognized key: "organization"'],
  ])('%j is refused with a line that names it', (change, line) => {
    expect(complaint(change)).toContain(line);
    expect(complaint(change)).toMatch(/^mine\.json is not right \(docs\/deploy\.md lists the settings\):\n {2}/);
  });

  test('all that is wrong is said at once', () => {
    expect(complaint({ hotlineNumber: 'x', timeZone: 'x' }).split('\n')).toHaveLength(3);
  });

  test('are understood by the functions, every one of them', () => {
    const settings = runtimeSettings(parseConfig(EXAMPLE_CONFIG));
    expect(readSettings(JSON.stringify(settings))).toEqual(settings);
    expect(settings).not.toHaveProperty('adminEmail');
  });

  test('know the languages that the reply book knows', () => {
    expect(parseConfig({ ...EXAMPLE_CONFIG, languages: [...LANGUAGES] }).languages).toEqual(LANGUAGES);
    expect(complaint({ languages: ['en', 'xx'] })).toContain('languages.1');
  });
});

describe("the settings' file", () => {
  test('is read, and is then no example', () => {
    const { config, isExample } = readConfig(fileWith(JSON.stringify({ ...EXAMPLE_CONFIG, organisation: 'Ours' })));
    expect(config.organisation).toBe('Ours');
    expect(isExample).toBe(false);
  });

  test('may be absent, which gives the example, unless it was named', () => {
    expect(readConfig()).toEqual({ config: parseConfig(EXAMPLE_CONFIG), isExample: true });
    expect(() => readConfig('nowhere.json')).toThrow('nowhere.json does not exist.');
  });

  test('that is not JSON is said to be that', () => {
    expect(() => readConfig(fileWith('{'))).toThrow(/mine\.json is not JSON: /);
  });
});

test('docs/deploy.md lists every setting with its default and what it means', () => {
  const rows = readFileSync('docs/deploy.md', 'utf8').match(/^\| `.*\|$/gm) ?? [];
  const wanted = describeSettings().map(
    ({ name, defaultValue, optional, description }) =>
      `| \`${name}\` | ${defaultValue ? `\`${defaultValue}\`` : optional ? 'none' : '**required**'} | ${description} |`,
  );
  expect(rows.filter((row) => row.split('|').length === 5)).toEqual(wanted);
});
