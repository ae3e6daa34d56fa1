import { writeFileSync } from 'node:fs';
import { root, startStack, type Running } from '../world/stack.js';
import { figure, quantile } from './figures.js';

/** Stops and starts a stack of its own and writes what that costs in lateness to the file named by the first argument. */
const start = {
  data: `${root}test-results/bench-outage`,
  ports: 28_100,
  placeFile: `${root}test-results/bench-outage-place.json`,
  env: { POLICY_FILE: process.env['POLICY_FILE'], REQUESTS_PER_SECOND: '100000', LOG_LEVEL: 'warn' },
};
process.env['SHAODAO_PLACE'] = start.placeFile;

/** Of each, a reminder and the level's own deadline lie in the outage, and of some more: about 1,300 in all. */
const CASES = 500;
const AWAY_MS = 45_000;
const ROUNDS = 3;

const deadlines: number[] = [];
const levels: number[] = [];
const p99: number[] = [];
let stack: Running = await startStack({ ...start, args: ['--reset'] });
try {
  // It looks for its stack when it is loaded.
  const { outage } = await import('../world/outage.js');
  for (let round = 0; round < ROUNDS; round++) {
    const { goneAt, readyAt, cases } = await outage({
      cases: CASES,
      awayMs: AWAY_MS,
      stop: () => stack.stop(),
      start: async () => (stack = await startStack(start)),
    });
    const lines = cases.flatMap((one) => one.lines).filter(({ at }) => at > goneAt && at <= readyAt);
    deadlines.push(lines.length);
    levels.push(lines.filter(({ type }) => type === 'escalated').length);
    p99.push(quantile(lines.map((line) => line.recordedAt - readyAt), 0.99));
  }
} finally {
  await stack.stop();
}
writeFileSync(
  process.argv[2] ?? 'figures.json',
  JSON.stringify(
    {
      'outage45.p99LateMs': figure(p99, 'ms after all processes are ready', '<= 10000'),
      'outage45.deadlines': figure(deadlines, 'deadlines inside the outage, reminders included', '>= 1000'),
      'outage45.missedLevels': figure(levels, 'of them levels', ''),
    },
    null,
    2,
  ),
);
