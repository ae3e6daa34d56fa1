import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { DAY_MS } from '@shaodao/domain/calendar';
import type { CaseCommand } from '@shaodao/domain/case/command';
import type { CaseEvent } from '@shaodao/domain/case/event';
import { rebuild } from '@shaodao/domain/case/evolve';
import { Dice } from '@shaodao/domain/case/fixture/dice';
import { person } from '@shaodao/domain/case/fixture/district';
import { copied, LivingCase, type Input } from '@shaodao/domain/case/fixture/living-case';
import { Tally, WatchedCase } from '@shaodao/domain/case/fixture/proof';
import { randomWorld } from '@shaodao/domain/case/fixture/random-input';
import { openSteps, punctually, replica, rivals, told, toldAgain } from '@shaodao/domain/case/fixture/replays';
import { named } from '@shaodao/domain/case/fixture/runs';
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

prove('I3: after an outage, and with everything processed only then, the history is the same to the byte as if nobody had been away', 2_000, (beginning, steps) => {
  const world = randomWorld(new Dice(beginning));
  const { inputs, now } = told(world, throws(steps));
  const end = now + 10 * DAY_MS;
  const orders = inputs.filter(({ what }) => what !== 'settle').map(stamped);
  const dice = new Dice(beginning + 1);
  const punctual = toldAgain(world, orders, (living, next) => punctually(living, next.at));
  const away = toldAgain(world, orders, () => undefined);
  const slow = toldAgain(world, orders, (living, next) => living.take({ at: dice.between(living.now, Math.max(living.now, next.at)), what: 'settle' }));
  const behind = toldAgain(world, orders.map((order) => ({ ...order, at: end })), () => undefined);
  punctually(punctual, end);
  const history = JSON.stringify(punctual.events);
  for (const living of [away, slow, behind]) {
    living.take({ at: end, what: 'settle' });
    if (JSON.stringify(living.events) !== history) expect(living.events).toEqual(punctual.events);
  }
});

/** Everything says when it was given. */
function stamped(input: Input): Input {
  const { at } = input;
  switch (input.what) {
    case 'command':
      return { ...input, command: { ...input.command, at } };
    case 'note':
      return { ...input, note: { ...input.note, at } };
    case 'replan':
      return { ...input, next: { ...input.next, at } };
    case 'followGround':
      return { ...input, next: { ...input.next, at } };
    case 'mode':
      return { ...input, order: { ...input.order, at } };
    case 'settle':
      return input;
  }
}

prove('I10, I12: killed at any time, rebuilt from its history or a copy, and told everything twice, a case is the same', 2_500, (beginning, steps) => {
  const world = randomWorld(new Dice(beginning));
  const once = told(world, throws(steps));
  const dice = new Dice(beginning + 1);
  const again = toldAgain(world, once.inputs, (living) => {
    repeat(living, dice);
    if (dice.chance(0.3)) living.crash(dice.chance(0.5) ? 'history' : 'copy');
    repeat(living, dice);
  });
  const history = JSON.stringify(once.events);
  if (JSON.stringify(again.events) !== history) expect(again.events).toEqual(once.events);
  if (JSON.stringify(again.state) !== JSON.stringify(once.state)) expect(again.state).toEqual(once.state);
  expect(isDeepStrictEqual(copied(rebuild(copied(once.events))), copied(once.state))).toBe(true);
});

/** What was taken comes once more, with the same key or, from another case, at once: nothing happens at all. */
function repeat({ inputs, session, events, state, now }: LivingCase, dice: Dice): void {
  const { length } = events;
  const keys = new Set(events.map(({ commandId }) => commandId));
  const last = inputs.at(-1);
  if (last?.what === 'note') session.hear(last.note, now);
  if (last?.what === 'mode') session.setMode(last.order, now);
  const taken = inputs.filter((input) => input.what === 'command' && keys.has(input.command.commandId));
  const orders = inputs.filter((input) => (input.what === 'replan' || input.what === 'followGround') && keys.has(input.next.commandId));
  for (const input of [...taken, ...orders].filter(() => dice.chance(0.2))) {
    const answer = input.what === 'command' ? session.take(input.command, now) : null;
    if (input.what === 'replan') session.replan(input.next, now);
    if (input.what === 'followGround') session.followGround(input.next, now);
    expect(answer).toBeNull();
  }
  if (session.state !== state || events.length !== length) expect(events.slice(length)).toEqual([]);
}

prove('I4: of two people who give the same command to two processes one wins, and both processes then say who', 1_500, (beginning, steps) => {
  const dice = new Dice(beginning + 1);
  let pair: ReturnType<typeof rivals> = null;
  const living = told(randomWorld(new Dice(beginning)), throws(steps), (found) => {
    const two = dice.chance(0.15) ? rivals(dice, found) : null;
    if (two?.every((command) => replica(found).take({ at: found.now, what: 'command', command }) === null) === true) pair = two;
    return pair !== null;
  });
  fc.pre(pair !== null);
  const [one, other] = pair as [CaseCommand, CaseCommand];
  for (const [winner, loser] of [[one, other], [other, one]] as const) {
    const [here, there] = [replica(living), replica(living)];
    expect(here.take({ at: here.now, what: 'command', command: winner })).toBeNull();
    expect(here.take({ at: here.now, what: 'command', command: loser })).not.toBeNull();
    // The other process reads the history the winner is in, and meets both commands again.
    there.events.splice(0, there.events.length, ...here.events);
    there.crash('history');
    expect(there.take({ at: there.now, what: 'command', command: winner })).toBeNull();
    expect(there.take({ at: there.now, what: 'command', command: loser })).not.toBeNull();
    expect(there.events).toEqual(here.events);
  }
});

prove('I4: an act in the millisecond before its limit is in time and never told as missed; from that millisecond on it is late', 2_000, (beginning, steps) => {
  const dice = new Dice(beginning + 1);
  const living = told(randomWorld(new Dice(beginning)), throws(steps), (one) => dice.chance(0.25) && openSteps(one).length > 0);
  const step = dice.shuffled(openSteps(living))[0];
  fc.pre(step !== undefined);
  const { command, departmentId, dueAt } = step as NonNullable<typeof step>;
  const actor = person('departmentDuty', 'one', departmentId);
  const act = command === 'contact' ? { command, plannedFinishAt: dueAt * 2 } : { command };
  for (const at of [dueAt - 1, dueAt, dueAt + 1]) {
    const copy = replica(living);
    const { length } = copy.events;
    expect(copy.take({ at, what: 'command', command: { commandId: 'racer', actor, act } })).toBeNull();
    copy.take({ at: dueAt + 1, what: 'settle' });
    const since = copy.events.slice(length).map(({ fact }) => fact);
    const missed = since.filter((fact) => fact.type === 'stepMissed' && fact.departmentId === departmentId && fact.step === command);
    expect(missed).toHaveLength(at < dueAt ? 0 : 1);
    expect(since.find((fact) => 'inTime' in fact)).toMatchObject({ departmentId, inTime: at < dueAt });
  }
});

prove('whatever the order in which commands arrive, the invariants hold', 1_200, (beginning, steps) => {
  const world = randomWorld(new Dice(beginning));
  const { inputs } = told(world, throws(steps));
  const dice = new Dice(beginning + 1);
  const watched = new WatchedCase(world, new Tally());
  for (let from = 0; from < inputs.length; from += 4) {
    const some = inputs.slice(from, from + 4);
    const mixed = dice.shuffled(some);
    some.forEach(({ at }, index) => {
      watched.living.take({ ...(mixed[index] as Input), at });
      watched.judgeState();
    });
  }
  expect(watched.broken).toEqual([]);
});

test('I8: a line of the history that is altered, left out or moved is found by the hash of the one before', () => {
  const { events } = told(randomWorld(new Dice(4)), throws(Array.from({ length: 40 }, (_, index) => index + 1)));
  const chained = chain(events);
  expect(firstBroken(chained)).toBeNull();
  for (const [index, line] of chained.entries()) {
    const altered = chained.with(index, { ...line, event: { ...line.event, at: line.event.at + 1 } });
    expect(firstBroken(altered)).toBe(index);
    if (index === chained.length - 1) continue;
    expect(firstBroken(chained.toSpliced(index, 1))).toBe(index);
    expect(firstBroken(chained.toSpliced(index, 2, ...chained.slice(index, index + 2).toReversed()))).toBe(index);
  }
});

interface Line {
  event: CaseEvent;
  hash: string;
}

function hashOf(before: string, event: CaseEvent): string {
  return createHash('sha256').update(before).update(JSON.stringify(event)).digest('hex');
}

function chain(events: readonly CaseEvent[]): Line[] {
  const lines: Line[] = [];
  for (const event of events) lines.push({ event, hash: hashOf(lines.at(-1)?.hash ?? '', event) });
  return lines;
}

function firstBroken(lines: readonly Line[]): number | null {
  const index = lines.findIndex(({ event, hash }, at) => hash !== hashOf(lines[at - 1]?.hash ?? '', event));
  return index < 0 ? null : index;
}
