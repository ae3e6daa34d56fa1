import { describe, expect, test } from '@jest/globals';
import type { CaseFact, CaseFactType } from '@shaodao/domain/case/event';
import { noticeText } from './notice-text.js';

const NUMBER = '511703-20261123-00042';
const ID = '0190a000-0000-7000-8000-000000000001';
const limit = { unit: 'workDay', days: 1 } as const;
const category = { code: 'c', name: '张三', closing: { routine: limit, urgent: limit, emergency: limit }, phases: [], closureConditions: { evidence: 0 } };
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
  cancelled: { type: 'cancelled' },
  merged: { type: 'merged', intoCaseId: ID },
  duplicateTaken: { type: 'duplicateTaken', caseId: ID },
  childLinked: { type: 'childLinked', caseId: ID },
  parentLinked: { type: 'parentLinked', caseId: ID },
  childEnded: { type: 'childEnded', caseId: ID },
  whistleAsked: { type: 'whistleAsked', kind: 'routine', departments: [], afterwards: false },
  whistleApproved: { type: 'whistleApproved' },
  whistleRefused: { type: 'whistleRefused', askedById: ID },
  phaseCompleted: { type: 'phaseCompleted', departmentId: ID, phase: 0, name: '围挡', inTime: true },
  phaseMissed: { type: 'phaseMissed', phase: 0, name: '围挡' },
  handedOver: { type: 'handedOver', departmentId: ID, fromPersonId: ID, toPersonId: ID },
  returnRequested: { type: 'returnRequested', departmentId: ID, proposedId: null },
  returnGranted: { type: 'returnGranted', departmentId: ID, toDepartmentId: null },
  returnRefused: { type: 'returnRefused', departmentId: ID },
  adjudicationRequested: { type: 'adjudicationRequested', departmentId: ID },
  adjudicated: { type: 'adjudicated', departmentId: ID, toDepartmentId: ID },
  reassigned: { type: 'reassigned', departmentId: ID, toDepartmentId: ID },
  departmentAdded: { type: 'departmentAdded', departmentId: ID, part: 'assist' },
  departmentReleased: { type: 'departmentReleased', departmentId: ID },
  extensionRequested: { type: 'extensionRequested', departmentId: ID, limit },
  extensionGranted: { type: 'extensionGranted', departmentId: ID, limit, fromDueAt: 1, toDueAt: 2, excused: false },
  extensionRefused: { type: 'extensionRefused', departmentId: ID },
  suspensionRequested: { type: 'suspensionRequested', reviewAt: 1 },
  suspensionRefused: { type: 'suspensionRefused' },
  suspended: { type: 'suspended', reviewAt: 1, kept: [] },
  reviewDue: { type: 'reviewDue', times: 1 },
  resumed: { type: 'resumed' },
  urged: { type: 'urged', departmentId: ID, about: 'finish', cause: 'clock' },
  criticised: { type: 'criticised', departmentId: ID, step: 'finish' },
  decisionOverdue: { type: 'decisionOverdue', about: 'return', departmentId: ID, times: 1 },
  deescalated: { type: 'deescalated', from: 'district', to: 'community' },
  reopened: { type: 'reopened' },
  callbackDue: { type: 'callbackDue', attempt: 1 },
  calledBack: { type: 'calledBack', channel: 'web', reached: true, solved: false, word: 'poor' },
  rated: { type: 'rated', departmentId: ID, proposed: 'good', rating: 'good' },
  finalised: { type: 'finalised' },
  attached: { type: 'attached', attachmentId: ID, sha256: '', mediaType: 'image/jpeg', size: 1, purpose: 'after' },
  groundFollowed: { type: 'groundFollowed', reshapeId: ID, fromCode: '511703001001001', place: { gridId: ID, gridCode: '511703001001009', attachedDepartmentIds: [] } },
  modeChanged: { type: 'modeChanged', epoch: 1, from: 'peace', to: 'emergency', activationId: ID, level: 'II', kept: [], rests: null, resting: false },
  replanned: { type: 'replanned', policy: 'p@2', calendar: 'c@1', category: null, changes: [] },
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
