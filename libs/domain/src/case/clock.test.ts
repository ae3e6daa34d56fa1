import { MINUTE, NOON } from '@shaodao/domain/case/fixture/district';
import { localTime, office, officePipe, shown } from '@shaodao/domain/case/fixture/office';
import { accepted, called, chief, leader, of, reportedIn, targets } from '@shaodao/domain/case/fixture/roads';
import { Walk } from '@shaodao/domain/case/fixture/walk';
import { describe, expect, test } from '@jest/globals';

/** What the clock did, and when, as people read it. */
function lines(walk: Walk, types: readonly string[]): string[] {
  return walk.events.flatMap(({ fact, at, level }) => {
    if (!types.includes(fact.type)) return [];
    const step = 'step' in fact ? fact.step : 'name' in fact ? fact.name : 'about' in fact ? fact.about : level;
    return [`${shown(at)} ${fact.type} ${step}`];
  });
}

describe('分段时限 of a burst pipe, each with its own unit and miss', () => {
  const pipe = (): Walk => called({ water: 'lead' }, { ...office, category: officePipe, at: localTime('2026-11-27T16:00') });

  test('left alone: fenced off by 19:00, repaired by midnight, restored by Friday, each missed once', () => {
    const walk = pipe().until(localTime('2026-12-05T00:00'));
    expect(lines(walk, ['phaseMissed', 'stepMissed']).filter((line) => /围挡|抢修|finish/.test(line))).toEqual([
      '2026-11-27T19:00 phaseMissed 围挡',
      '2026-11-28T00:00 phaseMissed 抢修',
      '2026-12-04T16:00 stepMissed finish',
    ]);
    expect(walk.facts('escalated').filter(({ cause }) => cause === 'deadline')).toHaveLength(1);
  });

  test('the repair in time after the fence came late: one miss, and the last limit stands', () => {
    const walk = pipe();
    walk.give(of('water'), { command: 'sign' });
    walk.give(of('water'), { command: 'completePhase', phase: 0 }, localTime('2026-11-27T20:00'));
    walk.give(of('water'), { command: 'completePhase', phase: 1 }, localTime('2026-11-27T23:00'));
    expect(walk.facts('phaseCompleted').map(({ name, inTime }) => [name, inTime])).toEqual([['围挡', false], ['抢修', true]]);
    expect(walk.until(localTime('2026-12-01T00:00')).facts('phaseMissed')).toHaveLength(1);
    expect(shown(walk.due('level')?.dueAt)).toBe('2026-12-04T16:00');
  });
});

describe('催办', () => {
  test('at 80 % of the limit the owner is reminded, at its end it is missed, the next day its head hears, 5 working days later it is criticised', () => {
    const walk = reportedIn(called({ water: 'lead' }, office), 'water').until(localTime('2026-12-12T00:00'));
    expect(lines(walk, ['urged', 'stepMissed', 'criticised']).filter((line) => !line.includes('level'))).toEqual([
      '2026-11-30T09:00 urged finish',
      '2026-12-01T09:00 stepMissed finish',
      '2026-12-02T09:00 stepMissed finish',
      '2026-12-09T09:00 stepMissed finish',
      '2026-12-09T09:00 criticised finish',
    ]);
  });

  test('whoever is done in time is neither reminded nor criticised', () => {
    const walk = reportedIn(called({ water: 'lead' }, office), 'water').give(of('water'), { command: 'finish' }, localTime('2026-11-27T18:00'));
    walk.until(localTime('2026-12-12T00:00'));
    expect(lines(walk, ['urged', 'stepMissed', 'criticised']).filter((line) => line.includes('finish'))).toEqual([]);
  });

  test('a limit of one day that ends at close of business is reminded of as well', () => {
    const dayEnd = { ...office.rules, calendar: { ...office.rules.calendar, dayCount: 'dayEnd' as const } };
    const policy = { ...dayEnd.policy, ladders: { ...dayEnd.policy.ladders, routine: { ...dayEnd.policy.ladders.routine, grid: { unit: 'workDay' as const, days: 1 } } } };
    const walk = new Walk({ ...office, rules: { ...dayEnd, policy } });
    expect(shown(walk.due('level')?.dueAt)).toBe('2026-11-25T18:00');
    // Of 15 and a half working hours 12.4 have gone.
    expect(shown(walk.due('urge')?.dueAt)).toBe('2026-11-25T14:54');
  });
});

describe('提级 by the clock', () => {
  test('is a line of the history without a person, at the instant of its limit', () => {
    const walk = new Walk().until(NOON + 300 * MINUTE);
    expect(walk.events.at(-1)).toEqual({
      caseId: 'case',
      seq: 3,
      at: NOON + 240 * MINUTE,
      actor: null,
      commandId: null,
      textId: null,
      textDigest: null,
      stage: 'intake',
      level: 'community',
      fact: { type: 'escalated', from: 'grid', to: 'community', cause: 'deadline' },
      arms: [walk.due('level'), walk.due('urge')],
      disarms: [],
    });
  });

  test('a case nobody takes climbs in working time, and its top is supervised for ever', () => {
    const walk = new Walk({ ...office, at: localTime('2026-11-24T16:00') }).until(localTime('2026-12-18T00:00'));
    expect(lines(walk, ['escalated', 'supervised'])).toEqual([
      '2026-11-25T10:30 escalated community',
      '2026-11-26T10:30 escalated subdistrict',
      '2026-12-01T10:30 escalated district',
      '2026-12-08T10:30 supervised district',
      '2026-12-10T10:30 supervised district',
      '2026-12-14T10:30 supervised district',
      '2026-12-16T10:30 supervised district',
    ]);
  });

  test('an emergency passes the subdistrict over and is at the district within 15 minutes', () => {
    const walk = new Walk({ ...office, grade: 'emergency', at: NOON }).until(NOON + 31 * MINUTE);
    expect(walk.events.map(({ at, fact, level }) => [(at - NOON) / MINUTE, fact.type, level]).filter(([, type]) => type !== 'urged')).toEqual([
      [0, 'reported', 'grid'],
      [5, 'escalated', 'community'],
      [15, 'escalated', 'district'],
      [30, 'supervised', 'district'],
    ]);
  });

  test('inside the grid the courtyard and the community’s grid have timers of their own where the district says so', () => {
    const nesting = (['building', 'courtyard', 'community'] as const).map((kind) => ({ gridId: kind, kind }));
    const nested = { courtyard: { unit: 'urgentHour' as const, ms: 30 * MINUTE }, community: { unit: 'urgentHour' as const, ms: 60 * MINUTE } };
    const rules = { ...office.rules, policy: { ...office.rules.policy, nested } };
    const walk = new Walk({ rules, place: { gridId: 'building', gridCode: '511703001001001', attachedDepartmentIds: [], nesting }, at: NOON });
    // The building has none: it gets what the grid gets.
    walk.until(localTime('2026-11-24T18:30'));
    expect(lines(walk, ['escalated'])).toEqual(['2026-11-24T17:30 escalated grid', '2026-11-24T18:00 escalated grid']);
    walk.until(localTime('2026-11-24T19:00'));
    expect(walk.facts('escalated').map(({ to, nest }) => [to, nest?.kind])).toEqual([['grid', 'courtyard'], ['grid', 'community'], ['community', undefined]]);
    expect(walk.state).toMatchObject({ level: 'community', nest: 0, missedLevels: ['grid'] });
  });

  test('with departments out the closing limit raises the case, while their tasks go on', () => {
    const walk = reportedIn(called({ water: 'lead' }, office), 'water').until(localTime('2026-12-01T09:00'));
    expect(walk.state).toMatchObject({ level: 'district', stage: 'handling', tasks: [{ departmentId: 'water', state: 'reportedIn' }] });
    walk.give(of('water'), { command: 'finish' });
    expect(walk.state.stage).toBe('verification');
  });
});

describe('what waits for somebody’s word', () => {
  test('is told upward again and again until it is decided, in working time', () => {
    const walk = called({ water: 'lead' }, office).give(of('water'), { command: 'requestReturn' });
    walk.until(localTime('2026-11-24T17:00'));
    expect(lines(walk, ['decisionOverdue'])).toEqual(['2026-11-24T11:00 decisionOverdue return', '2026-11-24T14:30 decisionOverdue return', '2026-11-24T16:30 decisionOverdue return']);
    walk.give(leader, { command: 'decideReturn', departmentId: 'water', granted: false }).until(localTime('2026-11-26T17:00'));
    expect(walk.facts('decisionOverdue').map(({ times }) => times)).toEqual([1, 2, 3]);
  });

  test('an order of 督办 that is not met is raised again', () => {
    const walk = accepted(office).give(leader, { command: 'whistle', kind: 'advance', departments: targets({ water: 'lead' }) });
    const order = { command: 'supervise' as const, departmentId: 'water', limit: { unit: 'urgentHour' as const, ms: 60 * MINUTE } };
    expect(walk.refused(chief, order)).toMatchObject({ code: 'FORBIDDEN' });
    walk.give({ ...leader, seat: 'subdistrictSecretary' }, order, localTime('2026-11-24T09:30')).until(localTime('2026-11-25T03:00'));
    expect(walk.facts('supervised').map(({ cause, times }) => [cause, times])).toEqual([['ordered', 1], ['overdue', 2], ['overdue', 3]]);
  });
});
