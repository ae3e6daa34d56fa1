/** Runs the standalone stack for tests and benches: its own ports and data, stopped at the end whatever happens. */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './build.mjs';

const results = join(root, 'test-results');

/**
 * Starts a stack with fresh data and writes `test-results/place.json` for whoever uses it.
 * @param {{ name: string, ports: number, found: Record<string, string>, env?: Record<string, string> }} options
 *   `ports`: first of a block of 40 below 32,700 that nobody else uses.
 * @returns {Promise<{ stop: () => Promise<void>, place: object, pid: number }>}
 */
export async function startTestStack({ name, ports, found, env = {} }) {
  const data = join(results, name);
  rmSync(data, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });
  return startStack({ data, ports, found, env });
}

/** Starts a stack on the data that is there. Answers how long it took from the call until it was up. */
export async function startStack({ data, ports, found, env = {} }) {
  const startedAt = Date.now();
  const child = spawn(join(root, 'node_modules/.bin/node'), ['apps/standalone/dist/main.js'], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ...found,
      SHAODAO_DATA: data,
      PORT: String(ports),
      POSTGRES_PORT: String(ports + 1),
      NATS_PORT: String(ports + 2),
      TEMPORAL_PORT: String(ports + 3),
      HEALTH_PORT: String(ports + 4),
      SDK_METRICS_PORT: String(ports + 12),
      TEMPORAL_INNER_PORT: String(ports + 20),
      ...env,
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const ended = new Promise((resolve) => child.once('close', resolve));
  const up = new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the stack is not up after 180 s:\n${output}`)), 180_000);
    child.stdout.on('data', () => {
      if (!output.includes('Shaodao is up')) return;
      clearTimeout(timer);
      resolve(undefined);
    });
    void ended.then((code) => {
      clearTimeout(timer);
      reject(new Error(`the stack ended with ${code}:\n${output}`));
    });
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  try {
    await up;
  } catch (error) {
    child.kill('SIGTERM');
    throw error;
  }
  const password = readFileSync(join(data, 'postgres-password'), 'utf8').trim();
  const place = {
    url: `http://127.0.0.1:${ports}`,
    data,
    accountsFile: join(data, 'accounts.json'),
    childrenFile: join(data, 'children.json'),
    databaseUrl: `postgresql://shaodao:${password}@127.0.0.1:${ports + 1}/shaodao`,
    natsUrl: `nats://127.0.0.1:${ports + 2}`,
    temporalAddress: `127.0.0.1:${ports + 3}`,
  };
  writeFileSync(join(results, 'place.json'), JSON.stringify(place, null, 2));
  return { stop, place, pid: child.pid, seconds: (Date.now() - startedAt) / 1_000, output: () => output };
}
