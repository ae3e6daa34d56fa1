import { expect, test } from '@jest/globals';
import { entryIn } from './entry-line.js';

test('a plan, a team and a task kept by an earlier release have the usual values of what it did not know', () => {
  const plan = entryIn('plans', { code: 'FX', name: '防汛应急预案', hazard: 'flood', areas: ['511703'], procedure: null, measures: null, adjustment: null, linkage: null, upgrade: null, standDown: null });
  expect(plan.entry).toMatchObject({
    name: '防汛应急预案',
    highestLevel: 'I',
    twoPersons: true,
    confirmMinutes: 10,
    cancelSeconds: 30,
    answerMinutes: 10,
    suspendRoutine: false,
    firstReportMinutes: 120,
    furtherReportHours: 24,
    taskAgainMinutes: 30,
    startsByAlert: false,
  });
  const team = entryIn('teams', { code: 'B1', name: '编队', areaCode: '511703', plans: ['FX'], leader: 'P1', members: [], meetingPoint: null });
  expect(team.entry).toMatchObject({ kind: 'response', skills: [], pledgedHours: null });
  expect(entryIn('dutyTasks', { code: 'Q1', mode: 'emergency', plan: 'FX', person: 'P1', role: null, areaCode: null, words: '巡查' }).entry).toMatchObject({ limitMinutes: null });
});
