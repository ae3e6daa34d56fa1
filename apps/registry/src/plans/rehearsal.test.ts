import { describe, expect, test } from '@jest/globals';
import type { Entry } from '@shaodao/contracts/register/lists';
import { bookOf, said } from '../register/fixture/said.js';
import { idOf } from '../register/id.js';
import { nationalCalendar } from '../seed/national-calendar.js';
import { activationPlanOf } from './plan.js';
import { rehearse, type DutyThen, type Rehearsed } from './rehearsal.js';
import { rosterOf } from './roster.js';

const A = '511703001001001';
const B = '511703001001002';
const AT = Date.UTC(2026, 6, 10);
const MINUTE_MS = 60_000;
const somebody: DutyThen = { personIds: [idOf('people:X')], via: 'roster' };
const nobody: DutyThen = { personIds: [], via: 'nobody' };

const person = (number: string, more: Partial<Entry<'people'>> = {}) => said('people', { number, name: number, status: 'present', phone: '10000000001', ...more });
const step = (code: string, wave: number, more: Partial<Entry<'planSteps'>> = {}) => said('planSteps', { plan: 'FX', code, wave, kind: 'task', words: code, limitMinutes: 10, ...more });
const crew = Array.from({ length: 20 }, (_, nth) => `P${nth}`);

const book = bookOf(
  said('areas', { code: '511703', name: '区', kind: 'district' }),
  said('areas', { code: '511703001', name: '翠屏街道', kind: 'subdistrict', parent: '511703' }),
  ...[A, B].map((code) => said('grids', { code, name: `网格${code.slice(-1)}`, kind: 'micro', areaCode: '511703001001' })),
  said('plans', { code: 'FX', name: '防汛', hazard: 'flood', firstReportMinutes: 0 }),
  step('1-1', 1),
  step('1-2', 1, { limitMinutes: 30, needs: ['1-1'] }),
  step('2-1', 2, { undo: '复原' }),
  said('dutyTasks', { code: 'Q1', mode: 'emergency', plan: 'FX', person: 'P1', words: '清点' }),
  ...crew.map((number) => person(number, { phone: number === 'P1' ? null : '10000000001' })),
  person('X'),
  said('accounts', { name: 'p1', person: 'P1', seat: 'gridWorker', areaCode: A }),
  said('leave', { person: 'P0', fromAt: AT - 1, untilAt: AT + 1 }),
  said('teams', { code: 'T1', name: 'T1', areaCode: A, plans: ['FX'], leader: 'P0', members: crew.slice(1) }),
);

function rehearsed(more: Partial<Rehearsed> = {}): ReturnType<typeof rehearse> {
  const plan = book.get('plans', 'FX')?.entry as Entry<'plans'>;
  const areas = ['511703001'];
  const roster = rosterOf(book, nationalCalendar(), { plan: 'FX', areas, at: AT, skills: null });
  const activation = activationPlanOf(book, plan, '511703');
  const owners = new Map(activation.steps.map(({ code }) => [code, somebody]));
  return rehearse({ book, plan: activation, areas, at: AT, roster, coordinators: new Map([['511703001', somebody]]), root: somebody, leaders: [idOf('people:X')], owners, ...more });
}

test('a plan is answered with its usual values, limits in milliseconds, steps by wave, and tasks with four hours where none is said', () => {
  const plan = activationPlanOf(book, book.get('plans', 'FX')?.entry as Entry<'plans'>, '511703');
  expect(plan).toMatchObject({ areas: ['511703'], twoPersons: true, cancelWindowMs: 30_000, answerWithinMs: 10 * MINUTE_MS, firstReportMs: null, furtherReportMs: 24 * 60 * MINUTE_MS });
  expect(plan.steps.map(({ code, limitMs, undo }) => [code, limitMs, undo])).toEqual([['1-1', 10 * MINUTE_MS, null], ['1-2', 30 * MINUTE_MS, null], ['2-1', 10 * MINUTE_MS, '复原']]);
  expect(plan.tasks).toEqual([{ code: 'Q1', words: '清点', limitMs: 240 * MINUTE_MS }]);
});

describe('a rehearsal', () => {
  test('counts people, teams and whom each rung reaches', () => {
    const { people, teams, bySubdistrict, rungs } = rehearsed();
    expect([people, teams, bySubdistrict]).toEqual([20, 1, [{ areaCode: '511703001', name: '翠屏街道', people: 20, teams: 1 }]]);
    expect(rungs).toEqual([
      { afterMs: 0, channel: 'inApp', reachable: 1 },
      { afterMs: 0, channel: 'workApp', reachable: 19 },
      { afterMs: 60_000, channel: 'sms', reachable: 18 },
      { afterMs: 180_000, channel: 'voice', reachable: 18 },
      { afterMs: 300_000, channel: 'inApp', reachable: 0 },
      { afterMs: 300_000, channel: 'workApp', reachable: 0 },
      { afterMs: 480_000, channel: 'inApp', reachable: 0 },
      { afterMs: 480_000, channel: 'workApp', reachable: 1 },
      { afterMs: 600_000, channel: 'inApp', reachable: 0 },
      { afterMs: 600_000, channel: 'workApp', reachable: 1 },
    ]);
  });

  test('says when each step is due if every step takes its time', () => {
    expect(rehearsed().steps.map(({ code, dueAt }) => [code, (dueAt - AT) / MINUTE_MS])).toEqual([['1-1', 10], ['1-2', 40], ['2-1', 50]]);
  });

  test('names a leader on leave, people without a telephone or on leave, and a grid with nobody', () => {
    expect(rehearsed().gaps).toEqual([
      { kind: 'noLeader', areaCode: A, subject: 'T1', count: 1, personIds: [] },
      { kind: 'noTeam', areaCode: B, subject: '网格2', count: 1, personIds: [] },
      { kind: 'noPhone', areaCode: '511703001', subject: '翠屏街道', count: 1, personIds: [idOf('people:P1')] },
      { kind: 'onLeave', areaCode: '511703001', subject: '翠屏街道', count: 1, personIds: [idOf('people:P0')] },
    ]);
  });

  test('names seats with nobody on duty, also where only the level above answers, and steps without an owner', () => {
    const above: DutyThen = { personIds: [idOf('people:X')], via: 'levelAbove' };
    const gaps = rehearsed({ coordinators: new Map([['511703001', above]]), root: nobody, owners: new Map([['1-1', nobody], ['1-2', somebody], ['2-1', above]]) }).gaps;
    expect(gaps.slice(0, 3)).toEqual([
      { kind: 'nobodyOnDuty', areaCode: '511703001', subject: 'subdistrictDuty', count: 1, personIds: [] },
      { kind: 'nobodyOnDuty', areaCode: '511703', subject: 'shiftLeader', count: 1, personIds: [] },
      { kind: 'stepWithoutOwner', areaCode: null, subject: '1-1', count: 1, personIds: [] },
    ]);
  });

  test('names teams under 20 and over 50', () => {
    const roster = rosterOf(book, nationalCalendar(), { plan: 'FX', areas: ['511703001'], at: AT, skills: null });
    const sized = (count: number): [string, number][] =>
      rehearsed({ roster: Array.from({ length: count }, () => roster[0] as (typeof roster)[number]) }).gaps.flatMap((gap) => (gap.kind.startsWith('teamToo') ? [[gap.kind, gap.count]] : []));
    expect([sized(19), sized(20), sized(50), sized(51)]).toEqual([[['teamTooSmall', 19]], [], [], [['teamTooLarge', 51]]]);
  });
});
