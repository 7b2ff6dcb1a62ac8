/** The page at `/`: where to go. */
export const welcomePage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Rights hotline on this machine</title>
<style>
  :root { color-scheme: light dark; font: 1.1rem/1.5 system-ui, sans-serif; }
  body { margin: 12vh auto; max-width: 34rem; padding: 0 1.5rem; }
  ul { list-style: none; padding: 0; display: grid; gap: 1rem; }
  a { display: block; padding: 1rem 1.25rem; border: 1px solid; border-radius: .75rem; text-decoration: none; }
  a:hover, a:focus-visible { text-decoration: underline; }
</style>
<main>
  <h1>Rights hotline</h1>
  <p>The whole hotline, on this machine only. No text leaves it.</p>
  <ul>
    <li><a href="/phones">Phones: text the hotline, answer as a volunteer</a></li>
    <li><a href="/console">Console: read and edit the replies</a></li>
  </ul>
</main>
</html>
`;
