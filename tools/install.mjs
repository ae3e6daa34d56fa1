/** Installs the packages of the lock file when they are not there or not these. Plain Node without packages. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './build.mjs';

/** @param {{ say: (line: string) => void }} options */
export async function install({ say }) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) throw new Error(`Node ${process.versions.node} is too old: install Node 20.19 or newer`);
  const lock = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex');
  const mark = join(root, 'node_modules/.shaodao-lock');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return;
  say('installing packages, once (about a minute) …');
  const startedAt = Date.now();
  const telling = setInterval(() => say(`  still installing, ${Math.round((Date.now() - startedAt) / 1000)} s`), 15_000);
  const code = await new Promise((resolve, reject) => {
    const child = spawn('npm', ['ci', '--no-audit', '--no-fund', '--loglevel', 'error'], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', reject);
    child.once('close', resolve);
  }).finally(() => clearInterval(telling));
  if (code !== 0) throw new Error(`npm ci ended with ${code}`);
  if (!existsSync(join(root, 'node_modules/.bin/node'))) {
    throw new Error('the packaged Node 24 is not there: this machine is not Linux on x86-64, which the engine bridge needs');
  }
  writeFileSync(mark, lock);
}
