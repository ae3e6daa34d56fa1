/** Finds or builds the Go programs that run beside Shaodao. Plain Node without packages: it runs before anything is installed. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { kept, step } from '../step.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
export const cache = fileURLToPath(new URL('../../.cache/bin/', import.meta.url));
const GO = [1, 26, 4];

/** Variable, name on PATH, name that `go install` gives, module whose pin its `--version` must show. */
const PROGRAMS = [
  { variable: 'TEMPORAL_SERVER', onPath: 'temporal-server', built: 'server', module: 'go.temporal.io/server' },
  { variable: 'TEMPORAL_SQL_TOOL', onPath: 'temporal-sql-tool', built: 'sql', module: 'go.temporal.io/server' },
  { variable: 'NATS_SERVER', onPath: 'nats-server', built: 'nats-server', module: 'github.com/nats-io/nats-server/v2' },
];

/**
 * Paths by variable name: from the variable, else the cache, else PATH where the version is the pinned one, else built once.
 * @param {{ say: (line: string) => void, skip?: string[] }} options
 * @returns {Promise<Record<string, string>>}
 */
export async function programs({ say, skip = [] }) {
  const wanted = PROGRAMS.filter(({ variable }) => !skip.includes(variable));
  const found = Object.fromEntries(wanted.map((program) => [program.variable, find(program)]));
  const missing = wanted.filter(({ variable }) => found[variable] === null);
  if (missing.length > 0) {
    await build(missing, say);
    for (const { variable, built } of missing) found[variable] = join(cache, built);
  }
  return found;
}

function find({ variable, onPath, built, module }) {
  const given = process.env[variable];
  if (given) {
    if (!existsSync(given)) throw new Error(`${variable}=${given}: there is no such file`);
    return given;
  }
  const pin = pinOf(module);
  const candidates = [join(cache, built), ...(process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, onPath))];
  return candidates.find((path) => existsSync(path) && versionOf(path).includes(pin)) ?? null;
}

function pinOf(module) {
  const [, version] = new RegExp(`^\\s+${module.replaceAll('.', '\\.')} v(\\S+)`, 'm').exec(readFileSync(join(here, 'go.mod'), 'utf8')) ?? [];
  if (version === undefined) throw new Error(`tools/runtime/go.mod does not pin ${module}`);
  return version;
}

function versionOf(path) {
  const { stdout, stderr } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 10_000 });
  return `${stdout}${stderr}`;
}

async function build(missing, say) {
  assertGo(missing);
  mkdirSync(cache, { recursive: true });
  const what = `building ${missing.map(({ onPath }) => onPath).join(', ')} with Go, once (2 to 4 minutes on two cores)`;
  await step(what, goInstall, say);
}

/** Go names each module it loads and each package it compiles: their number tells how far it is. */
async function goInstall(detail) {
  const env = { ...process.env, GOBIN: cache, GOTOOLCHAIN: 'local', GOFLAGS: '-mod=readonly' };
  const child = kept(spawn('go', ['install', '-v', 'tool'], { cwd: here, env, stdio: ['ignore', 'ignore', 'pipe'] }));
  let last = '';
  let steps = 0;
  child.stderr.on('data', (chunk) => {
    last = (last + chunk).slice(-4_000);
    steps += String(chunk).split('\n').length - 1;
    detail(`${steps} packages, now ${last.trimEnd().split('\n').at(-1)}`);
  });
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`go install tool in tools/runtime ended with ${code}\n${last}`);
}

function assertGo(missing) {
  const instead = `or set ${missing.map(({ variable }) => variable).join(', ')} to programs of the versions in tools/runtime/go.mod`;
  const { stdout, error } = spawnSync('go', ['env', 'GOVERSION'], { encoding: 'utf8', env: { ...process.env, GOTOOLCHAIN: 'local' } });
  if (error) throw new Error(`Go is not installed: install Go ${GO.join('.')} or newer, ${instead}`);
  const version = (/go(\d+)\.(\d+)(?:\.(\d+))?/.exec(stdout) ?? []).slice(1).map((part) => Number(part ?? 0));
  const newer = GO.map((least, i) => (version[i] ?? 0) - least).find((difference) => difference !== 0) ?? 0;
  if (newer < 0) throw new Error(`Go ${version.join('.')} is too old: install Go ${GO.join('.')} or newer, ${instead}`);
}
