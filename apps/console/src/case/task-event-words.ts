import type { CaseFact } from '@shaodao/domain/case/event';
import { limitWords } from '../clock/limit-words.js';
import { timeWords } from '../clock/time-words.js';
import { DEADLINE_WORDS, PART_WORDS, RATING_WORDS } from './case-words.js';
import type { EventNames, EventWords } from './event-line.js';

/** What happens to the task of one department; all else of a case's history is in `event-words.ts`. */
type TaskFact = Extract<CaseFact, { departmentId: string }>;

/** Like every line, it names the department, and whether a step was in time. */
export function taskEventWords(fact: TaskFact, { department: name, person }: EventNames): EventWords {
  const late = 'inTime' in fact && !fact.inTime;
  const inTime = late ? '已超时' : '按时';
  switch (fact.type) {
    case 'signed':
      return { title: '签收', detail: `${name(fact.departmentId)}，${inTime}`, alarm: late };
    case 'leadTaken':
      return { title: '首接负责', detail: `${name(fact.departmentId)} 为主办` };
    case 'contacted':
      return {
        title: '联系',
        detail: `${name(fact.departmentId)}，${inTime}，计划 ${timeWords(fact.plannedFinishAt)} 办结`,
        alarm: late,
      };
    case 'reportedIn':
      return { title: '报到', detail: `${name(fact.departmentId)}，${inTime}`, alarm: late };
    case 'taskFinished':
      return { title: '办结', detail: `${name(fact.departmentId)}，${inTime}`, alarm: late };
    case 'stepMissed':
      return {
        title: `未按时${DEADLINE_WORDS[fact.step]}`,
        detail: `${name(fact.departmentId)}，第 ${fact.rung + 1} 次催办`,
        alarm: true,
      };
    case 'phaseCompleted':
      return { title: `完成“${fact.name}”`, detail: `${name(fact.departmentId)}，${inTime}`, alarm: late };
    case 'handedOver':
      return {
        title: '交接',
        detail: `${name(fact.departmentId)}，${fact.fromPersonId === null ? '' : `${person(fact.fromPersonId)} → `}${person(fact.toPersonId)}`,
      };
    case 'returnRequested':
      return { title: '申请退单', detail: `${name(fact.departmentId)}${fact.proposedId === null ? '' : `，建议转 ${name(fact.proposedId)}`}` };
    case 'returnGranted':
      return { title: '同意退单', detail: fact.toDepartmentId === null ? name(fact.departmentId) : `${name(fact.departmentId)} → ${name(fact.toDepartmentId)}` };
    case 'returnRefused':
      return { title: '不同意退单', detail: name(fact.departmentId) };
    case 'adjudicationRequested':
      return { title: '提请终审', detail: `${name(fact.departmentId)}${fact.proposedId === undefined ? '' : `，建议转 ${name(fact.proposedId)}`}` };
    case 'adjudicated':
      return { title: '终审', detail: `${name(fact.toDepartmentId)} 承办，不得再退` };
    case 'reassigned':
      return { title: '转派', detail: `${name(fact.departmentId)} → ${name(fact.toDepartmentId)}` };
    case 'departmentAdded':
      return { title: '增加部门', detail: `${name(fact.departmentId)}（${PART_WORDS[fact.part]}）` };
    case 'departmentReleased':
      return { title: '解除部门', detail: name(fact.departmentId) };
    case 'extensionRequested':
      return { title: '申请延期', detail: `${name(fact.departmentId)}，${limitWords(fact.limit)}` };
    case 'extensionGranted':
      return {
        title: '批准延期',
        detail: `${name(fact.departmentId)}，${timeWords(fact.fromDueAt)} → ${timeWords(fact.toDueAt)}${fact.excused ? '，此前超时不计' : ''}`,
      };
    case 'extensionRefused':
      return { title: '不批准延期', detail: name(fact.departmentId) };
    case 'criticised':
      return { title: '书面批评', detail: name(fact.departmentId), alarm: true };
    case 'rated':
      return {
        title: '评价',
        detail: `${name(fact.departmentId)}：${RATING_WORDS[fact.rating]}${fact.rating === fact.proposed ? '' : `（建议为${RATING_WORDS[fact.proposed]}）`}`,
      };
  }
}
