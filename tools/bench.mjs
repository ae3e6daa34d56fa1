/** `npm run bench`: measures a fresh stack and a warm start of it, and refreshes docs/bench.md and docs/bench.json. */
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { buildAll, root } from './build.mjs';
import { install } from './install.mjs';
import { programs } from './runtime/programs.mjs';
import { startStack, startTestStack } from './stack.mjs';

const WARM_ROUNDS = 3;
const say = (line) => console.log(line);

await install({ say });
const [found] = await Promise.all([programs({ say }), buildAll({ say })]);
const results = join(root, 'test-results');
const env = { POLICY_FILE: join(results, 'policy.json'), REQUESTS_PER_SECOND: '100000', LOG_LEVEL: 'warn' };
await run('test/dist/world/policy-file.js', env.POLICY_FILE);

const ports = 28_000;
const fresh = await startTestStack({ name: 'bench', ports, found, env });
const figuresFile = join(results, 'figures.json');
try {
  await run('test/dist/bench/main.js', figuresFile);
} finally {
  await fresh.stop();
}
const figures = { ...JSON.parse(readFileSync(figuresFile, 'utf8')), ...(await warmStarts()) };
write(figures);

async function warmStarts() {
  const seconds = [];
  const mebibytes = [];
  for (let round = 0; round < WARM_ROUNDS; round++) {
    const stack = await startStack({ data: fresh.place.data, ports, found, env });
    seconds.push(stack.seconds);
    await pause(5_000);
    mebibytes.push(residentMiB(stack.place.childrenFile));
    await stack.stop();
  }
  return {
    'start.warmSeconds': figure(seconds, 's', '<= 15'),
    'start.residentMiB': figure(mebibytes, 'MiB, sum of PSS', '<= 1600'),
  };
}

function figure(rounds, unit, target) {
  const sorted = rounds.toSorted((a, b) => a - b);
  const round = (value) => Math.round(value * 100) / 100;
  return { value: round(sorted[Math.floor(sorted.length / 2)]), unit, target, rounds: rounds.length, spread: [round(sorted[0]), round(sorted.at(-1))] };
}

/** Proportional set size of the supervisor, its children and theirs. */
function residentMiB(childrenFile) {
  const roots = Object.values(JSON.parse(readFileSync(childrenFile, 'utf8'))).map(({ pid }) => pid);
  const pids = new Set(roots);
  for (const pid of pids) for (const child of childrenOf(pid)) pids.add(child);
  let kib = 0;
  for (const pid of pids) {
    const [, pss] = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
    kib += Number(pss ?? 0);
  }
  return kib / 1024;
}

function childrenOf(pid) {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
}

function run(program, ...args) {
  return new Promise((resolve, reject) => {
    const child = spawn(join(root, 'node_modules/.bin/node'), [program, ...args], { cwd: root, stdio: 'inherit' });
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve(undefined) : reject(new Error(`${program} ended with ${code}`))));
  });
}

function write(all) {
  writeFileSync(join(root, 'docs/bench.json'), `${JSON.stringify(all, null, 2)}\n`);
  const [cpu] = cpus();
  const rows = Object.entries(all).map(
    ([name, { value, unit, target, rounds, spread }]) => `| ${name} | **${value}** | ${spread[0]} – ${spread[1]} | ${rounds} | ${unit} | ${target} |`,
  );
  const text = [
    '# Measured figures',
    '',
    `Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} cores (${cpu?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}, all processes and the load on the same machine.`,
    'Both sides of a ratio run in turn inside one run; `value` is the median of the rounds, `spread` their lowest and highest.',
    '`commands.bareUpdatesPerSecond` is the same engine with a workflow that only counts its Updates: no rules, no record, no HTTP.',
    '',
    '| Figure | Value | Spread | Rounds | Unit | Target |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ];
  writeFileSync(join(root, 'docs/bench.md'), text.join('\n'));
  say(text.join('\n'));
}
