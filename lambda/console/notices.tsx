import type { Child } from 'hono/jsx';
import { page } from './layout';
import type { ConsoleParts } from './parts';

/** Pages that say one thing: what went wrong and what to do. Nothing in them tells how the hotline is made. */

interface Notice {
  readonly title: string;
  readonly says: Child;
  /** Where to go on. @default the list of replies */
  readonly link?: { readonly href: string; readonly text: string };
  readonly email?: string;
  readonly goTo?: string;
}

const HOME = { href: '/console', text: 'To the console' };

export const noticePage = ({ settings }: ConsoleParts, { title, says, link = HOME, email, goTo }: Notice) =>
  page({
    title,
    organisation: settings.organisation,
    email,
    goTo,
    children: (
      <section class="notice">
        <h1>{title}</h1>
        {says}
        <p>
          <a href={link.href}>{link.text}</a>
        </p>
      </section>
    ),
  });

/** Signed out between opening a form and sending it: what was typed is still here, and is sent again after a new sign-in. */
export const keptFormPage = (parts: ConsoleParts, action: string, fields: readonly (readonly [string, string])[]) =>
  noticePage(parts, {
    title: 'You were signed out',
    says: (
      <>
        <p>
          Nothing that you typed is lost.{' '}
          <a href="/console" target="_blank" rel="noopener">
            Sign in in a new tab
          </a>
          , come back to this one, and press the button.
        </p>
        <form method="post" action={action}>
          {fields.map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <button type="submit">Send it again</button>
        </form>
      </>
    ),
    link: { href: '/console', text: 'Or leave it and go to the console' },
  });
