/** Runs the standalone stack for tests and benches: its own ports and data, stopped at the end whatever happens. */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './build.mjs';

const results = join(root, 'test-results');

/**
 * Starts a stack with fresh data, beside it the channel city that its messages go to, and writes `test-results/place.json`
 * for whoever uses them.
 * @param {{ name: string, ports: number, found: Record<string, string>, env?: Record<string, string> }} options
 *   `ports`: first of a block of 40 below 32,700 that nobody else uses.
 * @returns {Promise<{ stop: () => Promise<void>, place: object, pid: number }>}
 */
export async function startTestStack({ name, ports, found, env = {} }) {
  mkdirSync(results, { recursive: true });
  const city = await startCity(ports);
  try {
    // A test of alerts writes the book of its senders there.
    const book = { ALERT_SENDERS: `file:${join(results, 'alert-senders.json')}` };
    return await startStack({ data: join(results, name), ports, found, env: { ...city.env, ...book, ...env }, args: ['--reset'], city });
  } catch (error) {
    city.stop();
    throw error;
  }
}

/** All vendors of messages in one process (test/world/channel-city), 30 ports above the stack's first. */
async function startCity(ports) {
  const { citySettings } = await import('../test/dist/world/channel-city/tenants.js');
  const args = ['test/dist/world/channel-city/main.js', '--port', String(ports + 30), '--receipts', `http://127.0.0.1:${ports}`];
  const child = spawn(join(root, 'node_modules/.bin/node'), args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  await new Promise((resolve, reject) => {
    child.stdout.once('data', resolve);
    child.once('close', (code) => reject(new Error(`the channel city ended with ${code}`)));
  });
  const url = `http://127.0.0.1:${ports + 30}`;
  return { url, env: citySettings(url), stop: () => child.kill('SIGTERM') };
}

/** What a developer may have set for a stack of their own must not reach one under test. */
const OWN = ['DATABASE_URL', 'NATS_URL', 'TEMPORAL_ADDRESS', 'POLICY_FILE', 'CALENDAR_FILE', 'BLOB_STORE', 'REQUESTS_PER_SECOND', 'LOG_LEVEL', 'ALERT_SENDERS', 'CAP_SENDER', 'CAP_KEY', 'PUBLIC_URL'];
const VENDORS = /^(DRILL_)?(WORK_APP|SMS|VOICE)_/;
const outer = Object.fromEntries(Object.entries(process.env).filter(([name]) => !OWN.includes(name) && !VENDORS.test(name)));

/** Stacks that run: a broken-off run stops them before it goes. */
const stops = new Set();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, async () => {
    await Promise.allSettled([...stops].map((stop) => stop()));
    process.exit(130);
  });
}

/**
 * Starts a stack on the data that is there and writes where it is to `placeFile`. Answers how long it took from the call
 * until it was up.
 */
export async function startStack({ data, ports, found, env = {}, args = [], placeFile = join(results, 'place.json'), city }) {
  const startedAt = Date.now();
  const child = spawn(join(root, 'node_modules/.bin/node'), ['apps/standalone/dist/main.js', ...args], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...outer,
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
    city?.stop();
    stops.delete(stop);
  };
  stops.add(stop);
  try {
    await up;
  } catch (error) {
    await stop();
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
    ...(city === undefined ? {} : { cityUrl: city.url }),
  };
  writeFileSync(placeFile, JSON.stringify(place, null, 2));
  return { stop, place, pid: child.pid, seconds: (Date.now() - startedAt) / 1_000, output: () => output };
}
