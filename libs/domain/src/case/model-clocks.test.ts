import { DAY_MS, HOUR_MS } from '@shaodao/domain/calendar';
import type { Actor } from '@shaodao/domain/case/actor';
import { settleDue } from '@shaodao/domain/case/clock';
import type { CaseAct } from '@shaodao/domain/case/command';
import { deadlineKey } from '@shaodao/domain/case/deadline';
import { Dice } from '@shaodao/domain/case/fixture/dice';
import { fullPolicy, person, rules } from '@shaodao/domain/case/fixture/district';
import { LivingCase, type Input, type World } from '@shaodao/domain/case/fixture/living-case';
import { DEPARTMENTS, PEOPLE } from '@shaodao/domain/case/fixture/random-act';
import { randomCommand, randomReplan, randomWorld } from '@shaodao/domain/case/fixture/random-input';
import { punctually, replica, told } from '@shaodao/domain/case/fixture/replays';
import { named } from '@shaodao/domain/case/fixture/runs';
import { isOver, type CaseState } from '@shaodao/domain/case/state';
import { usageOf, type CaseUsage } from '@shaodao/domain/case/usage';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';

const seed = Number(process.env['MODEL_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const chance = fc.noBias(fc.integer());
const story = fc.array(chance, { minLength: 1, maxLength: 36, size: 'max' });
const throws = (seeds: readonly number[]): Dice[] => seeds.map((one) => new Dice(one));

/** A proof by so many random stories. */
function prove(sentence: string, runs: number, holds: (beginning: number, steps: number[]) => void): void {
  test(named(sentence, { runs, seed }), () => fc.assert(fc.property(chance, story, holds), { seed, numRuns: runs }), 600_000);
}

prove('at every instant the time of the levels and the suspended time are the time of the case, and no clock ever runs back', 1_500, (beginning, steps) => {
  const { events, now, world } = told(randomWorld(new Dice(beginning)), throws(steps));
  const dice = new Dice(beginning + 1);
  const instants = Array.from({ length: 4 }, () => dice.between(world.report.at, now + DAY_MS)).sort((a, b) => a - b);
  let before: CaseUsage | null = null;
  for (const instant of instants) {
    const usage = usageOf(events.filter(({ at }) => at <= instant), world.rules.calendar, instant);
    for (const unit of ['ms', 'workMs'] as const) {
      const levels = Object.values(usage.levels).reduce((sum, level) => sum + level[unit], 0);
      expect(levels + usage.suspended[unit]).toBe(usage.case[unit]);
      for (const department of usage.departments) expect(department[unit]).toBeLessThanOrEqual(levels);
    }
    for (const [name, ms] of amounts(usage)) expect(ms).toBeGreaterThanOrEqual(before === null ? 0 : (amounts(before).get(name) ?? 0));
    before = usage;
  }
});

function amounts(usage: CaseUsage): Map<string, number> {
  const levels = Object.entries(usage.levels).map(([level, { ms }]) => [level, ms] as const);
  const departments = usage.departments.map(({ departmentId, ms }) => [departmentId, ms] as const);
  return new Map([['case', usage.case.ms], ['suspended', usage.suspended.ms], ...levels, ...departments]);
}

prove('what one department does, fails to do or leaves undone moves no clock of another', 2_000, (beginning, steps) => {
  const world = calm(randomWorld(new Dice(beginning)));
  const [both, alone] = [calledOut(world), calledOut(world)];
  for (const step of steps) {
    const input = departmentInput(new Dice(step), both);
    both.take(input);
    punctually(both, both.now);
    if (input.what === 'command' && input.command.actor.departmentId !== 'water') alone.take(input);
    punctually(alone, both.now);
    if (both.state.stage !== 'handling' || alone.state.stage !== 'handling') return;
    expect(clocksOf(both.state, 'power')).toEqual(clocksOf(alone.state, 'power'));
  }
});

/** Whistles sound at once and departments have clocks of their own for 办结. */
function calm({ report, rules: { policy, calendar } }: World): World {
  const whistles = { ...policy.whistles, advance: { ...policy.whistles.advance, approval: null } };
  const finish = policy.departmentLadders.finish ?? fullPolicy.departmentLadders.finish;
  return { report, rules: { calendar, policy: { ...policy, whistles, departmentLadders: { ...policy.departmentLadders, finish } } } };
}

function calledOut(world: World): LivingCase {
  const living = new LivingCase(world);
  const lead = { departmentId: 'water', part: 'assist' as const };
  const others = DEPARTMENTS.slice(1, 3).map((departmentId) => ({ departmentId, part: 'assist' as const }));
  const { at } = living.world.report;
  const act = { command: 'whistle' as const, kind: 'advance' as const, departments: [lead, ...others] };
  living.take({ at, what: 'command', command: { commandId: 'accept', actor: person('subdistrictDuty'), act: { command: 'accept' } } });
  living.take({ at, what: 'command', command: { commandId: 'whistle', actor: person('subdistrictDuty'), act } });
  return living;
}

/** By somebody of a department, or time alone. */
function departmentInput(dice: Dice, living: LivingCase): Input {
  const at = living.now + dice.between(0, dice.of([HOUR_MS, 6 * HOUR_MS, DAY_MS]));
  const people = PEOPLE.filter(({ departmentId }) => departmentId !== undefined);
  const { state } = settleDue(living.state, living.session.rules, at);
  return dice.chance(0.8) ? { at, what: 'command', command: randomCommand(dice, living, { state, now: at, people }) } : { at, what: 'settle' };
}

function clocksOf({ tasks, deadlines }: CaseState, departmentId: string) {
  const task = tasks.find((one) => one.departmentId === departmentId);
  const { state, signedAt, missed } = task ?? {};
  const own = deadlines.filter((deadline) => deadline.departmentId === departmentId && deadline.kind !== 'decision');
  return { state, signedAt, missed, own: own.toSorted((a, b) => a.dueAt - b.dueAt || (a.kind < b.kind ? -1 : 1)) };
}

prove('I6: a case suspended and resumed goes on as it would have, only later: each threshold is told once, at its own distance', 2_000, (beginning, steps) => {
  // In a calendar without nights all clocks run alike, so that the two histories can be laid one upon the other.
  const world = randomWorld(new Dice(beginning));
  const dice = new Dice(beginning + 1);
  const awake = { ...world, rules: { ...world.rules, calendar: rules.calendar } };
  const living = told(awake, throws(steps), (found) => canRest(found) && dice.chance(0.2));
  fc.pre(canRest(living));
  const twin = replica(living);
  const restMs = dice.between(2, 5 * DAY_MS);
  const rested = rest(living, restMs, dice);
  const horizon = twin.now + 6 * DAY_MS;
  twin.take({ at: horizon, what: 'settle' });
  living.take({ at: horizon + restMs, what: 'settle' });
  const without = twin.events.slice(rested.before).map(({ fact, at, level }) => ({ fact, at, level }));
  expect(living.events.slice(rested.after).map(({ fact, at, level }) => ({ fact, at: at - restMs, level }))).toEqual(without);
});

function canRest({ state, session, now }: LivingCase): boolean {
  return (
    (state.stage === 'handling' || state.stage === 'dispatch') &&
    state.suspended === null &&
    state.suspensionAsked === null &&
    state.emergency?.resting !== true &&
    session.rules.calendar.id === rules.calendar.id &&
    state.deadlines.every(({ dueAt }) => dueAt > now)
  );
}

/** Suspended now, prolonged meanwhile or not, resumed `restMs` later. Answers how long the history was before and after. */
function rest(living: LivingCase, restMs: number, dice: Dice): { before: number; after: number } {
  const before = living.events.length;
  const from = living.now;
  const middle = dice.between(from, from + restMs);
  const give = (at: number, actor: Actor, act: CaseAct): void => {
    const command = { commandId: `${act.command}-${living.events.length}`, actor, act };
    expect(living.take({ at, what: 'command', command })).toBeNull();
  };
  const suspend = (at: number): void => {
    give(at, person('districtLeader'), { command: 'requestSuspension', reviewAt: at + dice.between(1, 5 * DAY_MS) });
    give(at, person('centreLeader'), { command: 'decideSuspension', granted: true });
  };
  suspend(from);
  if (dice.chance(0.5)) suspend(middle);
  give(from + restMs, person('districtLeader'), { command: 'resume' });
  return { before, after: living.events.length };
}

prove('the same rules again move nothing; other rules move what the history says they move, and nothing into the past', 1_500, (beginning, steps) => {
  const living = told(randomWorld(new Dice(beginning)), throws(steps));
  punctually(living, living.now);
  const { state } = living;
  fc.pre(!isOver(state));
  const at = living.now;
  const order = { commandId: 'same', actor: person('operations') };
  living.take({ at, what: 'replan', next: { ...order, ...living.session.rules, category: state.category } });
  expect(living.events.at(-1)?.fact).toMatchObject({ type: 'replanned', changes: [] });
  expect(living.state).toEqual({ ...state, seq: state.seq + 1 });
  living.take({ at, what: 'replan', next: { ...randomReplan(new Dice(beginning + 1), living), commandId: 'other' } });
  const fact = living.events.at(-1)?.fact;
  const after = new Map(living.state.deadlines.map((deadline) => [deadlineKey(deadline), deadline]));
  const moved = state.deadlines.flatMap((deadline) => {
    const now = after.get(deadlineKey(deadline));
    if (now === undefined) expect(deadline.kind).toBe('phase');
    const { kind, departmentId, ref = null } = deadline;
    return now === undefined || now.dueAt === deadline.dueAt ? [] : [{ kind, departmentId, ref, fromDueAt: deadline.dueAt, toDueAt: now.dueAt }];
  });
  expect(fact).toMatchObject({ type: 'replanned', changes: moved });
  expect(living.state.deadlines.filter(({ dueAt }) => dueAt < at)).toEqual([]);
  expect(living.state.suspended).toEqual(state.suspended);
});
