import { expect, test } from '@jest/globals';
import { bookOf, said } from '../register/fixture/said.js';
import { tasksOfPerson } from './person-tasks.js';

const task = (code: string, more: object) => said('dutyTasks', { code, mode: 'peace', words: code, ...more });
const post = (role: string, areaCode: string, more = {}) => said('posts', { person: 'P1', role: role as never, areaCode, status: 'active', ...more });

const book = bookOf(
  post('gridChief', '511703001001001'),
  post('gridMedic', '511703001001001', { from: '2026-01-01', until: '2026-06-30' }),
  task('own', { person: 'P1', mode: 'emergency', plan: 'FX' }),
  task('anothers', { person: 'P2' }),
  task('of-all-chiefs', { role: 'gridChief' }),
  task('of-chiefs-here', { role: 'gridChief', areaCode: '511703001' }),
  task('of-chiefs-elsewhere', { role: 'gridChief', areaCode: '511703002' }),
  task('of-medics', { role: 'gridMedic' }),
);

test('a person’s list is their own tasks and those of the roles they hold, where they hold them and while they do', () => {
  const codes = (at: string): string[] => tasksOfPerson(book, 'P1', Date.parse(at)).map(({ code }) => code);
  expect(codes('2026-06-30T12:00+08:00')).toEqual(['own', 'of-all-chiefs', 'of-chiefs-here', 'of-medics']);
  expect(codes('2026-07-01T12:00+08:00')).toEqual(['own', 'of-all-chiefs', 'of-chiefs-here']);
});
