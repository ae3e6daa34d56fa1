import { DAY_MS } from '@shaodao/domain/calendar';
import { clockOfDeadline, isAskedFor } from '@shaodao/domain/case/limits-of';
import { deadlineKey } from '@shaodao/domain/case/deadline';
import { rebuild } from '@shaodao/domain/case/evolve';
import { Dice } from '@shaodao/domain/case/fixture/dice';
import { isGapless } from '@shaodao/domain/case/fixture/invariants';
import { copied, type LivingCase } from '@shaodao/domain/case/fixture/living-case';
import { Tally, WatchedCase } from '@shaodao/domain/case/fixture/proof';
import { randomInput, randomWorld } from '@shaodao/domain/case/fixture/random-input';
import { told } from '@shaodao/domain/case/fixture/replays';
import { named } from '@shaodao/domain/case/fixture/runs';
import { isEnded } from '@shaodao/domain/case/stage';
import type { CaseState, KeptDeadline } from '@shaodao/domain/case/state';
import { remainingOf } from '@shaodao/domain/limit';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';

const seed = Number(process.env['MODEL_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const chance = fc.noBias(fc.integer());
const story = fc.array(chance, { minLength: 1, maxLength: 30, size: 'max' });
const throws = (seeds: readonly number[]): Dice[] => seeds.map((one) => new Dice(one));
const NEWEST = 1_000_000;

function prove(sentence: string, runs: number, holds: (beginning: number, steps: number[]) => void): void {
  test(named(sentence, { runs, seed }), () => fc.assert(fc.property(chance, story, holds), { seed, numRuns: runs }), 600_000);
}

/** An open case at peace, in the middle of whatever happens to it. */
function atPeace(beginning: number, steps: readonly number[]): LivingCase {
  const living = told(randomWorld(new Dice(beginning)), throws(steps));
  living.take({ at: living.now, what: 'settle' });
  if (living.state.emergency !== null) order(living, living.now, null);
  fc.pre(!isEnded(living.state.stage));
  return living;
}

function order(living: LivingCase, at: number, activationId: string | null, dice = new Dice(at)): void {
  const emergency = activationId === null ? null : { activationId, level: 'I' as const, suspendRoutine: dice.chance(0.3) };
  living.take({ at, what: 'mode', order: { epoch: NEWEST + living.inputs.length, emergency } });
}

/** What is left of everything that runs or rests, by its own clock. */
function left({ state, session: { rules }, now }: LivingCase): Record<string, number> {
  const running = state.deadlines.map((deadline) => {
    const clock = clockOfDeadline({ state, rules }, deadline);
    return [deadlineKey(deadline), remainingOf(rules.calendar, clock, { now, dueAt: deadline.dueAt })] as const;
  });
  return Object.fromEntries([...running, ...atRest(state).map((rest) => [deadlineKey(rest.deadline), rest.remainingMs] as const)]);
}

/** Clocks of phases that another category does not have are gone when they would be taken up. */
function atRest(state: CaseState): KeptDeadline[] {
  return (state.suspended?.kept ?? []).filter(({ deadline }) => isAskedFor(state, deadline));
}

prove('an emergency in which nobody does anything takes and gives no millisecond of what was left, but of a level that rose in it', 1_500, (beginning, steps) => {
  const living = atPeace(beginning, steps);
  const dice = new Dice(beginning + 1);
  const before = left(living);
  const { tasks, stage, level } = living.state;
  const rests = atRest(living.state);
  order(living, living.now, 'flood', dice);
  const [middle, end] = [dice.between(0, 3 * DAY_MS), dice.between(0, 6 * DAY_MS)].sort((a, b) => a - b) as [number, number];
  const begun = living.now;
  if (dice.chance(0.3)) order(living, begun + middle, 'fire', dice);
  order(living, begun + end, null);
  const after = left(living);
  if (living.state.level !== level) for (const one of [before, after]) for (const key of ['level', 'urge:level']) delete one[key];
  expect(after).toEqual(before);
  expect(living.state).toMatchObject({ stage, emergency: null, tasks: tasks.map(({ state }) => ({ state })) });
  expect(atRest(living.state)).toEqual(rests);
});

prove('whatever people do in an emergency, the case has its next deadline and none twice, and its history is its state', 1_500, (beginning, steps) => {
  const dice = new Dice(beginning + 1);
  const watched = new WatchedCase(randomWorld(new Dice(beginning)), new Tally());
  const { living } = watched;
  const [from, to] = [dice.below(steps.length + 1), dice.below(steps.length + 1)].sort((a, b) => a - b) as [number, number];
  for (const [index, step] of steps.entries()) {
    if (index === from) order(living, living.now, 'flood', dice);
    if (index === to) order(living, living.now, null);
    living.take(randomInput(new Dice(step), living));
    watched.judgeState();
  }
  expect(watched.broken).toEqual([]);
  expect(isGapless(living.events, living.state)).toBe(true);
  expect(copied(rebuild(copied(living.events)))).toEqual(copied(living.state));
});

prove('an order that comes after a newer one changes nothing', 1_000, (beginning, steps) => {
  const living = atPeace(beginning, steps);
  order(living, living.now, 'flood');
  const { state } = living;
  for (const epoch of [state.modeEpoch, state.modeEpoch - 1, 0]) living.take({ at: living.now, what: 'mode', order: { epoch, emergency: null } });
  expect<CaseState>(living.state).toBe(state);
});
