/** Builds what changed: Prisma clients, TypeScript, the workflow bundle, the console. Plain Node without packages. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { kept, step } from './step.mjs';

export const root = fileURLToPath(new URL('..', import.meta.url));
const node = join(root, 'node_modules/.bin/node');
const marks = join(root, '.cache/marks');

/** Each step with the places it reads, what it must leave behind, and its commands. */
function steps() {
  const schemas = readdirSync(join(root, 'apps')).map((app) => `apps/${app}/prisma/schema.prisma`);
  const withSchema = schemas.filter((schema) => existsSync(join(root, schema)));
  const sources = ['libs', 'apps', 'workflows', 'test'];
  return [
    ['database clients', withSchema, withSchema.map((schema) => join(schema, '../../src/generated/prisma/client.ts')), withSchema.map((schema) => ['node_modules/.bin/prisma', 'generate', '--schema', schema])],
    ['TypeScript', [...sources, 'tsconfig.base.json', 'tsconfig.json'], ['apps/gateway/dist/main.js', 'workflows/dist/worker.js'], [['node_modules/.bin/tsc', '-b']]],
    ['workflow bundle', ['workflows', 'libs/domain/src', 'libs/contracts/src'], ['workflows/dist/workflow-bundle.js'], [['workflows/dist/bundle.js']]],
    ['console', ['apps/console', 'libs/domain/src', 'libs/contracts/src'], ['apps/console/dist/index.html'], [['node_modules/.bin/vite', 'build', 'apps/console', '--logLevel', 'warn']]],
  ];
}

/** @param {{ say: (line: string) => void }} options */
export async function buildAll({ say }) {
  mkdirSync(marks, { recursive: true });
  for (const [name, inputs, outputs, commands] of steps()) {
    const mark = join(marks, name.replaceAll(' ', '-'));
    // Taken before the work: what changes meanwhile is built next time. Other packages may build other things.
    const state = stateOf([...inputs, 'package-lock.json']);
    const fresh = existsSync(mark) && readFileSync(mark, 'utf8') === state;
    if (fresh && outputs.every((output) => existsSync(join(root, output)))) continue;
    await step(`building ${name}`, (detail) => runAll(commands, name, detail), say);
    if (name === 'TypeScript') dropOrphans();
    writeFileSync(mark, state);
  }
}

async function runAll(commands, name, detail) {
  for (const [index, [program, ...args]] of commands.entries()) {
    if (commands.length > 1) detail(`${index + 1} of ${commands.length}`);
    await run(program, args, name);
  }
}

/** What the compiler once wrote for a source that is gone: a test among it would still run. */
function dropOrphans() {
  const { references } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8'));
  for (const { path } of references) {
    const project = join(root, path);
    const sources = existsSync(join(project, 'src')) ? join(project, 'src') : project;
    for (const name of readdirSync(join(project, 'dist'), { recursive: true })) {
      const stem = name.replace(/\.js\.map$/, '');
      if (stem === name || existsSync(join(sources, `${stem}.ts`))) continue;
      for (const end of ['.js', '.js.map', '.d.ts']) rmSync(join(project, 'dist', stem + end), { force: true });
    }
  }
}

/** Names, sizes and times of all sources: a second start must not read them all. */
function stateOf(inputs) {
  const hash = createHash('sha256');
  for (const input of inputs) for (const line of listing(join(root, input))) hash.update(line);
  return hash.digest('hex');
}

const SKIPPED = new Set(['node_modules', 'dist', 'generated']);

function listing(path) {
  if (!existsSync(path)) return [];
  const stat = statSync(path);
  if (stat.isFile()) return [`${path} ${stat.size} ${stat.mtimeMs}\n`];
  return readdirSync(path).filter((name) => !SKIPPED.has(name)).sort().flatMap((name) => listing(join(path, name)));
}

async function run(program, args, name) {
  // `prisma generate` looks for an engine binary it does not use.
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true', CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' };
  const [code, output] = await new Promise((resolve, reject) => {
    const child = kept(spawn(node, [program, ...args], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] }));
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += chunk));
    child.once('error', reject);
    child.once('close', (ended) => resolve([ended, text]));
  });
  if (code !== 0) throw new Error(`building ${name} failed:\n${output}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildAll({ say: (line) => console.error(line) }).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
