import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { script } from './script';
import { style } from './style';

/*
 * Text inside the bundle: a function has no files beside it, and pages load nothing from elsewhere.
 */
const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#0b6b64" d="M6 4h20a4 4 0 0 1 4 4v12a4 4 0 0 1-4 4H15l-7 6v-6H6a4 4 0 0 1-4-4V8a4 4 0 0 1 4-4z"/><path fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" stroke-linejoin="round" d="m10 14 4 4 8-8"/></svg>`;

const files = {
  'console.css': { body: style, type: 'text/css; charset=utf-8' },
  'console.js': { body: script, type: 'text/javascript; charset=utf-8' },
  'icon.svg': { body: icon, type: 'image/svg+xml' },
} as const;

/** The address changes with the content, so that browsers may keep a file for ever. */
const urlOf = (name: keyof typeof files): string =>
  `/console/assets/${name}?${createHash('sha256').update(files[name].body).digest('base64url').slice(0, 8)}`;

export const assetUrls = { style: urlOf('console.css'), script: urlOf('console.js'), icon: urlOf('icon.svg') };

/** Open to everybody: the page that says "you are signed out" looks like the others. */
export function serveAssets(): Hono {
  const app = new Hono();
  for (const [name, { body, type }] of Object.entries(files)) {
    app.get(`/${name}`, (c) =>
      c.body(body, 200, { 'Content-Type': type, 'Cache-Control': 'public, max-age=31536000, immutable' }),
    );
  }
  return app;
}
