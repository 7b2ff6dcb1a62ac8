// Imports one built function in a fresh process and prints what that cost: wall and CPU milliseconds.
const [file] = process.argv.slice(2);
const cpu = process.cpuUsage();
const started = performance.now();
await import(file);
const wall = performance.now() - started;
const { user, system } = process.cpuUsage(cpu);
console.log(JSON.stringify({ wall, cpu: (user + system) / 1000 }));
process.exit(0);
