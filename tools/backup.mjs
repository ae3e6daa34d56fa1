/** `npm run backup -- <folder>` and `npm run restore -- <folder> [--replace]`. Plain Node without packages. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildAll, root } from './build.mjs';
import { install } from './install.mjs';
import { programs } from './runtime/programs.mjs';
import { endSteps } from './step.mjs';

const say = (line) => console.log(line);
const entry = 'apps/standalone/dist/backup/main.js';
const [what, ...rest] = process.argv.slice(2);
// npm changes into the project's folder; a path is meant from where it was typed.
const args = rest.map((part) => (part.startsWith('--') ? part : resolve(process.env.INIT_CWD ?? process.cwd(), part)));
let child = null;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (child !== null) return void child.kill(signal);
    endSteps();
    process.exit(130);
  });
}

try {
  child = spawn(join(root, 'node_modules/.bin/node'), [entry, what, ...args], {
    cwd: root,
    env: { ...process.env, ...(await prepared()) },
    stdio: 'inherit',
    // A group of its own: a key press reaches it once, from here.
    detached: true,
  });
  child.once('close', (code) => process.exit(code ?? 1));
} catch (error) {
  endSteps();
  console.error(error.message);
  process.exit(1);
}

/** A backup is taken beside a running stack, which runs from what was built: nothing is built under it. */
async function prepared() {
  if (what === 'restore') {
    await install({ say });
    const [found] = await Promise.all([programs({ say }), buildAll({ say })]);
    return found;
  }
  if (!existsSync(join(root, entry))) throw new Error('nothing was built here yet: start once (npm start), a backup is taken while it runs');
  return {};
}
