/** `npm start`: from a fresh clone to a running district by one command. Plain Node without packages. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildAll, root } from './build.mjs';
import { install } from './install.mjs';
import { programs } from './runtime/programs.mjs';
import { endSteps } from './step.mjs';

const say = (line) => console.log(line);
let supervisor = null;

function stop(signal) {
  if (supervisor !== null) return void supervisor.kill(signal);
  endSteps();
  process.exit(130);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal === 'SIGHUP' ? 'SIGTERM' : signal));
// Whoever read our lines may go away: the stop must still be in order.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
// npm passes a signal on to its shell; should that die without telling us, the loss of the parent is the signal.
const parent = process.ppid;
if (process.env.npm_lifecycle_event !== undefined) {
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop('SIGTERM');
  }, 500);
}

try {
  await install({ say });
  const skip = [
    ...(process.env.TEMPORAL_ADDRESS ? ['TEMPORAL_SERVER', 'TEMPORAL_SQL_TOOL'] : []),
    ...(process.env.NATS_URL ? ['NATS_SERVER'] : []),
  ];
  const [found] = await Promise.all([programs({ say, skip }), buildAll({ say })]);
  supervisor = spawn(join(root, 'node_modules/.bin/node'), ['apps/standalone/dist/main.js', ...process.argv.slice(2)], {
    cwd: root,
    env: { ...process.env, ...found },
    stdio: 'inherit',
    // A group of its own: a key press reaches it once, from here.
    detached: true,
  });
  supervisor.once('error', (error) => {
    console.error(error.message);
    process.exit(1);
  });
  supervisor.once('close', (code) => process.exit(code ?? 1));
} catch (error) {
  endSteps();
  console.error(error.message);
  process.exit(1);
}
