/**
 * `npm run verify-record -- [--engine] [--case <number or id>] [--json]`: verifies the record of the stack that runs on
 * SHAODAO_DATA, or of DATABASE_URL (with TEMPORAL_ADDRESS for --engine). Plain Node without packages.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { root } from './build.mjs';

const entry = 'apps/dispatch/dist/verify/main.js';

try {
  if (!existsSync(join(root, entry))) throw new Error('nothing was built here yet: start once (npm start), the record is verified while it runs');
  const env = { ...process.env, DATABASE_URL: process.env.DATABASE_URL || embeddedUrl(), TEMPORAL_ADDRESS: process.env.TEMPORAL_ADDRESS || embeddedEngine() };
  const child = spawn(join(root, 'node_modules/.bin/node'), [entry, ...process.argv.slice(2)], { cwd: root, env, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.once('close', (code) => process.exit(code ?? 2));
} catch (error) {
  console.error(error.message);
  process.exit(2);
}

/** Where the embedded PostgreSQL of the data folder answers, as it says itself while it runs. */
function embeddedUrl() {
  // npm changes into the project's folder; a path is meant from there, as `npm start` means it.
  const data = resolve(root, process.env.SHAODAO_DATA || '.shaodao');
  const running = join(data, 'postgres/postmaster.pid');
  const passwordFile = join(data, 'postgres-password');
  if (!existsSync(data)) throw new Error(`there is no data in ${data}: start Shaodao first (npm start), or set SHAODAO_DATA or DATABASE_URL`);
  if (!existsSync(running) || !existsSync(passwordFile)) {
    throw new Error(`PostgreSQL of ${data} does not run: start Shaodao first (npm start), or set DATABASE_URL`);
  }
  const port = readFileSync(running, 'utf8').split('\n')[3];
  const password = readFileSync(passwordFile, 'utf8').trim();
  return `postgresql://shaodao:${password}@127.0.0.1:${port}/shaodao`;
}

function embeddedEngine() {
  return `127.0.0.1:${process.env.TEMPORAL_PORT || 17_233}`;
}
