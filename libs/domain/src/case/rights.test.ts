import { fullRules, MINUTE, NOON, person } from '@shaodao/domain/case/fixture/district';
import { called, centre, chief, leader, of, shift, suspended } from '@shaodao/domain/case/fixture/roads';
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

describe('a decision is offered to whoever may give one', () => {
  const extend = { command: 'requestExtension' as const, limit: { unit: 'urgentHour' as const, ms: 10 * 60 * MINUTE } };
  const grant = (departmentId: string) => ({ command: 'decideExtension' as const, departmentId, granted: true });

  test('of an extension: the first to the shift leader, the second to the centre’s leader alone, whose refusal of the other names the task', () => {
    const walk = called({ water: 'lead', power: 'assist' }).give(of('water'), extend);
    expect(allowedCommands(walk.state, fullRules, shift)).toContain('decideExtension');
    walk.give(shift, grant('water')).give(of('water'), extend);
    expect(allowedCommands(walk.state, fullRules, shift)).not.toContain('decideExtension');
    expect(allowedCommands(walk.state, fullRules, centre)).toContain('decideExtension');
    expect(walk.refused(shift, grant('water'))).toMatchObject({ code: 'FORBIDDEN', field: 'departmentId' });
    walk.give(of('power'), extend);
    expect(allowedCommands(walk.state, fullRules, shift)).toContain('decideExtension');
  });

  test('of a wish: not to who asked for it', () => {
    const walk = called().give(of('water'), extend).give(of('water'), { command: 'requestReturn' });
    for (const [decider, command] of [[shift, 'decideExtension'], [leader, 'decideReturn']] as const) {
      expect(allowedCommands(walk.state, fullRules, decider)).toContain(command);
      expect(allowedCommands(walk.state, fullRules, { ...decider, personId: of('water').personId })).not.toContain(command);
    }
  });
});

test('operations keep the cluster and touch no case', () => {
  expect(allowedCommands(called().state, fullRules, person('operations'))).toEqual([]);
});
