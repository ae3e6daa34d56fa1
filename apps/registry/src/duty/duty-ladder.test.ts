import { expect, test } from '@jest/globals';
import type { Entry } from '@shaodao/contracts/register/lists';
import { rules } from '@shaodao/domain/case/fixture/district';
import { bookOf, said } from '../register/fixture/said.js';
import type { Draft } from '../register/append.store.js';
import { answerDuty, type DutyQuestion } from './duty-ladder.js';

const GRID = '511703001001001';

const person = (number: string, status: 'present' | 'left' = 'present'): Draft => said('people', { number, name: number, status });

/** A roster and, where it has people, a shift of all days that is always theirs. */
function roster(place: Partial<Entry<'rosters'>>, people: string[], fallback: string[] = []): Draft[] {
  const own = said('rosters', { role: 'gridWorker', areaCode: GRID, ...place, fallback });
  const shift = { roster: own.key, code: 'turn', name: '轮值', from: '00:00', until: '24:00', anchor: '2026-01-05', every: '7d', turns: [people] };
  return people.length === 0 ? [own] : [own, said('shifts', shift)];
}

const worker = [...roster({}, ['worker'], ['officer']), person('worker'), person('officer')];
const secretary = [...roster({ role: 'communitySecretary', areaCode: '511703001001' }, ['secretary']), person('secretary')];
const leader = [...roster({ role: 'districtLeader', areaCode: '511703' }, ['leader']), person('leader')];

function ask(drafts: Draft[], question: Partial<DutyQuestion> = {}): { people: string[]; via: string } {
  const asked = { seat: 'gridWorker' as const, areaCode: GRID, department: null, at: 0, ...question };
  const { people, via } = answerDuty(bookOf(...drafts), rules.calendar, asked);
  return { people: people.map(({ number }) => number), via };
}

test('the roster answers first', () => {
  expect(ask([...worker, ...secretary])).toEqual({ people: ['worker'], via: 'roster' });
});

test('somebody who left is on no duty, and the fallback answers', () => {
  expect(ask([...worker, ...secretary, person('worker', 'left')])).toEqual({ people: ['officer'], via: 'fallback' });
});

test('a grid without anybody is answered by its community, and if need be by the district', () => {
  expect(ask([...secretary, ...leader])).toEqual({ people: ['secretary'], via: 'levelAbove' });
  expect(ask(leader)).toEqual({ people: ['leader'], via: 'levelAbove' });
});

test('a department is found by itself, its head stands above its duty, the district above both', () => {
  const head = [...roster({ role: 'departmentHead', areaCode: '511703', department: 'a' }, ['head']), person('head')];
  const other = [...roster({ role: 'departmentDuty', areaCode: '511703', department: 'b' }, ['other']), person('other')];
  const question = { seat: 'departmentDuty' as const, areaCode: '511703', department: 'a' };
  expect(ask([...head, ...other, ...leader], question)).toEqual({ people: ['head'], via: 'levelAbove' });
  expect(ask([...other, ...leader], question)).toEqual({ people: ['leader'], via: 'levelAbove' });
});

test('the district’s own seats are asked by the district, whatever the place', () => {
  expect(ask(leader, { seat: 'districtLeader' })).toEqual({ people: ['leader'], via: 'roster' });
});

test('operations are nobody’s deputy', () => {
  expect(ask(leader, { seat: 'operations' })).toEqual({ people: [], via: 'nobody' });
});

test('a role that is no seat is answered by everybody who holds it there, as long as they do', () => {
  const medic = (number: string, until: string | null): Draft[] => [
    person(number),
    said('posts', { person: number, role: 'gridMedic', areaCode: GRID, status: 'active', from: until === null ? null : '2026-01-01', until }),
  ];
  const posts = [...medic('always', null), ...medic('termed', '2026-06-30')];
  const at = (iso: string): number => Date.parse(iso);
  expect(ask(posts, { seat: 'gridMedic', at: at('2026-06-30T23:59:59.999+08:00') }).people).toEqual(['always', 'termed']);
  expect(ask(posts, { seat: 'gridMedic', at: at('2026-07-01T00:00+08:00') }).people).toEqual(['always']);
  expect(ask(posts, { seat: 'legalAttendant' })).toEqual({ people: [], via: 'nobody' });
});
