import type { CaseAct } from '@shaodao/domain/case/command';
import { fullPolicy, fullRules, GRID, NOON, place } from '@shaodao/domain/case/fixture/district';
import { accepted, called, chief, director, district, finished, leader, officer, secretary, targets } from '@shaodao/domain/case/fixture/roads';
import { allowedWhistleKinds } from '@shaodao/domain/case/rights';
import { whomToTell } from '@shaodao/domain/case/tell';
import { describe, expect, test } from '@jest/globals';

type Whistle = Extract<CaseAct, { command: 'whistle' }>;
const whistle = (kind: Whistle['kind'], departments: Whistle['departments'] = targets({ water: 'lead' })): Whistle => ({ command: 'whistle', kind, departments });

describe('who may blow what', () => {
  test.each([
    ['the grid its own', chief, ['grid', 'emergencyResponse']],
    ['the community 常规', secretary, ['routine', 'emergencyResponse']],
    ['a subdistrict leader 工作推进', leader, ['advance', 'enforcement', 'emergencyResponse']],
    ['the director 攻坚克难 besides', director, ['hard', 'advance', 'breakthrough', 'enforcement', 'emergencyResponse']],
  ])('%s', (_, actor, kinds) => {
    expect(allowedWhistleKinds(accepted().state, fullRules, actor)).toEqual(kinds);
  });

  test.each([
    ['a kind of another family', leader, whistle('key'), 'INVALID', 'kind'],
    ['a kind of another seat', leader, whistle('breakthrough'), 'FORBIDDEN', 'kind'],
    ['nobody who acts', leader, whistle('advance', targets({ press: 'informed' })), 'INVALID', 'departments'],
    ['a department twice', leader, whistle('advance', [...targets({ water: 'lead' }), ...targets({ water: 'assist' })]), 'INVALID', 'departments'],
    ['two leads', leader, whistle('advance', targets({ water: 'lead', power: 'lead' })), 'INVALID', 'departments'],
    ['departments the grid is not attached to', chief, whistle('grid', targets({ water: 'lead', press: 'assist' })), 'FORBIDDEN', 'departments'],
  ] as const)('%s is refused by its name', (_, actor, act, code, field) => {
    expect(accepted().refused(actor, act)).toMatchObject({ code, field, stage: 'dispatch' });
  });

  test('a grid without attached departments has nobody to call', () => {
    const walk = accepted({ place: { ...place, attachedDepartmentIds: [] } });
    expect(walk.refused(chief, whistle('grid', []))).toMatchObject({ code: 'FORBIDDEN', field: 'kind' });
  });
});

describe('撤回哨声', () => {
  const withdraw = { command: 'withdrawWhistle' as const };

  test('of 网格吹哨 by the community, of any other by the level that has the case, on their own ground', () => {
    const grid = accepted().give(chief, whistle('grid', []));
    expect(grid.refused(chief, withdraw)).toMatchObject({ code: 'FORBIDDEN' });
    expect(grid.refused({ ...secretary, areaCode: '511703001002' }, withdraw)).toMatchObject({ code: 'FORBIDDEN' });
    expect(grid.give(secretary, withdraw).facts('whistleWithdrawn')).toEqual([{ type: 'whistleWithdrawn', departmentIds: ['water'] }]);
    const advance = accepted().give(leader, whistle('advance'));
    expect(advance.refused(secretary, withdraw)).toMatchObject({ code: 'WRONG_STAGE' });
    expect(advance.give(leader, withdraw).state.stage).toBe('dispatch');
  });

  test('is told to departments that still had a task, not to one that was let go before', () => {
    const walk = called({ water: 'lead', power: 'assist' }).give(leader, { command: 'releaseDepartment', departmentId: 'power' });
    expect(walk.give(leader, withdraw).facts('whistleWithdrawn')).toEqual([{ type: 'whistleWithdrawn', departmentIds: ['water'] }]);
  });
});

describe('哨声', () => {
  test('raises the case to its level, and never lowers it', () => {
    const walk = accepted().give(director, whistle('breakthrough'));
    expect(walk.facts('escalated')).toEqual([{ type: 'escalated', from: 'grid', to: 'district', cause: 'whistle' }]);
    walk.give(district, { command: 'withdrawWhistle' }).give(leader, whistle('advance'));
    expect(walk.state.level).toBe('district');
  });

  test('of 攻坚克难 calls a district leader to bring the departments together, 网格吹哨 the cadres and the community', () => {
    const told = (walk: ReturnType<typeof accepted>): unknown[] => {
      const event = walk.events.findLast(({ fact }) => fact.type === 'whistled');
      return event === undefined ? [] : whomToTell(event, walk.state, fullPolicy);
    };
    expect(told(accepted().give(director, whistle('breakthrough')))).toContainEqual({ seat: 'districtLeader', areaCode: GRID.slice(0, 6) });
    expect(told(accepted().give(chief, whistle('grid', [])))).toEqual([
      { seat: 'departmentDuty', departmentId: 'water' },
      { seat: 'attachedCadre', areaCode: GRID },
      { seat: 'communitySecretary', areaCode: GRID.slice(0, 12) },
    ]);
  });

  test.each([
    ['three without a lead are supervised from the start', targets({ water: 'assist', power: 'assist', gas: 'assist' }), ['noLead']],
    ['an informed one does not count', targets({ water: 'assist', power: 'assist', gas: 'informed' }), []],
    ['three with a lead are not', targets({ water: 'lead', power: 'assist', gas: 'assist' }), []],
  ])('%s', (_, departments, causes) => {
    const walk = accepted().give(leader, whistle('advance', departments));
    expect(walk.facts('supervised').map(({ cause }) => cause)).toEqual(causes);
    expect(walk.due('supervision') === undefined).toBe(causes.length === 0);
  });
});

describe('a whistle that is approved before it sounds', () => {
  const HOUR = 3_600_000;
  const asked = () => accepted().give(officer, whistle('routine'));

  test('waits within the case’s clock; the level’s limit runs on', () => {
    const walk = asked();
    expect(walk.state).toMatchObject({ stage: 'dispatch', whistle: null, whistleAsked: { kind: 'routine', byId: officer.personId } });
    expect(walk.due('decision')?.dueAt).toBe(NOON + 2 * HOUR);
    expect(walk.due('level')?.dueAt).toBe(NOON + 4 * HOUR);
    expect(walk.refused(leader, whistle('advance'))).toMatchObject({ code: 'WRONG_STAGE' });
    expect(walk.refused(chief, { command: 'finish' })).toMatchObject({ code: 'WRONG_STAGE' });
  });

  test('is approved by the seats of the rule and by nobody else', () => {
    expect(asked().refused(leader, { command: 'decideWhistle', approved: true })).toMatchObject({ code: 'FORBIDDEN' });
    expect(asked().refused(district, { command: 'decideWhistle', approved: true })).toMatchObject({ code: 'WRONG_STAGE' });
    const walk = asked().give(secretary, { command: 'decideWhistle', approved: true }, NOON + HOUR);
    expect(walk.state).toMatchObject({ stage: 'handling', level: 'community', whistle: { kind: 'routine', blownBy: officer.personId, blownAt: NOON + HOUR } });
    expect(walk.facts('whistled')).toMatchObject([{ askedById: officer.personId }]);
    expect(walk.due('sign', 'water')?.dueAt).toBe(NOON + 2 * HOUR);
  });

  test('nobody approves their own, but who sits in the seat needs nobody', () => {
    const own = { ...secretary, personId: officer.personId };
    expect(asked().refused(own, { command: 'decideWhistle', approved: true })).toMatchObject({ code: 'WRONG_STAGE' });
    expect(accepted().give(secretary, whistle('routine')).state.stage).toBe('handling');
  });

  test('refused, it never sounds: its blower is told, and may blow another', () => {
    const walk = asked().give(secretary, { command: 'decideWhistle', approved: false });
    expect(walk.state).toMatchObject({ stage: 'dispatch', whistleAsked: null });
    expect(walk.due('decision')).toBeUndefined();
    const refused = walk.events.at(-1);
    expect(refused === undefined ? [] : whomToTell(refused, walk.state, fullPolicy)).toEqual([{ personId: officer.personId }]);
    walk.give(officer, whistle('routine'));
  });
});

const alarm = { command: 'whistle' as const, kind: 'emergencyResponse' as const, departments: targets({ water: 'lead' }) };

describe('应急处置, approved afterwards', () => {
  test('sounds at once; approved, nothing else changes', () => {
    const walk = accepted().give(chief, alarm);
    expect(walk.state).toMatchObject({ stage: 'handling', whistleAsked: { afterwards: true } });
    const { deadlines } = walk.state;
    walk.give(district, { command: 'decideWhistle', approved: true });
    expect(walk.state.deadlines).toEqual(deadlines.filter(({ kind }) => kind !== 'decision'));
  });

  test('refused, it is withdrawn, whoever has reported in meanwhile; once handling is over nothing is', () => {
    const walk = accepted().give(chief, alarm).give(district, { command: 'decideWhistle', approved: false });
    expect(walk.state).toMatchObject({ stage: 'dispatch', whistle: null, tasks: [] });
    const done = finished(accepted().give(chief, alarm), 'water').give(district, { command: 'decideWhistle', approved: false });
    expect(done.state).toMatchObject({ stage: 'verification', whistleAsked: null });
  });

  test('withdrawn before its approval, nobody is waited for and the next may be blown', () => {
    const walk = accepted().give(chief, alarm).give(leader, { command: 'withdrawWhistle' });
    expect(walk.state).toMatchObject({ stage: 'dispatch', whistle: null, whistleAsked: null });
    expect(walk.state.deadlines.map(({ kind }) => kind)).toEqual(['level', 'urge']);
    walk.give(chief, alarm);
    expect(walk.state.stage).toBe('handling');
  });

  test('once its last department is let go it has ended, and the next may be blown', () => {
    const walk = accepted().give(chief, alarm).give(leader, { command: 'releaseDepartment', departmentId: 'water' });
    expect(walk.state).toMatchObject({ stage: 'dispatch', whistle: null, whistleAsked: null });
    expect(walk.refused(district, { command: 'decideWhistle', approved: true })).toMatchObject({ code: 'WRONG_STAGE' });
    expect(walk.give(chief, alarm).state.stage).toBe('handling');
  });
});
