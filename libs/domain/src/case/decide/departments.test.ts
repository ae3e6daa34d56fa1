import { called, centre, contact, leader, of, reportedIn } from '@shaodao/domain/case/fixture/roads';
import { describe, expect, test } from '@jest/globals';

const reassign = { command: 'reassign' as const, departmentId: 'water', toDepartmentId: 'gas' };

describe('转派', () => {
  test('to a department that is called already is refused by the name of that field', () => {
    const walk = called({ water: 'lead', power: 'assist' });
    expect(walk.refused(leader, { ...reassign, toDepartmentId: 'power' })).toMatchObject({ code: 'INVALID', field: 'toDepartmentId' });
    const asked = walk.give(of('water'), { command: 'requestReturn' });
    const granted = { command: 'decideReturn' as const, departmentId: 'water', granted: true, toDepartmentId: 'power' };
    expect(asked.refused(leader, granted)).toMatchObject({ code: 'INVALID', field: 'toDepartmentId' });
    expect(asked.refused(leader, { command: 'addDepartment', departmentId: 'power', part: 'assist' })).toMatchObject({ field: 'departmentId' });
  });
});
