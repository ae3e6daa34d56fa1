import { fullRules, NOON, person } from '@shaodao/domain/case/fixture/district';
import { called, chief, leader, of, suspended } from '@shaodao/domain/case/fixture/roads';
import { allowedCommands, maySee } from '@shaodao/domain/case/rights';
import { describe, expect, test } from '@jest/globals';

describe('who sees a case', () => {
  const { state } = called({ water: 'lead', power: 'assist' });

  test.each([
    ['its grid', chief, true],
    ['the grid beside', { ...chief, areaCode: '511703001001002' }, false],
    ['its subdistrict', leader, true],
    ['another subdistrict', { ...leader, areaCode: '511703002' }, false],
    ['a department it was sent to', of('power'), true],
    ['one it was not', of('gas'), false],
    ['its reporter, wherever he sits', { ...of('gas'), personId: person('gridWorker').personId }, true],
    ['operations', person('operations'), true],
  ])('%s', (_, actor, sees) => {
    expect(maySee(state, actor)).toBe(sees);
  });
});

test('while a case is suspended only what ends that, or the case, or belongs to its file is offered', () => {
  const walk = suspended(called(), NOON + 3_600_000);
  expect(allowedCommands(walk.state, fullRules, leader)).toEqual(['requestSuspension', 'resume', 'merge', 'linkChild', 'cancel', 'attach']);
  expect(allowedCommands(walk.state, fullRules, of('water'))).toEqual(['requestSuspension', 'attach']);
});

test('operations keep the cluster and touch no case', () => {
  expect(allowedCommands(called().state, fullRules, person('operations'))).toEqual([]);
});
