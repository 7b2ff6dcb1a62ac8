// Runs the engine and ends it when standard input ends, which also happens when the hotline is killed the hard way
// (kill -9): an engine left behind would keep the table's file. Plain JavaScript, because it must start in 40 ms.
import { spawn } from 'node:child_process';

const [binary, ...args] = process.argv.slice(2);
const engine = spawn(binary, args, { stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
engine.stdout.pipe(process.stdout);
engine.stderr.pipe(process.stderr);
engine.once('error', (err) => {
  process.stderr.write(`${err.message}\n`);
  process.exitCode = 1;
  process.stdin.destroy();
});
engine.once('exit', (code) => {
  process.exitCode = code ?? 0;
  process.stdin.destroy();
});

const end = () => engine.kill('SIGTERM'); // dynoxide then folds its write-ahead log into the file
process.stdin.resume().once('end', end).once('error', end);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end);
