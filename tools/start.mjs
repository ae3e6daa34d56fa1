/** `npm start`: from a fresh clone to a running district by one command. Plain Node without packages. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildAll, root } from './build.mjs';
import { install } from './install.mjs';
import { programs } from './runtime/programs.mjs';

const say = (line) => console.log(line);

try {
  await install({ say });
  const skip = [
    ...(process.env.TEMPORAL_ADDRESS ? ['TEMPORAL_SERVER', 'TEMPORAL_SQL_TOOL'] : []),
    ...(process.env.NATS_URL ? ['NATS_SERVER'] : []),
  ];
  const [found] = await Promise.all([programs({ say, skip }), buildAll({ say })]);
  const child = spawn(join(root, 'node_modules/.bin/node'), ['apps/standalone/dist/main.js', ...process.argv.slice(2)], {
    cwd: root,
    env: { ...process.env, ...found },
    stdio: 'inherit',
    // A group of its own: a key press reaches it once, from here.
    detached: true,
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal));
  child.once('close', (code) => process.exit(code ?? 1));
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
