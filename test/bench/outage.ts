import { writeFileSync } from 'node:fs';
import { root, startStack, type Running } from '../world/stack.js';
import { quantile } from './figures.js';

/**
 * One outage of a stack of its own; writes what it cost to the file named by the first argument. Each on fresh data: open
 * cases of another round would have deadlines of their own in this one's outage.
 */
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

let stack: Running = await startStack({ ...start, args: ['--reset'] });
try {
  // It looks for its stack when it is loaded.
  const { outage } = await import('../world/outage.js');
  const { goneAt, readyAt, cases } = await outage({
    cases: CASES,
    awayMs: AWAY_MS,
    stop: () => stack.stop(),
    start: async () => (stack = await startStack(start)),
  });
  const lines = cases.flatMap((one) => one.lines).filter(({ at }) => at > goneAt && at <= readyAt);
  const p99LateMs = quantile(lines.map((line) => line.recordedAt - readyAt), 0.99);
  const missedLevels = lines.filter(({ type }) => type === 'escalated').length;
  writeFileSync(process.argv[2] ?? 'outage.json', JSON.stringify({ p99LateMs, deadlines: lines.length, missedLevels }));
} finally {
  await stack.stop();
}
