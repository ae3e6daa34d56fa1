import { settleDue } from '@shaodao/domain/case/clock';
import type { CaseEvent } from '@shaodao/domain/case/event';
import { act, MINUTE, NOON, person, reported, rules } from '@shaodao/domain/case/fixture/district';
import { nextDeadline, type CaseState } from '@shaodao/domain/case/state';
import { whomToTell } from '@shaodao/domain/case/tell';
import { describe, expect, test } from '@jest/globals';

const chief = person('gridWorker', 'chief');
const leader = person('subdistrictDuty');
const water = person('departmentDuty', 'one', 'water');

const accepted = (): CaseState => act(reported().state, chief, { command: 'accept' }).state;
const whistled = (): CaseState => act(accepted(), chief, { command: 'whistle', kind: 'grid', departments: [] }).state;

describe('nobody acts', () => {
  test('three escalations in order, each once, at their own instants; then supervision for ever', () => {
    const { state } = reported();
    const { state: after, events } = settleDue(state, rules, NOON + 110 * 60 * MINUTE);
    expect(events.map((event) => [event.fact.type, event.level, (event.at - NOON) / 60 / MINUTE])).toEqual([
      ['escalated', 'community', 4],
      ['escalated', 'subdistrict', 12],
      ['escalated', 'district', 36],
      ['supervised', 'district', 76],
      ['supervised', 'district', 92],
      ['supervised', 'district', 108],
    ]);
    expect(nextDeadline(after)?.dueAt).toBe(NOON + 124 * 60 * MINUTE);
    const told = whomToTell(events[0] ?? raise(), after, rules.policy);
    expect(told).toHaveLength(1);
  });

  test('looking once after an outage or every minute leads to the same events', () => {
    const until = NOON + 100 * 60 * MINUTE;
    const once = settleDue(whistled(), rules, until);
    let state = whistled();
    const often: CaseEvent[] = [];
    for (let now = NOON; now <= until; now += MINUTE) {
      const step = settleDue(state, rules, now);
      state = step.state;
      often.push(...step.events);
    }
    expect(often).toEqual(once.events);
  });

  test('a department that does not sign climbs its ladder while the case stays where it is', () => {
    const { events } = settleDue(whistled(), rules, NOON + 3 * 60 * MINUTE);
    expect(events.map((event) => event.fact)).toEqual([
      { type: 'stepMissed', departmentId: 'water', step: 'sign', rung: 0 },
      { type: 'stepMissed', departmentId: 'water', step: 'sign', rung: 1 },
      { type: 'stepMissed', departmentId: 'water', step: 'sign', rung: 2 },
    ]);
  });

  test('a signature after its limit is taken and counts as late', () => {
    const { events } = act(whistled(), water, { command: 'sign' }, NOON + 61 * MINUTE);
    expect(events.at(-1)?.fact).toMatchObject({ type: 'signed', inTime: false });
  });

  test('a command in the very millisecond of a deadline comes after it', () => {
    const { events } = act(reported().state, leader, { command: 'accept' }, NOON + 240 * MINUTE);
    expect(events.map((event) => event.fact.type)).toEqual(['escalated', 'accepted', 'filed']);
  });
});

function raise(): never {
  throw new Error('no event');
}
