import { describe, expect, test } from '@jest/globals';
import { HOUR_MS } from '@shaodao/domain/calendar';
import { apply, press } from '@shaodao/domain/activation/apply';
import { settle } from '@shaodao/domain/activation/clock';
import { leader, MORNING, pressOf, rules } from '@shaodao/domain/activation/fixture/activation';
import type { ActivationRules, ActivationState, StepRule } from '@shaodao/domain/activation/state';
import { counted, isMet } from '@shaodao/domain/activation/volunteers';

const CALL: StepRule = { code: 'call', wave: 1, kind: 'callVolunteers', limitMs: HOUR_MS, needs: [], hasUndo: true, people: 3 };
const CARE: StepRule = { code: 'care', wave: 2, kind: 'task', limitMs: HOUR_MS, needs: ['call'], hasUndo: false };
const under: ActivationRules = { ...rules, steps: [CALL, CARE] };

function running(some: ActivationRules = under): ActivationState {
  return press(pressOf({ breakGlass: true }), some).state;
}
const stands = (state: ActivationState, code: string): string | undefined => state.steps.find((step) => step.code === code)?.state;

describe('a step that calls volunteers', () => {
  test('ends by itself with the last that is needed, in the name of nobody, and what waited for it begins', () => {
    const before = running();
    expect(counted(before, under, { code: 'call', come: 2 }, MORNING + 1_000)).toEqual({ state: before, events: [] });
    const { state, events } = counted(before, under, { code: 'call', come: 4 }, MORNING + 2_000);
    expect(events.map(({ fact, actor, at }) => [fact, actor, at])).toEqual([
      [{ type: 'stepDone', code: 'call', come: 4 }, null, MORNING + 2_000],
      [{ type: 'stepStarted', code: 'care', dueAt: MORNING + 2_000 + HOUR_MS }, null, MORNING + 2_000],
    ]);
    expect([stands(state, 'call'), stands(state, 'care')]).toEqual(['done', 'running']);
  });

  test('told again it changes nothing, also where fewer are left', () => {
    const { state } = counted(running(), under, { code: 'call', come: 3 }, MORNING + 2_000);
    for (const come of [3, 1]) expect(counted(state, under, { code: 'call', come }, MORNING + 3_000)).toEqual({ state, events: [] });
  });

  test('is red at its limit like any other, and ends by itself also then', () => {
    const late = MORNING + HOUR_MS + 5_000;
    const red = settle(running(), under, late);
    expect(red.events).toMatchObject([{ at: MORNING + HOUR_MS, fact: { type: 'stepOverdue', code: 'call', times: 1 } }]);
    const { state, events } = counted(running(), under, { code: 'call', come: 3 }, late);
    expect(events.map(({ fact }) => fact.type)).toEqual(['stepOverdue', 'stepDone', 'stepStarted']);
    expect(state.steps[0]).toMatchObject({ state: 'done', overdue: 1 });
  });

  test('a person ends it before enough have come; who comes afterwards changes nothing', () => {
    const answer = apply(running(), under, { commandId: '1', actor: leader('centreLeader'), at: MORNING + 1_000, act: { command: 'finishStep', code: 'call' }, textId: null }, MORNING + 1_000);
    if ('code' in answer) throw new Error(answer.reason);
    expect(counted(answer.state, under, { code: 'call', come: 3 }, MORNING + 2_000)).toEqual({ state: answer.state, events: [] });
  });

  test('without a number in its plan no count ends it, nor a step of another kind, nor one that is not under way', () => {
    const none: ActivationRules = { ...under, steps: [{ ...CALL, people: 0 }, CARE] };
    expect(counted(running(none), none, { code: 'call', come: 99 }, MORNING + 1_000).events).toEqual([]);
    expect(counted(running(), under, { code: 'care', come: 99 }, MORNING + 1_000).events).toEqual([]);
    expect(counted(running(), under, { code: 'unknown', come: 99 }, MORNING + 1_000).events).toEqual([]);
    expect(isMet({ kind: 'task', people: 1 }, 1)).toBe(false);
    // Steps of activations of earlier releases say no number.
    expect(isMet({ kind: 'callVolunteers' }, 99)).toBe(false);
  });
});
