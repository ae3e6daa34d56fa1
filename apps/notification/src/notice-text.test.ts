import { describe, expect, test } from '@jest/globals';
import type { CaseFact, CaseFactType } from '@shaodao/domain/case/event';
import { noticeText } from './notice-text.js';

const NUMBER = '511703-20261123-00042';
const ID = '0190a000-0000-7000-8000-000000000001';
const limit = { unit: 'workDay', days: 1 } as const;
const category = { code: 'c', name: '张三', closing: { routine: limit, urgent: limit } };
const place = { gridId: ID, gridCode: '511703001001001', attachedDepartmentIds: [] };

/** One of each; a new type of fact does not compile until it stands here. */
const EACH: { [T in CaseFactType]: Extract<CaseFact, { type: T }> } = {
  reported: { type: 'reported', grade: 'routine', category, place, policy: 'p@1', calendar: 'c@1' },
  accepted: { type: 'accepted' },
  filed: { type: 'filed', category, place, moved: true },
  rejected: { type: 'rejected' },
  whistled: { type: 'whistled', kind: 'grid', departments: [{ departmentId: ID, part: 'lead' }] },
  whistleWithdrawn: { type: 'whistleWithdrawn', departmentIds: [ID] },
  signed: { type: 'signed', departmentId: ID, inTime: true },
  leadTaken: { type: 'leadTaken', departmentId: ID },
  contacted: { type: 'contacted', departmentId: ID, inTime: true, plannedFinishAt: 1 },
  reportedIn: { type: 'reportedIn', departmentId: ID, inTime: true },
  taskFinished: { type: 'taskFinished', departmentId: ID, inTime: true },
  settled: { type: 'settled' },
  verified: { type: 'verified' },
  reworkOrdered: { type: 'reworkOrdered' },
  closed: { type: 'closed' },
  escalated: { type: 'escalated', from: 'grid', to: 'community', cause: 'deadline' },
  stepMissed: { type: 'stepMissed', departmentId: ID, step: 'sign', rung: 0 },
  supervised: { type: 'supervised', departmentId: null, times: 2 },
};

describe('the line a person reads', () => {
  test.each(Object.values(EACH))('of $type is one Chinese line with the case number and nothing of the fact', (fact) => {
    const text = noticeText({ number: NUMBER, level: 'community', fact });
    expect(text).toMatch(/^【511703-20261123-00042】[\p{Script=Han}\d，（）]+$/u);
    expect(text).not.toContain('undefined');
    expect(text).not.toContain('张三');
    expect(text).not.toContain('有新进展');
  });

  test('a clock names the level that now answers', () => {
    expect(noticeText({ number: NUMBER, level: 'subdistrict', fact: EACH.escalated })).toContain('逾期未办，已提级至街道');
    expect(noticeText({ number: NUMBER, level: 'district', fact: EACH.supervised })).toContain('第2次督办（区级）');
    expect(noticeText({ number: NUMBER, level: 'grid', fact: EACH.stepMissed })).toContain('部门逾期未签收（网格）');
  });

  test('an escalation by hand is no reproach', () => {
    const fact: CaseFact = { ...EACH.escalated, cause: 'manual' };
    expect(noticeText({ number: NUMBER, level: 'community', fact })).toBe(`【${NUMBER}】已提级至社区`);
  });

  test('a fact of a newer dispatch still makes a line', () => {
    const fact = JSON.parse('{"type":"constructor"}') as CaseFact;
    expect(noticeText({ number: NUMBER, level: 'grid', fact })).toBe(`【${NUMBER}】有新进展`);
  });
});
