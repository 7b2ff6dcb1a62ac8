import {
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
  type TransactWriteItem,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import type { OnDuty } from '../../hotline/cases/advance';
import { type Menu, type Person, type Sealed, unknownPerson, type Volunteer } from '../../hotline/conversation/person';
import { once } from '../../hotline/once';
import { LANGUAGES } from '../../hotline/replies/book';
import type { Db } from './db';
import { epochSeconds, fromItem, type Item, toItem, toKey } from './items';
import { ON_DUTY, personKey } from './keys';
import { decodeReply, encodeReply } from './stored-replies';

const language = z.enum(LANGUAGES);
const strings = z.array(z.string());
const sealed = z.custom<Sealed>((value) => typeof value === 'string' && value.length > 0);

const menu = (): z.ZodMiniType<Menu> =>
  z.union([
    z.object({ kind: z.literal('topics'), topics: strings }),
    z.object({ kind: z.literal('now'), topic: z.optional(z.string()) }),
  ]);

/** The stored shape. Short names (`h`, `r`, `b`) because an ordinary text must write at most 1 KB (design 2.2). */
const schema = once(() =>
  z.object({
    version: z.number(),
    role: z.enum(['texter', 'volunteer']),
    optedOut: z.optional(z.boolean()),
    language: z.optional(language),
    menu: z.optional(menu()),
    topic: z.optional(z.string()),
    h: z.optional(z.array(z.object({ s: z.string(), r: strings, b: z.number(), late: z.optional(z.boolean()) }))),
    caseId: z.optional(z.string()),
    rate: z.optional(z.object({ since: z.string(), count: z.number() })),
    name: z.optional(z.string()),
    languages: z.optional(z.array(language)),
    to: z.optional(sealed),
    duty: z.optional(z.string()),
    lastAskedAt: z.optional(z.string()),
    holds: z.optional(z.string()),
  }),
);

const NEVER = '1970-01-01T00:00:00.000Z';

/** What the counts function reads in the stream: written with the version that a text made, so other writes count nothing. */
export interface LastOutcome {
  readonly v: number;
  readonly at: string;
  readonly kind: string;
  readonly language: string;
  readonly urgent: boolean;
  readonly topic?: string;
}

/** One consistent read. @returns an unknown person where nothing is stored or what was stored has expired */
export async function loadPerson(db: Db, id: string, now: Date): Promise<Person> {
  const { Item } = await db.client.send(
    new GetItemCommand({ TableName: db.table, Key: toKey(personKey(id)), ConsistentRead: true }),
  );
  const stored = fromItem('person', schema, Item, now);
  if (!stored) {
    // An expired item still stands in the way of `attribute_not_exists`: its version is what the next write replaces.
    const version = Item?.version?.N;
    return version === undefined ? unknownPerson(id) : { ...unknownPerson(id), version: -Number(version) };
  }
  const volunteer: Volunteer | undefined =
    stored.role === 'volunteer' && stored.to !== undefined
      ? {
          name: stored.name ?? '',
          languages: stored.languages ?? ['en'],
          to: stored.to,
          onDuty: stored.duty === ON_DUTY,
          lastAskedAt: stored.lastAskedAt ?? NEVER,
          holds: stored.holds,
        }
      : undefined;
  return {
    id,
    version: stored.version,
    role: stored.role,
    optedOut: stored.optedOut ?? false,
    language: stored.language,
    menu: stored.menu,
    topic: stored.topic,
    handled: (stored.h ?? []).map(({ s, r, b, late }) => ({
      sid: s,
      replies: r.flatMap((reply) => decodeReply(reply) ?? []),
      bookVersion: b,
      ...(late ? { late } : {}),
    })),
    caseId: stored.caseId,
    rate: stored.rate,
    volunteer,
  };
}

/** A person as an item. Texters expire; volunteers and the one fact that somebody opted out do not. */
export function personItem(
  person: Person,
  options: { now: Date; retentionDays: number; last?: Omit<LastOutcome, 'v'> },
): Item {
  const { id, volunteer, handled, version, optedOut, ...rest } = person;
  const next = Math.abs(version) + 1;
  const keeps = optedOut || volunteer !== undefined;
  return toItem({
    ...personKey(id),
    ...rest,
    version: next,
    ...(optedOut ? { optedOut } : {}),
    ...(handled.length > 0
      ? {
          h: handled.map(({ sid, replies, bookVersion, late }) => ({
            s: sid,
            r: replies.map(encodeReply),
            b: bookVersion,
            late,
          })),
        }
      : {}),
    ...(volunteer
      ? {
          name: volunteer.name,
          languages: volunteer.languages,
          to: volunteer.to,
          lastAskedAt: volunteer.lastAskedAt,
          holds: volunteer.holds,
          ...(volunteer.onDuty && !optedOut ? { duty: ON_DUTY } : {}),
        }
      : {}),
    ...(options.last ? { last: { v: next, ...options.last } } : {}),
    ...(keeps ? {} : { expiresAt: epochSeconds(options.now) + options.retentionDays * 86_400 }),
  });
}

/** Nobody else has written the person since it was read. */
export const personUnchanged = (person: Person) =>
  person.version === 0
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : {
        ConditionExpression: 'version = :version',
        ExpressionAttributeValues: { ':version': { N: String(Math.abs(person.version)) } },
      };

/** Everybody on duty, asked least recently first. The index lags a moment: the sender looks at the person again. */
export async function loadOnDuty(db: Db): Promise<OnDuty[]> {
  const pages = paginateQuery(
    { client: db.client },
    {
      TableName: db.table,
      IndexName: 'duty',
      KeyConditionExpression: 'duty = :on',
      ExpressionAttributeValues: { ':on': { S: ON_DUTY } },
    },
  );
  const entry = once(() =>
    z.object({
      pk: z.string(),
      name: z.string(),
      languages: z.array(language),
      to: sealed,
      lastAskedAt: z.string(),
      holds: z.optional(z.string()),
    }),
  );
  const onDuty: OnDuty[] = [];
  for await (const { Items = [] } of pages) {
    for (const item of Items) {
      const found = fromItem('volunteer', entry, item, new Date(0));
      if (found) onDuty.push({ ...found, personId: found.pk.slice('PERSON#'.length) });
    }
  }
  return onDuty;
}

/** Their turn is over. A write of its own kind, so that a decision that read the person before decides again. */
export const markAsked = (db: Db, personId: string, at: string): TransactWriteItem => ({
  Update: {
    TableName: db.table,
    Key: toKey(personKey(personId)),
    UpdateExpression: 'SET lastAskedAt = :at, version = version + :one',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeValues: { ':at': { S: at }, ':one': { N: '1' } },
  },
});

/**
 * Volunteers whose conversation is over, by somebody else's doing. One who does not hold the case any more is left alone:
 * a condition that can never come true would keep the case from ever ending.
 */
export async function freeVolunteers(
  db: Db,
  frees: readonly { readonly personId: string; readonly caseId: string }[],
  now: Date,
): Promise<TransactWriteItem[]> {
  const people = await Promise.all(frees.map(({ personId }) => loadPerson(db, personId, now)));
  return frees
    .filter(({ caseId }, i) => people[i]?.volunteer?.holds === caseId)
    .map(({ personId, caseId }) => freeVolunteer(db, personId, caseId));
}

const freeVolunteer = (db: Db, personId: string, caseId: string): TransactWriteItem => ({
  Update: {
    TableName: db.table,
    Key: toKey(personKey(personId)),
    UpdateExpression: 'SET version = version + :one REMOVE holds',
    ConditionExpression: 'holds = :case',
    ExpressionAttributeValues: { ':case': { S: caseId }, ':one': { N: '1' } },
  },
});

/** The carrier says that this person has opted out (error 21610): they shrink to that fact at once, and are off duty with it. */
export async function markOptedOut(db: Db, personId: string): Promise<void> {
  await db.client.send(
    new UpdateItemCommand({
      TableName: db.table,
      Key: toKey(personKey(personId)),
      UpdateExpression:
        'SET optedOut = :yes, #role = if_not_exists(#role, :texter), version = if_not_exists(version, :none) + :one REMOVE #language, topic, h, #last, caseId, menu, rate, duty, expiresAt',
      ExpressionAttributeNames: { '#role': 'role', '#language': 'language', '#last': 'last' },
      ExpressionAttributeValues: {
        ':yes': { BOOL: true },
        ':texter': { S: 'texter' },
        ':none': { N: '0' },
        ':one': { N: '1' },
      },
    }),
  );
}

/**
 * Makes a volunteer of an address. Invitations by text are a later part; this is what set-up and tests use.
 * @returns false where the person exists already: nobody is overwritten
 */
export async function addVolunteer(
  db: Db,
  vault: { personId(address: string): string; sealAddress(personId: string, address: string): Sealed },
  volunteer: { address: string; name: string; languages: Volunteer['languages']; onDuty: boolean },
): Promise<boolean> {
  const id = vault.personId(volunteer.address);
  const known = await loadPerson(db, id, new Date());
  if (known.version !== 0) return false;
  const { name, languages, onDuty } = volunteer;
  const person: Person = {
    ...known,
    role: 'volunteer',
    language: languages[0],
    volunteer: { name, languages, onDuty, to: vault.sealAddress(id, volunteer.address), lastAskedAt: NEVER },
  };
  const item = personItem(person, { now: new Date(), retentionDays: 1 });
  await db.client.send(new PutItemCommand({ TableName: db.table, Item: item, ...personUnchanged(person) }));
  return true;
}
