import type { HotlineSettings } from '../hotline/settings';
import { openLog } from './log';
import type { Secrets } from './secrets';
import { secretsFrom } from './secrets';
import { readEnv, readSettings } from './settings';
import { starterBook } from './starter-book';
import { type LiveBookSource, makeLiveBook } from './table/books';
import { type Db, openDb } from './table/db';
import { openVault, type Vault } from './vault/vault';

export const systemClock = (): Date => new Date();

/** What the functions that decide about texts and cases have in common. */
export interface CoreParts {
  readonly db: Db;
  readonly vault: Vault;
  readonly books: LiveBookSource;
  readonly settings: HotlineSettings;
  readonly secrets: Secrets;
  readonly now: () => Date;
}

/**
 * Reads the environment now, so that a wrong one fails the deployment and not a text; reads the secret at the first
 * call, so that a function starts without the network.
 * Environment: TABLE_NAME, SECRET_ID, HOTLINE_SETTINGS.
 */
export function coreParts(env: NodeJS.ProcessEnv): () => Promise<CoreParts> {
  const { TABLE_NAME, SECRET_ID, HOTLINE_SETTINGS } = readEnv(env, ['TABLE_NAME', 'SECRET_ID', 'HOTLINE_SETTINGS']);
  const settings = readSettings(HOTLINE_SETTINGS);
  const db = openDb(TABLE_NAME);
  const secretsSource = secretsFrom(SECRET_ID);
  const log = openLog();
  const books = makeLiveBook(db, starterBook, systemClock, {
    // On a developer's machine a published reply answers the very next text, at the price of one more read a text.
    ...(env.BOOK_REFRESH_MS ? { refreshMs: Number(env.BOOK_REFRESH_MS) } : {}),
    onFailedRefresh: (err) => log.error('book not refreshed', err),
  });
  let vault: Vault | undefined;
  return async () => {
    const secrets = await secretsSource();
    vault ??= openVault(secrets);
    return { db, vault, books, settings, secrets, now: systemClock };
  };
}
