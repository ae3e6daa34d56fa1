import { accountableOf } from '@shaodao/domain/case/accountable';
import { GRID } from '@shaodao/domain/case/fixture/district';
import { called, closed, finished, headOf, leader, of } from '@shaodao/domain/case/fixture/roads';
import { Walk } from '@shaodao/domain/case/fixture/walk';
import { expect, test } from '@jest/globals';

const subdistrict = { seat: 'subdistrictDuty', areaCode: GRID.slice(0, 9) };
const owner = (personId: string, departmentId = 'water') => ({ personId, departmentId });

test('a case is always somebody’s: the level’s duty, the owner of the lead’s task, the level’s again', () => {
  expect(accountableOf(new Walk().state)).toEqual({ seat: 'gridWorker', areaCode: GRID });
  const walk = called({ water: 'lead', power: 'assist' });
  expect(accountableOf(walk.state)).toEqual(subdistrict);
  walk.give(of('power'), { command: 'sign' });
  expect(accountableOf(walk.state)).toEqual(subdistrict);
  walk.give(of('water'), { command: 'sign' });
  expect(accountableOf(walk.state)).toEqual(owner(of('water').personId));
  walk.give(headOf('water'), { command: 'handOver', toPersonId: 'third' });
  expect(accountableOf(walk.state)).toEqual(owner('third'));
  walk.give(leader, { command: 'reassign', departmentId: 'water', toDepartmentId: 'gas' });
  expect(accountableOf(walk.state)).toEqual(subdistrict);
  walk.give(of('gas'), { command: 'sign' });
  expect(accountableOf(walk.state)).toEqual(owner(of('gas').personId, 'gas'));
});

test('the first to sign answers where nobody was named to lead', () => {
  const walk = called({ water: 'assist', power: 'assist' }).give(of('power'), { command: 'sign' }).give(of('water'), { command: 'sign' });
  expect(accountableOf(walk.state)).toEqual(owner(of('power').personId, 'power'));
});

test('once the lead has finished the level answers for what is left, and nobody for a closed case', () => {
  const walk = finished(called({ water: 'lead', power: 'assist' }), 'water');
  expect(accountableOf(walk.state)).toEqual(subdistrict);
  expect(accountableOf(closed().state)).toBeNull();
});
