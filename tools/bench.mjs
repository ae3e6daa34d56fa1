/** `npm run bench`: measures a fresh stack and a warm start of it, and refreshes docs/bench.md and docs/bench.json. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { placesFigures } from './bench-places.mjs';
import { buildAll, root } from './build.mjs';
import { figure, processesOf, residentMiB } from './figures.mjs';
import { install } from './install.mjs';
import { programs } from './runtime/programs.mjs';
import { startStack, startTestStack } from './stack.mjs';

const WARM_ROUNDS = 3;
const OUTAGE_ROUNDS = 3;
const say = (line) => console.log(line);
/** Parts by the stack they are measured on. */
const PARTS = {
  road: ['cost', 'throughput', 'lateness', 'lists'],
  start: ['start'],
  activation: ['activation'],
  herd: ['herd500', 'herd2000', 'herd8000'],
  mode: ['mode'],
  outage: ['outage45'],
  /** Without a stack. */
  ground: ['pointInGrid'],
  places: ['import', 'duty', 'registry'],
};
/** `npm run bench -- herd outage`: only parts whose name begins so; the other figures stay as they are. */
const words = process.argv.slice(2);
const wanted = (parts) => parts.filter((name) => words.length === 0 || words.some((word) => name.startsWith(word)));
for (const word of words) {
  const names = Object.values(PARTS).flat();
  if (names.some((name) => name.startsWith(word))) continue;
  console.error(`no part begins with ${word}: ${names.join(', ')}`);
  process.exit(2);
}

await install({ say });
const [found] = await Promise.all([programs({ say }), buildAll({ say })]);
const results = join(root, 'test-results');
const env = { POLICY_FILE: join(results, 'policy.json'), REQUESTS_PER_SECOND: '100000', LOG_LEVEL: 'warn' };
mkdirSync(results, { recursive: true });
await run('test/dist/world/policy-file.js', [env.POLICY_FILE]);

const ports = 28_000;
const data = join(results, 'bench');
const starts = wanted(PARTS.start).length > 0;
if (wanted(PARTS.road).length > 0 || starts) write(await onStack('bench', wanted(PARTS.road)));
if (starts) write(await warmStarts());
if (wanted(PARTS.activation).length > 0) write(await onStack('bench-activation', wanted(PARTS.activation)));
if (wanted(PARTS.herd).length > 0) write(await onStack('bench-herd', wanted(PARTS.herd)));
if (wanted(PARTS.mode).length > 0) write(await onStack('bench-mode', wanted(PARTS.mode)));
if (wanted(PARTS.outage).length > 0) write(await outages());
if (wanted(PARTS.ground).length > 0) write(await figuresOf('test/dist/bench/point-in-grid.js', []));
if (wanted(PARTS.places).length > 0) await onPlaces(wanted(PARTS.places));
say(readFileSync(join(root, 'docs/bench.md'), 'utf8'));

async function onStack(name, parts) {
  const fresh = await startTestStack({ name, ports, found, env });
  try {
    return parts.length === 0 ? {} : await figuresOf('test/dist/bench/main.js', parts);
  } finally {
    await fresh.stop();
  }
}

function onPlaces(parts) {
  const name = 'bench-places';
  const again = () => startStack({ data: join(results, name), ports, found, env });
  return placesFigures({ parts, results, fresh: () => startTestStack({ name, ports, found, env }), again, run, figuresOf, write });
}

async function figuresOf(program, args) {
  const file = join(results, 'figures.json');
  await run(program, [file, ...args]);
  return JSON.parse(readFileSync(file, 'utf8'));
}

async function outages() {
  const rounds = [];
  for (let round = 0; round < OUTAGE_ROUNDS; round++) rounds.push(await figuresOf('test/dist/bench/outage.js', []));
  const each = (name) => rounds.map((round) => round[name]);
  return {
    'outage45.p99LateMs': figure(each('p99LateMs'), 'ms after all processes are ready', '<= 10000'),
    'outage45.deadlines': figure(each('deadlines'), 'deadlines inside the outage, reminders included', '>= 1000'),
    'outage45.missedLevels': figure(each('missedLevels'), 'of them levels', ''),
  };
}

async function warmStarts() {
  const seconds = [];
  const mebibytes = [];
  for (let round = 0; round < WARM_ROUNDS; round++) {
    const stack = await startStack({ data, ports, found, env });
    seconds.push(stack.seconds);
    await pause(5_000);
    mebibytes.push(residentMiB(new Set([...processesOf(stack.place.childrenFile).values()].flat())));
    await stack.stop();
  }
  return {
    'start.warmSeconds': figure(seconds, 's', '<= 15'),
    'start.residentMiB': figure(mebibytes, 'MiB, sum of PSS', '<= 1600'),
  };
}

function run(program, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(join(root, 'node_modules/.bin/node'), [program, ...args], { cwd: root, stdio: 'inherit', env: { ...process.env, ...found, ...env } });
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve(undefined) : reject(new Error(`${program} ended with ${code}`))));
  });
}

/** How many random cases the last test run proved the rules with. */
function modelRuns() {
  const file = join(results, 'model.json');
  if (!existsSync(file)) return {};
  return { 'model.runs': figure([JSON.parse(readFileSync(file, 'utf8')).runs], 'random cases in one `npm test`', '>= 20000') };
}

/** Puts what was measured in the place of what stood there. */
function write(measured) {
  const file = join(root, 'docs/bench.json');
  const all = { ...JSON.parse(readFileSync(file, 'utf8')), ...measured, ...modelRuns() };
  writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`);
  const [cpu] = cpus();
  const rows = Object.entries(all).map(
    ([name, { value, unit, target, rounds, spread }]) => `| ${name} | **${value}** | ${spread[0]} – ${spread[1]} | ${rounds} | ${unit} | ${target} |`,
  );
  const text = [
    '# Measured figures',
    '',
    `Written by \`npm run bench\`, last on ${new Date().toISOString().slice(0, 10)} (${words.length === 0 ? 'all parts' : words.join(', ')}): ${cpus().length} cores (${cpu?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}, all processes and the load on the same machine.`,
    'Both sides of a ratio run in turn inside one run; `value` is the median of the rounds, `spread` their lowest and highest.',
    '`commands.bareUpdatesPerSecond` is the same engine with a workflow that only counts its Updates: no rules, no record, no HTTP.',
    '`duty.echo…` is a request over the same broker whose receiver, in a process of its own, does nothing; each stands beside a question about duty.',
    '`mode.…` are cases that have just been reported, all over the district; a deadline that is missing before or after makes the difference infinite.',
    '`import.…` are the office files of five places: the workbook, then the one of 75,000 residents, over a district that is there; rows that stand already are read and judged too.',
    '',
    '| Figure | Value | Spread | Rounds | Unit | Target |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ];
  writeFileSync(join(root, 'docs/bench.md'), text.join('\n'));
}
