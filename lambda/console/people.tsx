import type { MiddlewareHandler } from 'hono';
import { type Role, readAdmin } from '../platform/table/admins';
import { noticePage } from './notices';
import type { ConsoleEnv, ConsoleParts } from './parts';
import { readSession } from './session';

/** Lets through whom an admin has named, with an e-mail address that the provider has verified. */
export const requirePerson =
  (parts: ConsoleParts): MiddlewareHandler<ConsoleEnv> =>
  async (c, next) => {
    const session = await readSession(c);
    const admin = session?.verified ? await readAdmin(parts.db, session.email) : undefined;
    if (admin) {
      c.set('admin', admin);
      return next();
    }
    parts.log.warn('refused', { reason: session?.verified ? 'no role' : 'e-mail not verified' });
    const says = session?.verified ? (
      <p>You are signed in, and nobody has given this address a role here. Ask an admin of your organisation.</p>
    ) : (
      <p>The sign-in has not verified this e-mail address. Verify it there, then sign in again.</p>
    );
    return c.html(noticePage(parts, { title: 'No access', says, email: session?.email }), 403);
  };

/** Checked on the server for every page and form; an admin may do everything. */
export const requireRole =
  (parts: ConsoleParts, role: Role): MiddlewareHandler<ConsoleEnv> =>
  async (c, next) => {
    const { roles, email } = c.get('admin');
    if (roles.includes(role) || roles.includes('admin')) return next();
    parts.log.warn('refused', { reason: 'role missing', role });
    const says = <p>This page is for people with the role “{role}”. Ask an admin of your organisation.</p>;
    return c.html(noticePage(parts, { title: 'No access', says, email }), 403);
  };
