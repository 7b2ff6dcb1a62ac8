import type { MiddlewareHandler } from 'hono';
import { keptFormPage } from './notices';
import type { ConsoleParts } from './parts';
import { readSession } from './session';

/**
 * A form that arrives after its session has ended is given back with everything in it; the sign-in would lose it. It
 * comes from our own page, or the protection against forged forms had refused it.
 */
export const keepForms =
  (parts: ConsoleParts): MiddlewareHandler =>
  async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD' || (await readSession(c))) return next();
    const fields = Object.entries(await c.req.parseBody()).filter(
      (field): field is [string, string] => typeof field[1] === 'string',
    );
    return c.html(keptFormPage(parts, c.req.path, fields), 401);
  };
