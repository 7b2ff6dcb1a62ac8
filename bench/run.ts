/** `npm run bench`: everything; `npm run bench -- start-up` or `-- text`: one part. Figures are for people, not for tests. */
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

const PARTS: Record<string, () => Promise<void>> = {
  'start-up': async () => (await import('./start-up')).benchStartUp(),
  text: async () => (await import('./text')).benchText(),
};

export {};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`No such benchmark: ${unknown.join(', ')}. There are: ${Object.keys(PARTS).join(', ')}.`);
  process.exitCode = 1;
} else {
  const { buildBook } = await import('../scripts/build-book');
  buildBook();
  for (const [name, run] of Object.entries(PARTS)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    console.log(`\n== ${name}\n`);
    await run();
  }
}
