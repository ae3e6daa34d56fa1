import { settleDue } from '@shaodao/domain/case/clock';
import { rebuild } from '@shaodao/domain/case/evolve';
import { Dice } from '@shaodao/domain/case/fixture/dice';
import { answersAsAllowed, isGapless } from '@shaodao/domain/case/fixture/invariants';
import type { Input } from '@shaodao/domain/case/fixture/living-case';
import { Tally, TO_REACH, WatchedCase } from '@shaodao/domain/case/fixture/proof';
import { randomInput, randomWorld } from '@shaodao/domain/case/fixture/random-input';
import { named } from '@shaodao/domain/case/fixture/runs';
import { allowedCommands, isAllowed } from '@shaodao/domain/case/rights';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';

const seed = Number(process.env['MODEL_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const runs = 7_000;
const chance = fc.noBias(fc.integer());
const story = fc.oneof(
  { withCrossShrink: true },
  { arbitrary: fc.array(chance, { minLength: 1, maxLength: 40, size: 'max' }), weight: 1 },
  { arbitrary: fc.array(chance, { minLength: 32, maxLength: 40, size: 'max' }), weight: 3 },
);
const tally = new Tally();

test(named('whoever comes with whatever command at whatever time, under any rules: the invariants hold after every event', { runs, seed }), () => {
  fc.assert(
    fc.property(chance, story, (beginning, steps) => {
      const watched = new WatchedCase(randomWorld(new Dice(beginning)), tally);
      const { living } = watched;
      for (const step of steps) {
        const input = randomInput(new Dice(step), living);
        if (input.what === 'command') give(watched, input);
        else living.take(input);
        watched.judgeState();
        if (watched.broken.length > 0) throw new Error(`${watched.broken.join('\n')}\nby ${JSON.stringify(input)}`);
      }
      if (!isGapless(living.events, living.state)) throw new Error('I8 gapless');
      if (JSON.stringify(rebuild(living.events)) !== JSON.stringify(living.state)) throw new Error('I10 rebuilt is kept');
    }),
    { seed, numRuns: runs },
  );
}, 600_000);

test('and everything there is was reached while they held', () => {
  expect(tally.missing(TO_REACH)).toEqual([]);
});

/** What is allowed is taken, what is not offered is not, and what is refused changes nothing. */
function give({ living }: WatchedCase, input: Input & { what: 'command' }): void {
  const { state: kept, session, events } = living;
  const { actor, act } = input.command;
  const { state } = settleDue(kept, session.rules, living.effectOf(input.command, input.at));
  const allowed = isAllowed(state, session.rules, actor, act.command);
  const offered = allowedCommands(state, session.rules, actor).includes(act.command);
  const before = events.length;
  const asked = session.refusal(input.command, input.at);
  const refusal = living.take(input);
  tally.add(refusal === null ? `${act.command} in ${state.stage}` : `refused ${refusal.code}`);
  const unchanged = living.state === kept && events.length === before;
  if (refusal === null && !offered) throw new Error(`${JSON.stringify(input)} was taken and not offered`);
  if (!answersAsAllowed(allowed, refusal, state.stage) || (refusal !== null && !unchanged) || asked?.code !== refusal?.code) {
    throw new Error(`${JSON.stringify(input)} allowed: ${allowed}, answered: ${JSON.stringify(refusal)}`);
  }
}
