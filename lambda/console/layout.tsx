import { html } from 'hono/html';
import type { Child, FC } from 'hono/jsx';
import { assetUrls } from './assets/assets';

interface PageProps {
  readonly title: string;
  readonly organisation: string;
  /** Shows the bar with the sign-out button. */
  readonly email?: string;
  /** Where the browser goes by itself: for the way to the provider's sign-out page. */
  readonly goTo?: string;
  readonly children?: Child;
}

const Frame: FC<PageProps> = ({ title, organisation, email, goTo, children }) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      {goTo && <meta http-equiv="refresh" content={`0; url=${goTo}`} />}
      <title>{`${title} · ${organisation}`}</title>
      <link rel="icon" href={assetUrls.icon} type="image/svg+xml" />
      <link rel="stylesheet" href={assetUrls.style} />
      <script src={assetUrls.script} defer />
    </head>
    <body>
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <header class="bar">
        <a class="home" href="/console">
          {organisation}
        </a>
        {email && (
          <form class="who" method="post" action="/console/sign-out">
            <span class="email">{email}</span>
            <button class="quiet" type="submit">
              Sign out
            </button>
          </form>
        )}
      </header>
      <main id="main">{children}</main>
    </body>
  </html>
);

/** A whole page of the console. */
export const page = (props: PageProps) => html`<!doctype html>${<Frame {...props} />}`;
