// Runs before every npm command, on any Node: so it uses nothing that old versions lack, and nothing that is installed.
import { execSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `The hotline needs Node 20.19 or newer; this is ${process.versions.node}. Install it from https://nodejs.org.`,
  );
  process.exit(1);
}

const stamp = 'node_modules/.ready';
const wanted = createHash('sha256')
  .update(readFileSync('package-lock.json'))
  .update(`${process.platform}-${process.arch}-${major}`)
  .digest('hex');
const have = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
if (have !== wanted) {
  console.error('Installing what is missing (npm ci) …');
  try {
    // Standard output belongs to the command that follows (`npm run -s try -- --jsonl` is read by scripts).
    execSync('npm ci --no-audit --no-fund --loglevel=error', { stdio: ['ignore', 'ignore', 'inherit'] });
  } catch {
    console.error('npm ci failed: see its lines above. Is the package registry reachable?');
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}
