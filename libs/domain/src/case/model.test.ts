import type { Actor } from '@shaodao/domain/case/actor';
import { settleDue } from '@shaodao/domain/case/clock';
import type { CaseAct } from '@shaodao/domain/case/command';
import type { CaseEvent } from '@shaodao/domain/case/event';
import { rebuild } from '@shaodao/domain/case/evolve';
import { attempt, MINUTE, NOON, person, reported, rules } from '@shaodao/domain/case/fixture/district';
import { isAllowed } from '@shaodao/domain/case/rights';
import { isEnded, STAGE_MOVES } from '@shaodao/domain/case/stage';
import { deadlineKey } from '@shaodao/domain/case/deadline';
import type { CaseState } from '@shaodao/domain/case/state';
import { compareTiers } from '@shaodao/domain/tier';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';

/** Whoever may turn up, in whatever order, at whatever time: what must hold of every case. */
const actors: Actor[] = [
  person('gridWorker'),
  person('gridWorker', 'two'),
  person('communitySecretary'),
  person('subdistrictDuty'),
  person('subdistrictSecretary'),
  person('districtLeader'),
  person('departmentDuty', 'one', 'water'),
  person('departmentHead', 'one', 'water'),
  person('departmentDuty', 'one', 'power'),
  person('operations'),
];
const lead = [{ departmentId: 'water', part: 'lead' as const }];
const both = [...lead, { departmentId: 'power', part: 'assist' as const }];
const act: fc.Arbitrary<CaseAct> = fc.oneof(
  fc.constantFrom<CaseAct>(
    { command: 'accept' },
    { command: 'reject' },
    { command: 'withdrawWhistle' },
    { command: 'sign' },
    { command: 'reportIn' },
    { command: 'finish' },
    { command: 'verify', passed: true },
    { command: 'verify', passed: false },
    { command: 'close' },
    { command: 'escalate' },
    { command: 'contact', plannedFinishAt: NOON * 2 },
  ),
  fc
    .tuple(fc.constantFrom('grid' as const, 'advance' as const, 'breakthrough' as const), fc.constantFrom(lead, both))
    .map(([kind, departments]): CaseAct => ({ command: 'whistle', kind, departments })),
);
const step = fc.record({
  actor: fc.constantFrom(...actors),
  act,
  later: fc.oneof(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 0, max: 40 * 60 })),
});

function holds(state: CaseState, events: CaseEvent[]): void {
  expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
  for (const [index, event] of events.entries()) {
    const before = events[index - 1];
    if (before === undefined) continue;
    if (before.stage !== event.stage) expect(STAGE_MOVES[before.stage]).toContain(event.stage);
    expect(compareTiers(event.level, before.level)).toBeGreaterThanOrEqual(0);
    expect(event.at).toBeGreaterThanOrEqual(before.at);
  }
  const keys = state.deadlines.map(deadlineKey);
  expect(new Set(keys).size).toBe(keys.length);
  // A case is always somebody's: while it is open, its level's clock runs.
  expect(keys.includes('level')).toBe(!isEnded(state.stage));
  expect(rebuild(events)).toEqual(state);
}

test('random people, commands and waits: moves of the table only, no gap, no lost clock, rebuilt equals kept', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), (steps) => {
      let { state, events } = reported();
      let now = NOON;
      for (const { actor, act: given, later } of steps) {
        now += later * MINUTE;
        const settled = settleDue(state, rules, now);
        const allowed = isAllowed(settled.state, rules, actor, given.command);
        const done = attempt(state, actor, given, now);
        if ('code' in done) {
          // What is shown as a button is refused only for what was filled in.
          if (allowed) expect(['FORBIDDEN', 'INVALID']).toContain(done.code);
          ({ state } = settled);
          events = [...events, ...settled.events];
        } else {
          expect(allowed).toBe(true);
          ({ state } = done);
          events = [...events, ...done.events];
        }
      }
      holds(state, events);
    }),
    { numRuns: 2_000 },
  );
});
