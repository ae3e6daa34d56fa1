import { HOUR_MS as HOUR } from '@shaodao/domain/calendar';
import { accountableOf } from '@shaodao/domain/case/accountable';
import { settleDue } from '@shaodao/domain/case/clock';
import { deadlineKey } from '@shaodao/domain/case/deadline';
import { rebuild } from '@shaodao/domain/case/evolve';
import { burstPipe, category, fullPolicy, fullRules, GRID, NOON, officeHours } from '@shaodao/domain/case/fixture/district';
import { accepted, called, centre, closed, contact, district, finished, leader, of, reportedIn, secretary, suspended, targets } from '@shaodao/domain/case/fixture/roads';
import { Walk } from '@shaodao/domain/case/fixture/walk';
import { allowedCommands } from '@shaodao/domain/case/rights';
import { whomToTell } from '@shaodao/domain/case/tell';
import { describe, expect, test } from '@jest/globals';

const FLOOD = { activationId: 'flood', level: 'II' as const, suspendRoutine: false };
const ASIDE = { ...FLOOD, suspendRoutine: true };
const dues = ({ state }: Walk) => Object.fromEntries(state.deadlines.map((deadline) => [deadlineKey(deadline), (deadline.dueAt - NOON) / HOUR]));
const tellOf = ({ events, state }: Walk, index = -1) => whomToTell(events.at(index) as (typeof events)[0], state, fullPolicy);

describe('at the switch', () => {
  test('emergency limits count from now: ladder and closing limit of emergencies, steps where those are shorter', () => {
    const walk = called({ water: 'lead' }, { category: { ...category, closing: { ...category.closing, emergency: { unit: 'urgentHour', ms: 2 * HOUR } } } });
    walk.until(NOON + HOUR / 2).setMode(FLOOD);
    expect(dues(walk)).toEqual({
      level: 2.5,
      'urge:level': 2.1,
      'sign:water': 1.5,
      'contact:water': 24.5,
      'reportIn:water': 72.5,
      'finish:water': 2.5,
      'urge:water:finish': 2.1,
    });
    expect(walk.facts('modeChanged')).toMatchObject([{ epoch: expect.any(Number), from: 'peace', to: 'emergency', activationId: 'flood', level: 'II' }]);
    expect(walk.state).toMatchObject({ emergency: { activationId: 'flood', level: 'II', since: NOON + HOUR / 2, resting: false }, modeEpoch: walk.facts('modeChanged')[0]?.epoch });
  });

  test('a case that has just been reported keeps its whole limits', () => {
    const walk = new Walk().setMode(FLOOD);
    expect(walk.state.emergency?.kept).toMatchObject([{ remainingMs: 4 * HOUR }, { remainingMs: 3.2 * HOUR }]);
    expect(dues(walk)).toEqual({ level: 0.1, 'urge:level': 0.08 });
  });

  test('what came due before it acts first', () => {
    const walk = new Walk();
    walk.now = NOON + 5 * HOUR;
    walk.setMode(FLOOD);
    expect(walk.events.map(({ fact }) => fact.type)).toEqual(['reported', 'urged', 'escalated', 'modeChanged']);
    expect(walk.state.level).toBe('community');
  });

  test('an order that is not newer, is for other ground or asks for what is changes nothing', () => {
    const walk = new Walk().setMode(FLOOD);
    const { state } = walk;
    walk.session.setMode({ epoch: state.modeEpoch, emergency: null }, walk.now);
    walk.session.setMode({ epoch: 99, emergency: null, gridCode: '511703001001009' }, walk.now);
    walk.setMode(FLOOD);
    expect(walk.state).toBe(state);
    walk.session.setMode({ epoch: 99, emergency: null, gridCode: GRID }, walk.now);
    expect(walk.state.emergency).toBeNull();
    expect(new Walk().setMode(null).events).toHaveLength(1);
  });

  test('another activation or level moves no clock and keeps what is kept', () => {
    const walk = called().setMode(FLOOD);
    const { deadlines, emergency } = walk.state;
    walk.until(NOON + HOUR / 4).setMode({ ...FLOOD, level: 'I' }).setMode({ activationId: 'fire', level: 'III', suspendRoutine: true });
    expect(walk.state.deadlines).toBe(deadlines);
    expect(walk.state.emergency).toEqual({ ...emergency, activationId: 'fire', level: 'III' });
    expect(walk.facts('modeChanged').map(({ from, to, activationId, level }) => [from, to, activationId, level])).toEqual([
      ['peace', 'emergency', 'flood', 'II'],
      ['emergency', 'emergency', 'flood', 'I'],
      ['emergency', 'emergency', 'fire', 'III'],
    ]);
  });
});

describe('after stand-down', () => {
  test('each deadline is that instant and what was left, reminders too', () => {
    const walk = called({ water: 'lead' }, { category: burstPipe });
    walk.until(NOON + HOUR / 2);
    const before = dues(walk);
    walk.setMode(FLOOD).until(NOON + 0.6 * HOUR).setMode(null);
    expect(dues(walk)).toEqual(Object.fromEntries(Object.entries(before).map(([key, due]) => [key, expect.closeTo(due + 0.1, 9)])));
    expect(walk.state.emergency).toBeNull();
  });

  test('working time is left as working time, over a night in which the emergency never slept', () => {
    const rules = { policy: fullPolicy, calendar: officeHours };
    const workHours = (count: number) => ({ unit: 'workHour' as const, ms: count * HOUR });
    const daily = { ...category, closing: { ...category.closing, routine: workHours(10) } };
    const walk = called({ water: 'lead' }, { rules, category: daily, at: Date.parse('2026-11-24T14:00+08:00') });
    walk.until(Date.parse('2026-11-24T15:00+08:00')).setMode(FLOOD).until(Date.parse('2026-11-24T23:00+08:00')).setMode(null);
    // Nine working hours of ten are left, from the next morning on.
    expect(new Date(walk.due('finish', 'water')?.dueAt ?? 0)).toEqual(new Date('2026-11-26T09:30+08:00'));
  });

  test('what the clock of the emergency missed stays missed, and the limit of peace goes on all the same', () => {
    const walk = called({ water: 'lead' }, { category: burstPipe }).setMode(FLOOD).until(NOON + 3.5 * HOUR);
    expect(walk.state).toMatchObject({ missedPhases: [0], tasks: [{ missed: expect.arrayContaining(['sign']) }] });
    expect(walk.due('phase', null, '0')).toBeUndefined();
    walk.setMode(null);
    expect(walk.due('phase', null, '0')?.dueAt).toBe(NOON + 6.5 * HOUR);
    expect(walk.due('sign', 'water')).toMatchObject({ dueAt: NOON + 4.5 * HOUR, rung: 0 });
    walk.until(NOON + 7 * HOUR);
    expect(walk.state.missedPhases).toEqual([0]);
  });

  test('what people did in it is done, and what began in it gets its whole limit of peace', () => {
    const walk = called({ water: 'lead' }).setMode(FLOOD).give(of('water'), { command: 'sign' }, NOON + 0.1 * HOUR);
    walk.give(leader, { command: 'addDepartment', departmentId: 'power', part: 'assist' }).until(NOON + 0.2 * HOUR).setMode(null);
    expect(walk.due('sign', 'water')).toBeUndefined();
    expect(dues(walk)).toMatchObject({ 'sign:power': 1.2, 'contact:power': 24.2, 'finish:power': 48.2, 'contact:water': expect.closeTo(24.2, 9) });
  });

  test('a level that rose in it has its whole limit of peace, one that did not what was left', () => {
    const walk = new Walk().until(NOON + HOUR).setMode(FLOOD).until(NOON + 1.15 * HOUR);
    expect(walk.state.level).toBe('community');
    walk.setMode(null);
    expect(dues(walk)).toEqual({ level: 9.15, 'urge:level': expect.closeTo(7.55, 9) });
  });

  test('a new stage has its whole limit, and nothing of the old one comes back', () => {
    const walk = finished(called({ water: 'lead' }, { category: burstPipe }).setMode(FLOOD), 'water').setMode(null);
    expect(dues(walk)).toEqual({ level: 1.5, 'urge:level': expect.closeTo(1.2, 9) });
  });
});

describe('a suspended case', () => {
  test('stays suspended, is reviewed sooner, and rests with what it had when peace is back', () => {
    const walk = suspended(called(), NOON + 50 * HOUR);
    const { suspended: rest } = walk.state;
    walk.until(NOON + HOUR).setMode(FLOOD);
    expect(dues(walk)).toEqual({ review: 25 });
    expect(walk.state.suspended).toMatchObject({ at: NOON, reviewAt: NOON + 25 * HOUR });
    walk.until(NOON + 2 * HOUR).setMode(null);
    expect(dues(walk)).toEqual({ review: 51 });
    expect(walk.state.suspended).toEqual({ ...rest, reviewAt: NOON + 51 * HOUR });
  });

  test('that is taken up in an emergency has its limits, and after it what was left before', () => {
    const walk = suspended(called(), NOON + 50 * HOUR).setMode(FLOOD).give(leader, { command: 'resume' }, NOON + 9 * HOUR);
    expect(dues(walk)).toMatchObject({ 'sign:water': 10, level: 13 });
    walk.until(NOON + 9.5 * HOUR).setMode(null);
    expect(dues(walk)).toMatchObject({ 'sign:water': 10.5, 'finish:water': 57.5, level: 57.5 });
    expect(walk.due('review')).toBeUndefined();
  });

  test('that was suspended in an emergency rests with what was left of peace', () => {
    const walk = suspended(called().until(NOON + HOUR / 2).setMode(FLOOD), NOON + 50 * HOUR).until(NOON + 3 * HOUR).setMode(null);
    expect(dues(walk)).toEqual({ review: 50 });
    expect(walk.state.suspended?.kept.find(({ deadline }) => deadlineKey(deadline) === 'sign:water')?.remainingMs).toBe(HOUR / 2);
    walk.give(leader, { command: 'resume' });
    expect(walk.due('sign', 'water')?.dueAt).toBe(NOON + 3.5 * HOUR);
  });
});

describe('routine work that is put aside', () => {
  test('rests but for the question whether it should, and goes on afterwards with what was left', () => {
    const walk = called().until(NOON + HOUR / 2);
    const before = walk.state;
    walk.setMode(ASIDE);
    expect(dues(walk)).toEqual({ review: 24.5 });
    walk.until(NOON + 100 * HOUR);
    expect(walk.facts('reviewDue')).toHaveLength(4);
    expect(allowedCommands(walk.state, fullRules, district)).not.toContain('requestSuspension');
    walk.setMode(null);
    expect(walk.state.deadlines.map(({ dueAt }) => dueAt)).toEqual(before.deadlines.map(({ dueAt }) => dueAt + 99.5 * HOUR));
  });

  test('is at work again once somebody sends it out', () => {
    const walk = accepted().setMode(ASIDE).give(leader, { command: 'whistle', kind: 'advance', departments: targets({ water: 'lead' }) });
    expect(walk.state.emergency?.resting).toBe(false);
    expect(walk.due('review')).toBeUndefined();
    expect(dues(walk)).toMatchObject({ level: 4, 'sign:water': 1 });
  });

  test('is none that is urgent, or not yet taken in', () => {
    expect(called({ water: 'lead' }, { grade: 'urgent' }).setMode(ASIDE).state.emergency?.resting).toBe(false);
    expect(new Walk().setMode(ASIDE).state.emergency?.resting).toBe(false);
  });
});

describe('1+2', () => {
  test('a case rises from the community to the district, whose liaison answers for it and is told; the subdistrict is informed', () => {
    const walk = new Walk().setMode(FLOOD).until(NOON + 0.3 * HOUR);
    expect(walk.facts('escalated').map(({ to }) => to)).toEqual(['community', 'district']);
    const liaison = { seat: 'districtLiaison', areaCode: GRID.slice(0, 12) };
    expect(accountableOf(walk.state)).toEqual(liaison);
    const told = tellOf(walk);
    expect(told).toEqual([{ seat: 'districtLeader', areaCode: '511703' }, liaison, { seat: 'subdistrictDuty', areaCode: GRID.slice(0, 9) }]);
  });

  test('they hear of a miss too, and of nothing of it in peace', () => {
    const walk = called().setMode(FLOOD).until(NOON + HOUR);
    expect(walk.events.at(-1)?.fact.type).toBe('stepMissed');
    expect(tellOf(walk).map((to) => 'seat' in to && to.seat)).toEqual(['departmentDuty', 'districtLiaison', 'subdistrictDuty']);
    const peace = called().until(NOON + HOUR);
    expect(tellOf(peace).map((to) => 'seat' in to && to.seat)).toEqual(['departmentDuty']);
  });
});

describe('an ended case', () => {
  test('is in no emergency, and call-back and reopening count by its own rules', () => {
    const rules = { calendar: officeHours, policy: { ...fullPolicy, afterClose: { callback: { unit: 'workDay' as const, days: 1 }, attempts: 1, reopen: { unit: 'urgentDay' as const, days: 14 } } } };
    const at = Date.parse('2026-11-24T14:00+08:00');
    const walk = finished(called({ water: 'lead' }, { rules, at }).setMode(FLOOD), 'water');
    walk.give(secretary, { command: 'verify', passed: true }).give(leader, { command: 'close' });
    expect(walk.state).toMatchObject({ emergency: null, modeEpoch: 0 });
    expect(walk.due('callback')?.dueAt).toBe(Date.parse('2026-11-25T14:00+08:00'));
  });

  test('hears of no mode until it is reopened', () => {
    const walk = closed();
    const { state } = walk;
    expect(walk.setMode(FLOOD).state).toBe(state);
    expect(walk.give(leader, { command: 'reopen' }).setMode(FLOOD).state.emergency).toMatchObject({ activationId: 'flood' });
  });
});

test('on new ground an order of any epoch is news', () => {
  const walk = new Walk().setMode(FLOOD);
  walk.followGround({ fromCode: GRID, place: { ...walk.state.place, gridCode: `${GRID.slice(0, 14)}9` } });
  walk.session.setMode({ epoch: 0, emergency: null }, walk.now);
  expect(walk.state.emergency).toBeNull();
});

test('a re-plan in an emergency moves nothing until peace is back, and then its calendar counts', () => {
  const walk = called().until(NOON + HOUR / 2).setMode(FLOOD);
  const { deadlines, emergency } = walk.state;
  walk.replan({ calendar: { ...officeHours, version: 2 }, policy: { ...fullPolicy, version: 2 } });
  expect(walk.facts('replanned')).toMatchObject([{ changes: [] }]);
  expect(walk.state).toMatchObject({ deadlines, emergency, rulesRef: 'full@2/office@2' });
  walk.until(NOON + HOUR).setMode(null);
  expect(walk.due('sign', 'water')?.dueAt).toBe(NOON + 1.5 * HOUR);
});

test('a date and an order that a person set in the emergency stay after it', () => {
  const walk = called().setMode(FLOOD).give(centre, { command: 'supervise', limit: { unit: 'urgentHour', ms: 7 * HOUR } });
  walk.give(of('water'), { command: 'sign' }).give(of('water'), contact).until(NOON + HOUR / 4).setMode(null);
  expect(walk.due('supervision')?.dueAt).toBe(NOON + 7 * HOUR);
});

test('its history leads to its state, whatever people did in between', () => {
  const walk = reportedIn(called().setMode(FLOOD), 'water').setMode({ ...FLOOD, level: 'I' }).until(NOON + 5 * HOUR).setMode(null);
  walk.give(of('water'), { command: 'finish' });
  expect(rebuild(walk.events)).toEqual(walk.state);
  expect(settleDue(walk.state, fullRules, walk.now).events).toEqual([]);
});
