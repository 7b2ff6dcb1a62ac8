import { z } from 'zod';
import { LANGUAGES } from '../lambda/hotline/replies/book';

/** Shape of the files in `content/`. What a sentence may say is `lintBook`'s business, not the schema's. */

const words = z.string().trim().min(1);
const line = words.refine((value) => !value.includes('\n'), { error: 'must be one line' });
const day = z.iso.date({ error: 'must be a day such as 2026-11-24' });

const translated = <T extends z.ZodType>(value: T) =>
  z.strictObject({
    en: value,
    ...(Object.fromEntries(LANGUAGES.filter((l) => l !== 'en').map((l) => [l, value.optional()])) as {
      [L in Exclude<(typeof LANGUAGES)[number], 'en'>]: z.ZodOptional<T>;
    }),
  });

const examples = z.partialRecord(z.enum(LANGUAGES), z.array(line).min(1));

export const topicFile = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, { error: 'must be small letters and hyphens, like home-door' }),
  title: translated(line),
  replies: translated(z.strictObject({ text: words, urgent: words.optional(), more: words.optional() })),
  examples,
  sources: z.array(z.strictObject({ title: line, url: z.url({ protocol: /^https$/ }).optional() })),
  reviewedOn: day,
  owner: line,
  reviewed: z.boolean(),
  changing: z.boolean(),
});

export const messagesFile = z.record(z.string(), words);

export const systemExamplesFile = examples;

export const menuFile = z.array(line).min(1);

export const phoneNumbersFile = z.array(
  z.strictObject({
    who: line,
    number: z.string().regex(/^(\d{3}-\d{3}-\d{4}|\d{3})$/, { error: 'must be like 855-435-7693 or 988, in quotes' }),
    confirmed: z.boolean(),
    source: line,
  }),
);

/** What to do about a missing or wrong value, by the name of its field. */
const ADVICE: { readonly [field: string]: string } = {
  id: 'give the topic the name of its file',
  title: 'say in a few words what a texter wants to know; it is a menu line',
  replies: 'write the reply in English (en) and Spanish (es)',
  en: 'English is needed: it stands in where a translation is missing',
  es: 'write it in Spanish too',
  text: 'say what to do, in at most two segments',
  urgent: 'leave it out, or say the one thing to do right now in under 300 characters',
  more: 'leave it out, or say what MORE adds',
  examples: 'list how people text this, in English (en) and Spanish (es)',
  sources: 'list where the facts come from: a title with a date, and a url if there is one',
  url: 'give the whole address, beginning with https://',
  reviewedOn: 'give the day of the last review, like 2026-11-24',
  owner: 'say who keeps this topic right',
  reviewed: 'say true once a person of your organisation has signed it, else false',
  changing: 'say true where the law is moving and the reply says so, else false',
  confirmed: 'say true once somebody has checked the number, else false',
};

/** One problem of a file, in words an editor can act on. */
export interface Problem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

const dotted = (path: readonly PropertyKey[]) => path.map(String).join('.');

const advice = (path: readonly PropertyKey[]): string => {
  const field = path.findLast((part) => typeof part === 'string');
  return field === undefined ? '' : (ADVICE[field as string] ?? '');
};

const withAdvice = (sentence: string, path: readonly PropertyKey[]) =>
  advice(path) === '' ? sentence : `${sentence}: ${advice(path)}`;

/** Turns what zod found into problems; zod's own words are for programmers. */
export function problemsOf(error: z.ZodError): Problem[] {
  return error.issues.flatMap((issue): Problem[] => {
    const name = dotted(issue.path) || 'the file';
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        path: [...issue.path, key],
        message: `${dotted([...issue.path, key])} is not known here: is it misspelt, or indented too far?`,
      }));
    }
    if (issue.code === 'invalid_type' && issue.input === undefined) {
      return [{ path: issue.path, message: withAdvice(`${name} is missing`, issue.path) }];
    }
    if (issue.code === 'invalid_key') {
      return [{ path: issue.path, message: `${name} is not a language the hotline knows (${LANGUAGES.join(', ')})` }];
    }
    if (issue.code === 'too_small') return [{ path: issue.path, message: withAdvice(`${name} is empty`, issue.path) }];
    if (issue.code === 'custom' || issue.code === 'invalid_format') {
      const said = issue.message.startsWith('must') ? ` ${issue.message}` : ' is not right';
      return [{ path: issue.path, message: withAdvice(`${name}${said}`, issue.path) }];
    }
    const wanted =
      issue.code === 'invalid_type' ? ` must be ${KINDS[issue.expected] ?? issue.expected}` : ' is not right';
    return [{ path: issue.path, message: withAdvice(`${name}${wanted}`, issue.path) }];
  });
}

const KINDS: { readonly [expected: string]: string } = {
  string: 'words (put numbers and yes/no in quotes)',
  boolean: 'true or false',
  array: 'a list, each line beginning with "- "',
  object: 'a group of named values',
  record: 'a group of named values',
};
