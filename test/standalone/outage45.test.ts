import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { root, startStack, type Running } from '../world/stack.js';

/** A stack of its own, so that all of it may be away while others run. */
const start = {
  data: `${root}test-results/outage-data`,
  ports: 29_100,
  placeFile: `${root}test-results/outage-place.json`,
  env: { POLICY_FILE: process.env['POLICY_FILE'], REQUESTS_PER_SECOND: '10000', LOG_LEVEL: 'warn' },
};
process.env['SHAODAO_PLACE'] = start.placeFile;

const CASES = 300;
const AWAY_MS = 45_000;

let stack: Running;
let world: typeof import('../world/outage.js');
let happened: Awaited<ReturnType<typeof world.outage>>;

beforeAll(async () => {
  stack = await startStack({ ...start, args: ['--reset'] });
  // It looks for its stack when it is loaded.
  world = await import('../world/outage.js');
}, 120_000);

afterAll(async () => {
  await stack.stop();
});

describe('all processes away for 45 s while deadlines pass, the district’s policy at 1:60', () => {
  test('afterwards each missed level fires once, in order, at the instant the policy names; an outage moves none', async () => {
    happened = await world.outage({
      cases: CASES,
      awayMs: AWAY_MS,
      stop: () => stack.stop(),
      start: async () => (stack = await startStack(start)),
    });
    const { goneAt, readyAt, cases } = happened;
    const missed = cases.flatMap((one) => one.lines).filter(({ type, at }) => type === 'escalated' && at > goneAt && at <= readyAt);
    expect(missed.length).toBeGreaterThan(CASES);
    for (const { reportedAt, lines } of cases) {
      const found = lines.map(({ type, level, at }) => [type, level, at - reportedAt]);
      expect(found).toEqual(world.URGENT_LADDER.slice(0, found.length));
      expect(lines.filter(({ at }) => at <= readyAt)).toHaveLength(world.passedBy(readyAt, reportedAt));
    }
  });

  test('what is still to come keeps its instant', () => {
    for (const { reportedAt, lines, open } of happened.cases) {
      const coming = world.URGENT_LADDER.slice(lines.length).map(([type, , afterMs]) => [type, reportedAt + afterMs] as const);
      for (const [type, kind] of [['urged', 'urge:level'], ['escalated', 'level']] as const) {
        const next = coming.find(([coming]) => coming === type)?.[1];
        if (next !== undefined) expect(open.filter((one) => one.kind === kind).map((one) => one.dueAt)).toEqual([next]);
      }
    }
  });

  test('99 in 100 of them are recorded within 10 s of the instant when all processes are ready', () => {
    const { goneAt, readyAt, cases } = happened;
    const late = cases.flatMap((one) => one.lines).filter(({ at }) => at > goneAt && at <= readyAt).map((line) => line.recordedAt - readyAt);
    late.sort((a, b) => a - b);
    expect(late[Math.ceil(late.length * 0.99) - 1]).toBeLessThan(10_000);
  });
});
