import type { HotlineSettings } from '../hotline/settings';
import type { Log } from '../platform/log';
import type { Admin } from '../platform/table/admins';
import type { Db } from '../platform/table/db';

/** What the console is made of. */
export interface ConsoleParts {
  readonly db: Db;
  readonly settings: HotlineSettings;
  /** As browsers see it, without a slash at the end. */
  readonly origin: string;
  readonly oidc: { readonly issuer: string; readonly clientId: string };
  readonly secrets: () => Promise<{ readonly sessionSecret: string; readonly oidcClientSecret: string }>;
  readonly log: Log;
  readonly now: () => Date;
}

/** What every handler behind the sign-in finds in its context. */
export interface ConsoleEnv {
  Variables: { admin: Admin };
}
