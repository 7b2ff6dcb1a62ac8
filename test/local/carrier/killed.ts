/**
 * A hotline and carrier that are to be killed: `tsx killed.ts <dataDir>` prints the origin and runs until then.
 * Every third text hangs at the hotline, so that some webhooks are under way at any moment.
 */
import { openWorld, twiml } from './world';

let texts = 0;
const world = await openWorld({
  dataDir: process.argv[2] ?? '',
  hotline: async (c, { path, params }) => {
    if (path === '/deliveries') return c.body(null, 204);
    if (texts++ % 3 === 0) await new Promise(() => undefined);
    return twiml(c, `re: ${params.Body}`);
  },
});
process.stdout.write(`${world.origin}\n`);
