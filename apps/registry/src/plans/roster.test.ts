import { describe, expect, test } from '@jest/globals';
import type { Entry } from '@shaodao/contracts/register/lists';
import { keyOf } from '@shaodao/contracts/register/shape';
import { listOf } from '@shaodao/contracts/register/lists';
import { bookOf, said } from '../register/fixture/said.js';
import { idOf } from '../register/id.js';
import { nationalCalendar } from '../seed/national-calendar.js';
import type { RosterQuestion } from './places.js';
import { rosterOf } from './roster.js';

const A = '511703001001001';
const B = '511703001001002';
const AT = Date.UTC(2026, 6, 10);

const person = (number: string, more: Partial<Entry<'people'>> = {}) => said('people', { number, name: number, status: 'present', ...more });
const member = (number: string, grid: string, more: Partial<Entry<'people'>> = {}) => person(number, { memberClass: 'inService', residenceGrid: grid, ...more });
const post = (who: string, role: Entry<'posts'>['role'], areaCode: string, more: Partial<Entry<'posts'>> = {}) => said('posts', { person: who, role, areaCode, status: 'active', ...more });
const team = (code: string, areaCode: string, people: string[], more: Partial<Entry<'teams'>> = {}) => said('teams', { code, name: code, areaCode, plans: ['FX'], leader: people[0] ?? '', members: people.slice(1), ...more });
const roster = keyOf(listOf('rosters'), { role: 'departmentDuty', areaCode: '511703', department: 'D1' });
const dutyOf = (number: string) => [
  said('rosters', { role: 'departmentDuty', areaCode: '511703', department: 'D1' }),
  said('shifts', { roster, code: 'day', name: '白班', days: [], from: '00:00', until: '24:00', anchor: '2026-01-05', every: '1d', turns: [[number]] }),
];
const away = (number: string, deputy: string | null = null) => said('leave', { person: number, fromAt: AT - 1, untilAt: AT + 1, deputy });
const ground = [
  said('areas', { code: '511703', name: '区', kind: 'district' }),
  said('areas', { code: '511703001', name: '街道', kind: 'subdistrict', parent: '511703' }),
  ...[A, B].map((code) => said('grids', { code, name: `网格${code.slice(-1)}`, kind: 'micro', areaCode: '511703001001' })),
  said('departments', { code: 'D1', name: '城管', kind: 'department', line: '城建', areaCode: '511703' }),
  said('departments', { code: 'W1', name: '物业', kind: 'propertyFirm', line: '物业', areaCode: '511703' }),
  said('plans', { code: 'FX', name: '防汛', hazard: 'flood' }),
];

type Line = [number: string, team: string, via: string, how: string];
/** Who is called, in order: number, team, how; `leads`, `excused` or nothing. */
function called(drafts: Parameters<typeof bookOf>, asked: Partial<RosterQuestion> = {}): Line[] {
  const book = bookOf(...ground, ...drafts);
  const numberOf = new Map([...book.of('people').values()].map(({ id, entry }) => [id, entry.number]));
  const question = { plan: 'FX', areas: ['511703'], at: AT, skills: null, ...asked };
  return rosterOf(book, nationalCalendar(), question).map((one) => [numberOf.get(one.personId) ?? '', one.teamCode, one.via, [one.leader ? 'leads' : '', one.excused ? 'excused' : ''].join('')]);
}

describe('whom a plan calls', () => {
  test('its response teams that stand in the areas, the leader first', () => {
    const all = [person('P1'), person('P2'), person('P3'), person('P4')];
    const teams = [team('T1', A, ['P2', 'P1']), team('T2', B, ['P3']), team('T3', A, ['P4'], { plans: ['JZ'] })];
    expect(called([...all, ...teams], { areas: [A] })).toEqual([['P2', 'T1', 'team', 'leads'], ['P1', 'T1', 'team', '']]);
  });

  test('members in service, cadres and staff of offices where they live, nobody else who lives there', () => {
    const people = [
      member('P1', A),
      person('P2', { residenceGrid: A, memberClass: 'retired' }),
      person('P3', { residenceGrid: A, department: 'D1' }),
      person('P4', { residenceGrid: A, department: 'W1' }),
      person('P5', { residenceGrid: A }),
      post('P5', 'attachedCadre', B, { department: 'D1' }),
      person('P6', { residenceGrid: A }),
      post('P6', 'subdistrictOfficer', '511703001', { status: 'ended' }),
      member('P7', A, { status: 'left' }),
      member('P8', B),
    ];
    expect(called(people, { areas: [A] }).map(([number]) => number).sort()).toEqual(['P1', 'P3', 'P5']);
  });

  test('those who live there into the registered team of the grid, or one of its own that the chief leads, else the worker', () => {
    const registered = [person('P1'), member('P2', A), team('T1', A, ['P1'])];
    expect(called(registered)).toEqual([['P1', 'T1', 'team', 'leads'], ['P2', 'T1', 'residence', '']]);
    const staffed = [person('C1'), post('C1', 'gridChief', B), person('W1'), post('W1', 'gridWorker', B), member('P2', B)];
    expect(called(staffed)).toEqual([['C1', `grid:${B}`, 'team', 'leads'], ['P2', `grid:${B}`, 'residence', '']]);
    const chiefElsewhere = [...staffed, team('T1', A, ['C1'])];
    expect(called(chiefElsewhere)).toEqual([['C1', 'T1', 'team', 'leads'], ['W1', `grid:${B}`, 'team', 'leads'], ['P2', `grid:${B}`, 'residence', '']]);
    expect(called([member('P2', B)])).toEqual([['P2', `grid:${B}`, 'residence', '']]);
  });

  test('a chief of two grids leads one of them', () => {
    const people = [person('C1'), post('C1', 'gridChief', A), post('C1', 'gridChief', B), member('P1', A), member('P2', B)];
    expect(called(people).filter(([, , , how]) => how === 'leads')).toEqual([['C1', `grid:${A}`, 'team', 'leads']]);
  });
});

describe('who could be in two teams', () => {
  const [leader, home] = [person('L1', { department: 'D1' }), person('H1')];

  test('is called by the team of the own unit, although they live elsewhere', () => {
    const people = [leader, home, member('P1', B, { department: 'D1' }), team('T1', A, ['L1', 'P1']), team('T2', B, ['H1'])];
    expect(called(people)).toContainEqual(['P1', 'T1', 'team', '']);
  });

  test('is called where they live before any other team', () => {
    const people = [leader, home, member('P1', B, { department: 'W1' }), team('T1', A, ['L1', 'P1']), team('T2', B, ['H1'])];
    expect(called(people)).toContainEqual(['P1', 'T2', 'residence', '']);
    expect(called(people, { areas: [A] })).toContainEqual(['P1', 'T1', 'team', '']);
  });

  test('is not called away from a shift: stays with the team, or is counted at home, excused', () => {
    const people = [leader, home, member('P1', B), team('T1', A, ['L1', 'P1']), team('T2', B, ['H1']), ...dutyOf('P1')];
    expect(called(people)).toContainEqual(['P1', 'T1', 'team', '']);
    expect(called(people, { areas: [B] })).toContainEqual(['P1', 'T2', 'residence', 'excused']);
  });

  test('is not called away while standing in for somebody on leave', () => {
    const people = [home, person('P2'), member('P1', B), team('T2', B, ['H1']), ...dutyOf('P2'), away('P2', 'P1')];
    expect(called(people)).toContainEqual(['P1', 'T2', 'residence', 'excused']);
  });

  test('leads before anything else', () => {
    const people = [leader, home, member('P1', B, { department: 'D1' }), team('T1', A, ['L1', 'P1']), team('T2', A, ['P1', 'H1'])];
    expect(called(people)).toContainEqual(['P1', 'T2', 'team', 'leads']);
  });
});

test('on leave everybody is excused and counted', () => {
  expect(called([person('P1'), member('P2', A), team('T1', A, ['P1']), away('P1'), away('P2')])).toEqual([
    ['P1', 'T1', 'team', 'leadsexcused'],
    ['P2', 'T1', 'residence', 'excused'],
  ]);
});

test('with skills only volunteers who have one of them are called', () => {
  const people = ['V1', 'V2', 'V3', 'P1'].map((number) => person(number));
  const teams = [
    team('T1', A, ['P1']),
    team('V1', A, ['V1'], { kind: 'volunteer', skills: ['急救'] }),
    team('V2', A, ['V2'], { kind: 'volunteer', skills: ['电工'], plans: [] }),
    team('V3', A, ['V3'], { kind: 'volunteer', skills: ['急救'], plans: ['JZ'] }),
  ];
  expect(called([...people, ...teams, member('P2', A)], { skills: ['急救', '电工'] })).toEqual([['V1', 'V1', 'volunteer', 'leads'], ['V2', 'V2', 'volunteer', 'leads']]);
  expect(called([...people, ...teams], { skills: [] })).toEqual([]);
  expect(called([...people, ...teams])).toEqual([['P1', 'T1', 'team', 'leads']]);
});

test('a person in a nested grid is called by the team of the grid around it', () => {
  const building = said('grids', { code: '511703001001009', name: '1栋', kind: 'building', areaCode: '511703001001', parent: A });
  const people = [building, person('P1'), member('P2', '511703001001009'), team('T1', A, ['P1'])];
  expect(called(people, { areas: [A] })).toEqual([['P1', 'T1', 'team', 'leads'], ['P2', 'T1', 'residence', '']]);
});

test('everybody has the emergency tasks of this plan that are their own or of a role they hold', () => {
  const task = (code: string, more: Partial<Entry<'dutyTasks'>>) => said('dutyTasks', { code, mode: 'emergency', plan: 'FX', words: code, ...more });
  const book = bookOf(...ground, person('P1'), post('P1', 'gridChief', A), team('T1', A, ['P1']), task('own', { person: 'P1' }), task('chief', { role: 'gridChief' }), task('there', { role: 'gridChief', areaCode: B }), task('other', { person: 'P1', plan: 'JZ' }), task('peace', { mode: 'peace', person: 'P1' }));
  const [one] = rosterOf(book, nationalCalendar(), { plan: 'FX', areas: ['511703'], at: AT, skills: null });
  expect(one).toMatchObject({ personId: idOf('people:P1'), tasks: ['chief', 'own'], areaCode: A, teamName: 'T1' });
});
