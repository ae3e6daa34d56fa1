import { expect, test } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { CaseFactMessage } from '@shaodao/contracts/case-facts';
import { taskFactsOf } from './task-facts.js';

// What is left out on purpose is logged; the report of a test run stays readable.
Logger.overrideLogger(false);

const CASE = '0190a000-0000-7000-8000-000000000001';
const POLICE = '0190a000-0000-7000-8000-00000000000a';

function message(seq: number, fact: CaseFactMessage['fact']): CaseFactMessage {
  return {
    factId: `${CASE}:${seq}`,
    caseId: CASE,
    seq,
    number: '511703-20261123-00042',
    at: 1_000 * seq,
    recordedAt: 1_000 * seq,
    actorId: null,
    stage: 'handling',
    level: 'grid',
    grade: 'routine',
    gridId: CASE,
    gridCode: '511703001001001',
    reporterId: CASE,
    departmentIds: [],
    fact,
    tell: [],
    onDuty: [],
  };
}

test('only what a department is measured by is kept, without the rest of the fact', () => {
  const whistle = { type: 'whistled' as const, kind: 'advance' as const, departments: [{ departmentId: POLICE, part: 'lead' as const }] };
  expect(
    taskFactsOf([
      message(1, { type: 'accepted' }),
      message(2, whistle),
      message(3, { type: 'contacted', departmentId: POLICE, inTime: true, plannedFinishAt: 9 }),
      message(4, { type: 'signed', departmentId: POLICE, inTime: true }),
    ]),
  ).toEqual([
    { caseId: CASE, seq: 2, at: 2_000, fact: { type: 'whistled', departments: whistle.departments } },
    { caseId: CASE, seq: 4, at: 4_000, fact: { type: 'signed', departmentId: POLICE, inTime: true } },
  ]);
});

test('a counted fact of the wrong shape does not keep the others back', () => {
  const broken = message(1, { type: 'signed', departmentId: 'nobody', inTime: true });
  const good = message(2, { type: 'whistleWithdrawn', departmentIds: [] });
  expect(taskFactsOf([broken, good]).map((fact) => fact.seq)).toEqual([2]);
});
