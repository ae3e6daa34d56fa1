import { HOUR_MS as HOUR } from '@shaodao/domain/calendar';
import { burstPipe, category, fullPolicy, fullRules, NOON, officeHours, person } from '@shaodao/domain/case/fixture/district';
import { accepted, called, leader, officer, of, reportedIn, suspended, targets } from '@shaodao/domain/case/fixture/roads';
import { Walk } from '@shaodao/domain/case/fixture/walk';
import { isLate } from '@shaodao/domain/case/state';
import type { Limit } from '@shaodao/domain/limit';
import { describe, expect, test } from '@jest/globals';

const { calendar } = fullRules;
const hours = (count: number): Limit => ({ unit: 'urgentHour', ms: count * HOUR });
const workHours = (count: number): Limit => ({ unit: 'workHour', ms: count * HOUR });
const office = { policy: fullPolicy, calendar: officeHours };
const holiday = { ...officeHours, version: 2, holidays: ['2026-11-25'] };

describe('the same rules again', () => {
  test('move nothing, neither before nor after a suspension', () => {
    const walk = called({ water: 'lead', power: 'assist' }, { category: burstPipe }).until(NOON + HOUR / 2);
    const before = walk.state.deadlines;
    walk.replan({ policy: fullPolicy, calendar, category: burstPipe });
    expect(walk.state.deadlines).toEqual(before);
    suspended(walk, NOON + 50 * HOUR).give(leader, { command: 'resume' }, NOON + 9 * HOUR);
    const resumed = walk.state.deadlines;
    walk.replan({ policy: fullPolicy, calendar, category: burstPipe });
    expect(walk.state.deadlines).toEqual(resumed);
    expect(walk.facts('replanned').flatMap(({ changes }) => changes)).toEqual([]);
  });
});

describe('another calendar', () => {
  const daily = { ...category, closing: { ...category.closing, routine: workHours(10) } };

  test('a holiday that is added moves what is counted in working time by its hours, with old and new instant', () => {
    const walk = called({ water: 'lead' }, { rules: office, category: daily });
    const old = walk.due('level')?.dueAt ?? 0;
    expect(new Date(old)).toEqual(new Date('2026-11-25T15:30+08:00'));
    walk.replan({ calendar: holiday });
    expect(new Date(walk.due('level')?.dueAt ?? 0)).toEqual(new Date('2026-11-26T15:30+08:00'));
    expect(walk.facts('replanned')[0]?.changes).toContainEqual(
      { kind: 'level', departmentId: null, ref: null, fromDueAt: old, toDueAt: old + 24 * HOUR },
    );
    expect(walk.due('sign', 'water')?.dueAt).toBe(NOON + HOUR);
  });

  test('a reminder that lies in the past by the new calendar is due now, and told once', () => {
    const walk = called({ water: 'lead' }, { rules: { ...office, calendar: holiday }, category: daily });
    walk.until(Date.parse('2026-11-25T16:00+08:00'));
    walk.replan({ calendar: officeHours, policy: { ...fullPolicy, urgeAtShare: 0.8 } }).until(walk.now);
    expect(walk.facts('urged').filter(({ about }) => about === 'level')).toHaveLength(0);
    expect(walk.facts('escalated').filter(({ cause }) => cause === 'deadline')).toHaveLength(1);
    const later = called({ water: 'lead' }, { rules: { ...office, calendar: holiday }, category: daily });
    later.until(Date.parse('2026-11-25T14:30+08:00'));
    later.replan({ calendar: officeHours }).until(later.now);
    expect(later.facts('urged').filter(({ about }) => about === 'level')).toHaveLength(1);
    expect(later.due('level')?.dueAt).toBe(Date.parse('2026-11-25T15:30+08:00'));
  });
});

describe('another policy', () => {
  test('without closing deadlines of departments leaves those that run: who finishes after one is late', () => {
    const departmentLadders = { ...fullPolicy.departmentLadders, finish: null };
    const walk = reportedIn(called(), 'water').replan({ policy: { ...fullPolicy, departmentLadders } });
    walk.give(of('water'), { command: 'finish' }, walk.due('finish', 'water')?.dueAt);
    expect(walk.facts('taskFinished')).toMatchObject([{ departmentId: 'water', inTime: false }]);
  });

  test('gives a level that has the case by escalation its new limit, not that of the category', () => {
    const walk = called().until(NOON + 50 * HOUR);
    expect(walk.state).toMatchObject({ stage: 'handling', level: 'district' });
    expect(walk.due('level')?.dueAt).toBe(NOON + 88 * HOUR);
    const ladders = { ...fullPolicy.ladders, routine: { ...fullPolicy.ladders.routine, district: hours(60) } };
    walk.replan({ policy: { ...fullPolicy, version: 2, ladders } });
    expect(walk.due('level')?.dueAt).toBe(NOON + 108 * HOUR);
    walk.replan({ category: { ...category, closing: { ...category.closing, routine: hours(60) } } });
    expect(walk.due('level')?.dueAt).toBe(NOON + 108 * HOUR);
  });

  test('changes how often the top is supervised', () => {
    const walk = new Walk().until(NOON + 77 * HOUR);
    expect(walk.due('level')?.dueAt).toBe(NOON + 92 * HOUR);
    walk.replan({ policy: { ...fullPolicy, supervisionEvery: { ...fullPolicy.supervisionEvery, routine: hours(8) } } });
    expect(walk.due('level')?.dueAt).toBe(NOON + 84 * HOUR);
  });

  test('that asks nobody to approve any more leaves a whistle that waits for it to the level', () => {
    const routine = { command: 'whistle' as const, kind: 'routine' as const, departments: targets({ water: 'lead' }) };
    const walk = accepted().give(officer, routine);
    const whistles = { ...fullPolicy.whistles, routine: { ...fullPolicy.whistles.routine, approval: null } };
    walk.replan({ policy: { ...fullPolicy, version: 2, whistles } }).until(NOON + 5 * HOUR);
    expect(walk.facts('decisionOverdue').map(({ times }) => times)).toEqual([1, 2]);
    expect(walk.refused(officer, { command: 'decideWhistle', approved: true })).toMatchObject({ code: 'WRONG_STAGE' });
    walk.give(leader, { command: 'decideWhistle', approved: true });
    expect(walk.state).toMatchObject({ stage: 'handling', whistleAsked: null, whistle: { kind: 'routine', blownBy: officer.personId } });
    expect(walk.due('decision')).toBeUndefined();
  });
});

describe('another category', () => {
  test('ends the clocks of phases it does not have, and what was missed of them', () => {
    const walk = called({ water: 'lead' }, { category: burstPipe }).until(NOON + 4 * HOUR);
    expect(walk.state.missedPhases).toEqual([0]);
    for (const act of [{ command: 'sign' as const }]) walk.give(of('water'), act);
    walk.replan({ category: { ...burstPipe, phases: [] }, calendar: holiday });
    expect(walk.state).toMatchObject({ missedPhases: [], category: { phases: [] } });
    expect(walk.due('phase')).toBeUndefined();
    expect(isLate(walk.state)).toBe(false);
  });

  test('ends them when a suspended case is taken up again', () => {
    const walk = suspended(called({ water: 'lead' }, { category: burstPipe }), NOON + 50 * HOUR);
    walk.replan({ category: { ...burstPipe, phases: burstPipe.phases.slice(0, 1) } }).give(leader, { command: 'resume' }, NOON + 9 * HOUR);
    expect(walk.state.deadlines.filter(({ kind }) => kind === 'phase').map(({ ref }) => ref)).toEqual(['0']);
  });

  test('leaves what a person granted, and counts it from the new limit', () => {
    const walk = called().give(of('water'), { command: 'requestExtension', limit: hours(10) });
    walk.give(person('centreLeader'), { command: 'decideExtension', departmentId: 'water', granted: true });
    walk.replan({ category: { ...category, closing: { ...category.closing, routine: hours(20) } } });
    expect(walk.due('finish', 'water')?.dueAt).toBe(NOON + 30 * HOUR);
    expect(walk.due('level')?.dueAt).toBe(NOON + 30 * HOUR);
  });
});
