import { HOUR_MS as HOUR } from '@shaodao/domain/calendar';
import { burstPipe, MINUTE, NOON, place } from '@shaodao/domain/case/fixture/district';
import { localTime, office, shown } from '@shaodao/domain/case/fixture/office';
import { called, centre, chief, contact, district, leader, of, reportedIn, secretary, suspended } from '@shaodao/domain/case/fixture/roads';
import { Walk } from '@shaodao/domain/case/fixture/walk';
import { isLate } from '@shaodao/domain/case/state';
import { describe, expect, test } from '@jest/globals';

/** What other systems are known to get wrong, each a test of ours. */

describe('a whistle to three departments of which one is unreachable', () => {
  const three = { water: 'lead', power: 'assist', gas: 'assist' } as const;

  test('climbs the ladder of that one alone, moves nothing of the others’, and hears both of them to the end', () => {
    const walk = called(three).give(of('water'), { command: 'sign' }).give(of('power'), { command: 'sign' });
    const others = (): unknown => walk.state.deadlines.filter(({ departmentId }) => departmentId === 'water' || departmentId === 'power');
    const before = others();
    walk.until(NOON + 3 * HOUR);
    expect(walk.facts('stepMissed').map(({ departmentId, step, rung }) => [departmentId, step, rung])).toEqual([
      ['gas', 'sign', 0],
      ['gas', 'sign', 1],
      ['gas', 'sign', 2],
    ]);
    expect(others()).toEqual(before);
    for (const id of ['water', 'power']) {
      walk.give(of(id), contact).give(of(id), { command: 'reportIn' }).give(of(id), { command: 'finish' });
    }
    expect(walk.state.stage).toBe('handling');
    walk.give(leader, { command: 'releaseDepartment', departmentId: 'gas' });
    expect(walk.state.stage).toBe('verification');
    expect(walk.facts('taskFinished').map(({ inTime }) => inTime)).toEqual([true, true]);
  });

  test('may have another in its place, with limits of its own from now on', () => {
    const walk = called(three).give(leader, { command: 'reassign', departmentId: 'gas', toDepartmentId: 'press' }, NOON + 2 * HOUR);
    expect(walk.due('sign', 'press')?.dueAt).toBe(NOON + 3 * HOUR);
    expect(walk.state.deadlines.some(({ departmentId }) => departmentId === 'gas')).toBe(false);
    expect(walk.due('contact', 'water')?.dueAt).toBe(NOON + 24 * HOUR);
  });
});

describe('a location and a category changed together', () => {
  const moved = { ...place, gridId: 'grid-2', gridCode: '511703001002001', attachedDepartmentIds: ['gas'] };

  test('are one event, and a whistle meets the new grid, its departments and the new limits', () => {
    const walk = new Walk().give(chief, { command: 'accept', place: moved, category: burstPipe });
    expect(walk.facts('filed')).toEqual([{ type: 'filed', category: burstPipe, place: moved, moved: true }]);
    const grid = { command: 'whistle' as const, kind: 'grid' as const, departments: [] };
    expect(walk.refused(chief, grid)).toMatchObject({ code: 'FORBIDDEN' });
    walk.give({ ...chief, areaCode: moved.gridCode }, grid);
    expect(walk.state.tasks.map(({ departmentId }) => departmentId)).toEqual(['gas']);
    expect(walk.state.deadlines.filter(({ kind }) => kind === 'phase')).toHaveLength(2);
  });

  test('of which one is not taken, neither is', () => {
    const walk = new Walk();
    const { state } = walk;
    const abroad = { command: 'accept' as const, category: burstPipe, place: { ...moved, gridCode: '510000001002001' } };
    expect(walk.refused(chief, abroad)).toMatchObject({ code: 'INVALID', field: 'gridId' });
    expect(walk.state).toBe(state);
  });
});

describe('an acknowledgement racing a timer', () => {
  test.each([
    ['in the millisecond before', -1, [], true],
    ['in the very millisecond', 0, [0], false],
    ['in the millisecond after', 1, [0], false],
  ])('%s has one outcome for everybody', (_, ms, rungs, inTime) => {
    const walk = called().give(of('water'), { command: 'sign' }, NOON + HOUR + ms).until(NOON + 2 * HOUR);
    expect(walk.facts('stepMissed').map(({ rung }) => rung)).toEqual(rungs);
    expect(walk.facts('signed')).toMatchObject([{ inTime }]);
    expect(walk.events.map(({ seq }) => seq)).toEqual(walk.events.map((__, index) => index + 1));
  });

  test('of the level: whoever accepts in the last millisecond keeps the case, later it has gone up', () => {
    const last = new Walk().give(chief, { command: 'accept' }, NOON + 4 * HOUR - 1);
    expect(last.state.level).toBe('grid');
    expect(new Walk().refused(chief, { command: 'accept' }, NOON + 4 * HOUR)).toMatchObject({ code: 'FORBIDDEN' });
    expect(new Walk().give(secretary, { command: 'accept' }, NOON + 4 * HOUR).state.level).toBe('community');
  });
});

describe('an acknowledged case forgotten', () => {
  test('signed and then left, every further step is missed in its turn, the case rises and the department is criticised', () => {
    const walk = called().give(of('water'), { command: 'sign' }).until(NOON + 400 * HOUR);
    expect([...new Set(walk.facts('stepMissed').map(({ step }) => step))]).toEqual(['contact', 'finish', 'reportIn']);
    expect(walk.facts('criticised')).toEqual([{ type: 'criticised', departmentId: 'water', step: 'finish' }]);
    expect(walk.state.level).toBe('district');
    expect(walk.facts('supervised').length).toBeGreaterThan(5);
    expect(isLate(walk.state)).toBe(true);
  });

  test('without departments it goes on climbing too: accepting stops no clock', () => {
    const walk = new Walk().give(chief, { command: 'accept' }).until(NOON + 40 * HOUR);
    expect(walk.state).toMatchObject({ stage: 'dispatch', level: 'district' });
  });
});

describe('a deadline inside a suspended weekend', () => {
  test('suspended on Friday evening and taken up on Monday morning, it moves by no working millisecond', () => {
    const walk = called({ water: 'lead' }, office).until(localTime('2026-11-27T18:30'));
    const before = walk.state.deadlines.filter(({ kind, limits }) => kind !== 'urge' && limits?.[0]?.unit === 'workDay');
    suspended(walk, localTime('2026-11-30T08:00')).give(district, { command: 'resume' }, localTime('2026-11-30T08:00'));
    expect(before.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['level', 'finish']));
    for (const { kind, departmentId, dueAt } of before) expect(shown(walk.due(kind, departmentId)?.dueAt)).toBe(shown(dueAt));
  });

  test('a limit that always runs moves by the whole of it, to the millisecond', () => {
    const walk = called({ water: 'lead' }, { ...office, at: localTime('2026-11-27T17:50') });
    const { dueAt = 0 } = walk.due('contact', 'water') ?? {};
    suspended(walk.until(localTime('2026-11-27T18:30')), localTime('2026-12-01T08:00'));
    walk.give(district, { command: 'resume' }, localTime('2026-11-30T08:00') + 7);
    expect((walk.due('contact', 'water')?.dueAt ?? 0) - dueAt).toBe(61.5 * HOUR + 7);
  });

  test('a holiday that is decreed meanwhile takes nothing of the rest', () => {
    const walk = suspended(called({ water: 'lead' }, office), localTime('2026-11-30T08:00'));
    walk.replan({ calendar: { ...office.rules.calendar, version: 2, holidays: ['2026-11-30', '2026-12-01'] } });
    walk.give(district, { command: 'resume' }, localTime('2026-11-27T17:30'));
    // Five days of eight hours were left: half an hour on Friday, and from Wednesday on.
    expect(shown(walk.due('finish', 'water')?.dueAt)).toBe('2026-12-08T17:30');
  });
});

describe('suspended and resumed around any threshold, each is told exactly once', () => {
  const thresholds = ['urged', 'stepMissed', 'escalated'] as const;
  const told = (walk: Walk): number[] => thresholds.map((type) => walk.facts(type).filter((fact) => !('cause' in fact) || fact.cause !== 'whistle').length);
  const dues = [38.4, 48, 48.25, 72.25];
  const instants = dues.flatMap((hours) => [-1, 0, 1].map((ms) => [hours, ms] as const));

  test.each(instants)('from %d hours %d ms on, for a day', (hours, ms) => {
    const awake = reportedIn(called(), 'water').until(NOON + 80 * HOUR);
    const rested = reportedIn(called(), 'water').until(NOON + hours * HOUR + ms);
    suspended(rested, NOON + 500 * HOUR).give(district, { command: 'resume' }, rested.now + 24 * HOUR).until(NOON + 104 * HOUR);
    expect(told(rested)).toEqual(told(awake));
  });
});

describe('what else went wrong elsewhere', () => {
  test('pauses are not floored to minutes, and one off hours does not stretch the deadline', () => {
    const walk = new Walk(office).give(chief, { command: 'accept' });
    expect(shown(walk.due('level')?.dueAt)).toBe('2026-11-24T14:30');
    for (const [from, to] of [['10:00:20.001', '10:01:10.999'], ['12:30:20.001', '13:29:59.999']] as const) {
      suspended(walk.until(localTime(`2026-11-24T${from}`)), localTime('2026-11-25T10:00'));
      walk.give(district, { command: 'resume' }, localTime(`2026-11-24T${to}`));
    }
    expect((walk.due('level')?.dueAt ?? 0) - localTime('2026-11-24T14:30')).toBe(50_998);
  });

  test('a case never waits for two timers of one kind: an acknowledged one is gone, not cancelled later', () => {
    const walk = called().give(of('water'), { command: 'sign' });
    expect(walk.due('sign', 'water')).toBeUndefined();
    expect(walk.events.at(-1)?.disarms).toEqual(['sign:water']);
  });

  test('closing in the middle of everything leaves no clock behind but those of a closed case', () => {
    const walk = called({ water: 'lead', power: 'assist' }, { category: burstPipe });
    walk.give(of('water'), { command: 'requestReturn' }).give(of('power'), { command: 'requestExtension', limit: { unit: 'urgentHour', ms: 10 * MINUTE } });
    walk.give(leader, { command: 'requestSuspension', reviewAt: NOON + HOUR });
    walk.hear({ about: 'child', fromCaseId: 'parent', actor: null }).hear({ about: 'parentClosed', fromCaseId: 'parent', actor: null });
    expect(walk.state.deadlines.map(({ kind }) => kind)).toEqual(['callback', 'reopen']);
    expect(walk.refused(centre, { command: 'decideSuspension', granted: true })).toMatchObject({ code: 'WRONG_STAGE' });
  });
});
