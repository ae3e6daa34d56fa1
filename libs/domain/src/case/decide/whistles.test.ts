import { accepted, chief, district, leader, targets } from '@shaodao/domain/case/fixture/roads';
import { describe, expect, test } from '@jest/globals';

const alarm = { command: 'whistle' as const, kind: 'emergencyResponse' as const, departments: targets({ water: 'lead' }) };

describe('应急处置, approved afterwards', () => {
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
