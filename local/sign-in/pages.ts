import { html, raw } from 'hono/html';
import { localPeople } from './people';

const page = (title: string, main: unknown): string =>
  String(html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
  :root { color-scheme: light dark; font: 1.0625rem/1.5 system-ui, sans-serif; }
  body { max-width: 26rem; margin: 12vh auto; padding: 0 1.25rem; }
  h1 { font-size: 1.375rem; margin: 0 0 .5rem; }
  button { display: block; width: 100%; margin: .75rem 0; padding: .75rem 1rem; font: inherit; text-align: left; cursor: pointer;
    color: CanvasText; background: Canvas; border: 1px solid GrayText; border-radius: .625rem; }
  button:hover, button:focus-visible { border-color: LinkText; outline: 2px solid LinkText; }
  small { display: block; opacity: .75; }
</style>
<main><h1>${title}</h1>${main}</main>
</html>`);

/** @param action where the choice is posted */
export const whoPage = (action: string): string =>
  page(
    'Who are you?',
    html`<p>This sign-in is only on this machine. In AWS, people sign in with Cognito.</p>
<form method="post" action="${action}">${localPeople.map(
      ({ email, name }) => html`<button name="person" value="${email}">${name}<small>${email}</small></button>`,
    )}</form>`,
  );

/** @param form the library's own, with its protection against forged sign-outs */
export const signOutPage = (form: string): string =>
  page('Sign out?', raw(form.replace('</form>', '<button name="logout" value="yes">Sign out</button></form>')));

export const errorPage = (message: string): string => page('Sign-in', html`<p>${message}</p>`);
