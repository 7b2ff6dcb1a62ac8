import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Hono } from 'hono';
import { sign } from 'hono/jwt';
import { makeConsole } from '../../lambda/console/console';
import type { ConsoleParts } from '../../lambda/console/parts';
import type { ReplyBook } from '../../lambda/hotline/replies/book';
import type { HotlineSettings } from '../../lambda/hotline/settings';
import type { Role } from '../../lambda/platform/table/admins';
import type { Db } from '../../lambda/platform/table/db';
import { adminKey } from '../../lambda/platform/table/keys';
import { seedStarterBook } from '../../lambda/platform/table/seeding';
import { openTestTable } from '../fakes/table';
import { settings as someSettings } from '../fakes/values';
import { someBook } from '../platform/books-fixtures';

export const ORIGIN = 'https://hotline.example.org';
export const SESSION_SECRET = 'a made-up secret of the tests, 32 or more';
export const ANA = 'ana@example.org';

export const settings: HotlineSettings = { ...someSettings, organisation: 'Chicago Rights Hotline' };

/** What a test asks for in a session; the rest is in order. */
interface SessionClaims {
  readonly email?: string;
  readonly verified?: boolean;
  readonly ssnexp?: number;
  readonly rtkexp?: number;
  readonly rtk?: string;
}

/** Epoch seconds, later than every clock of a test. */
const LATER = 4_000_000_000;

/** The cookie that a sign-in leaves, signed with any key. */
export async function cookieFor(claims: SessionClaims = {}, secret = SESSION_SECRET): Promise<string> {
  const session = { sub: 'x', email: ANA, verified: true, rtk: '', rtkexp: LATER, ssnexp: LATER, ...claims };
  return `console-session=${await sign({ ...session }, secret, 'HS256')}`;
}

export interface TestConsole {
  readonly db: Db;
  readonly app: Hono;
  /** What was logged, as one string: for what must not be there. */
  readonly logged: () => string;
  get(path: string, cookie?: string): Promise<Response>;
  /** As a browser sends a form from our own page. */
  post(
    path: string,
    fields: Record<string, string>,
    options?: { cookie?: string; headers?: Record<string, string> },
  ): Promise<Response>;
}

export async function openConsole(change: Partial<ConsoleParts> & { book?: ReplyBook } = {}): Promise<TestConsole> {
  const { book = someBook(), ...parts } = change;
  const db = change.db ?? (await openTestTable());
  await seedStarterBook(db, book, new Date('2026-06-01T12:00:00Z'));
  const lines: unknown[] = [];
  const app = makeConsole({
    db,
    settings,
    origin: ORIGIN,
    oidc: { issuer: 'https://sign-in.example.org', clientId: 'console' },
    secrets: async () => ({ sessionSecret: SESSION_SECRET, oidcClientSecret: 'made up' }),
    log: {
      info: (...line) => lines.push(line),
      warn: (...line) => lines.push(line),
      error: (message, error, fields) => lines.push([message, String((error as Error).name), fields]),
    },
    now: () => new Date('2026-06-02T12:00:00Z'),
    ...parts,
  });
  const origin = parts.origin ?? ORIGIN;
  return {
    db,
    app,
    logged: () => JSON.stringify(lines),
    get: async (path, cookie) => app.request(origin + path, { headers: cookie ? { cookie } : {} }),
    post: async (path, fields, { cookie, headers } = {}) =>
      app.request(origin + path, {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: { origin, 'sec-fetch-site': 'same-origin', ...(cookie ? { cookie } : {}), ...headers },
      }),
  };
}

/** Gives somebody roles, as the set-up and later the console's own page do. */
export async function addPerson(db: Db, email: string, roles: readonly Role[]): Promise<void> {
  const Item = marshall({ ...adminKey(email), email, roles, addedAt: '2026-06-01T12:00:00.000Z' });
  await db.client.send(new PutItemCommand({ TableName: db.table, Item }));
}

/** The hidden fields that a page's edit or publish form carries. */
export function hiddenFields(html: string): Record<string, string> {
  const inputs = html.matchAll(/<input type="hidden" name="(\w+)" value="(\d+)"/g);
  return Object.fromEntries([...inputs].map(([, name, value]) => [name, value]));
}
