import { HOUR_MS as HOUR } from '@shaodao/domain/calendar';
import { NOON } from '@shaodao/domain/case/fixture/district';
import { localTime, office, shown } from '@shaodao/domain/case/fixture/office';
import { accepted, called, centre, chief, director, district, finished, leader, of, secretary, suspended } from '@shaodao/domain/case/fixture/roads';
import { Walk } from '@shaodao/domain/case/fixture/walk';
import { describe, expect, test } from '@jest/globals';

describe('提级 by hand', () => {
  test('goes one level up, with a limit of its own from now on, and the second of two who press does not lift it twice', () => {
    const walk = accepted().give(chief, { command: 'escalate' }, NOON + HOUR);
    expect(walk.state).toMatchObject({ level: 'community', levelSince: NOON + HOUR });
    expect(walk.due('level')?.dueAt).toBe(NOON + 9 * HOUR);
    expect(walk.refused(chief, { command: 'escalate' })).toMatchObject({ code: 'WRONG_STAGE' });
  });

  test('jumps to a level that is named, but neither down nor to where it is', () => {
    expect(accepted().give(chief, { command: 'escalate', to: 'district' }).state.level).toBe('district');
    const walk = accepted().give(chief, { command: 'escalate', to: 'subdistrict' });
    for (const to of ['community', 'subdistrict'] as const) {
      expect(walk.refused(leader, { command: 'escalate', to })).toMatchObject({ code: 'INVALID', field: 'to' });
    }
    expect(accepted().give(chief, { command: 'escalate', to: 'district' }).refused(district, { command: 'escalate' })).toMatchObject({ code: 'WRONG_STAGE' });
  });

  test('to a tier that is passed over gives it what the one above gets', () => {
    const walk = new Walk({ ...office, grade: 'emergency', at: NOON }).give(chief, { command: 'escalate', to: 'subdistrict' });
    expect(walk.due('level')?.dueAt).toBe(NOON + 15 * 60_000);
    expect(new Walk({ ...office, grade: 'emergency', at: NOON }).give(secretary, { command: 'accept' }).refused(secretary, { command: 'escalate' })).toMatchObject({ code: 'WRONG_STAGE' });
  });

  test('leaves departments at their tasks and their clocks', () => {
    const walk = called();
    const before = walk.state.deadlines.filter(({ departmentId }) => departmentId !== null);
    walk.give(leader, { command: 'escalate' });
    expect(walk.state.deadlines.filter(({ departmentId }) => departmentId !== null)).toEqual(before);
    expect(walk.state).toMatchObject({ level: 'district', stage: 'handling' });
  });
});

describe('降级', () => {
  test('is audited, by those the district names, and to a lower level', () => {
    const walk = accepted().give(chief, { command: 'escalate', to: 'subdistrict' });
    expect(walk.refused(leader, { command: 'deescalate', to: 'grid' })).toMatchObject({ code: 'FORBIDDEN' });
    for (const to of ['subdistrict', 'district'] as const) {
      expect(walk.refused(centre, { command: 'deescalate', to })).toMatchObject({ code: 'INVALID', field: 'to' });
    }
    walk.give(centre, { command: 'deescalate', to: 'community' }, NOON + HOUR);
    expect(walk.facts('deescalated')).toEqual([{ type: 'deescalated', from: 'subdistrict', to: 'community' }]);
    expect(walk.events.at(-1)).toMatchObject({ actor: { personId: centre.personId }, textId: expect.any(String) });
    expect(walk.due('level')?.dueAt).toBe(NOON + 9 * HOUR);
  });

  test('from the grid there is nothing below', () => {
    expect(accepted().refused(centre, { command: 'deescalate', to: 'grid' })).toMatchObject({ code: 'WRONG_STAGE' });
  });
});

describe('催办 and 督办', () => {
  test('by hand of one department or of the whole case, of nobody who is done', () => {
    const walk = finished(called({ water: 'lead', power: 'assist' }), 'water');
    walk.give(leader, { command: 'urge', departmentId: 'power' }).give(leader, { command: 'urge' });
    expect(walk.facts('urged').map(({ departmentId, about, cause }) => [departmentId, about, cause])).toEqual([
      ['power', 'finish', 'manual'],
      [null, 'level', 'manual'],
    ]);
    for (const command of ['urge', 'supervise'] as const) {
      const who = command === 'urge' ? leader : director;
      expect(walk.refused(who, { command, departmentId: 'water' })).toMatchObject({ code: 'INVALID', field: 'departmentId' });
    }
  });

  test('an order has a deadline of its own, given or of the policy, in working time', () => {
    const walk = called({ water: 'lead', power: 'assist' }, office);
    walk.give(director, { command: 'supervise', departmentId: 'water', limit: { unit: 'workHour', ms: 4 * HOUR } }, localTime('2026-11-24T16:00'));
    walk.give(director, { command: 'supervise' });
    expect(shown(walk.due('supervision', 'water')?.dueAt)).toBe('2026-11-25T10:30');
    expect(walk.due('supervision')?.dueAt).toBe(localTime('2026-11-24T16:00') + 16 * HOUR);
    expect(walk.state.supervisions).toBe(2);
  });

  test('ends with the task it was about', () => {
    const walk = called({ water: 'lead', power: 'assist' }).give(director, { command: 'supervise', departmentId: 'water' });
    finished(walk, 'water');
    expect(walk.due('supervision', 'water')).toBeUndefined();
  });

  test('rests while the case is suspended, and so do commands of the level', () => {
    const walk = suspended(called(), NOON + 10 * HOUR);
    for (const act of [{ command: 'urge' }, { command: 'escalate' }, { command: 'supervise' }] as const) {
      expect(walk.refused(act.command === 'supervise' ? director : leader, act)).toMatchObject({ code: 'WRONG_STAGE' });
    }
    expect(walk.refused(of('water'), { command: 'sign' })).toMatchObject({ code: 'WRONG_STAGE' });
  });
});
