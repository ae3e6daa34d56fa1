import type { CaseFact } from '@shaodao/domain/case/event';
import { PURPOSE_WORDS } from '../attachment/attachment-words.js';
import { timeWords } from '../clock/time-words.js';
import { rulesRefWords } from '../rules/rule-words.js';
import type { CaseEvent } from '../api.js';
import {
  CHANNEL_WORDS,
  DECISION_WORDS,
  GRADE_WORDS,
  KIND_WORDS,
  LEVEL_WORDS,
  PART_WORDS,
  REJECT_WORDS,
  RESIDENT_WORDS,
  RESPONSE_WORDS,
  SUPERVISION_WORDS,
} from './case-words.js';
import type { EventNames, EventWords } from './event-line.js';
import { taskEventWords } from './task-event-words.js';

const CAUSE_WORDS = { deadline: '到时自动', manual: '人工', whistle: '随哨声' } as const;

/** One line of history in Chinese; an event of a newer release than this screen says so, with its identifier. */
export function eventWords(event: CaseEvent, names: EventNames): EventWords {
  return (wordsOf(event, names) as EventWords | undefined) ?? { title: `其他变化（${event.type}）` };
}

/** People an event names besides its actor and those on duty. */
export function peopleIn({ fact }: CaseEvent): string[] {
  return [fact['fromPersonId'], fact['toPersonId'], fact['askedById']].filter((id) => typeof id === 'string');
}

function wordsOf(event: CaseEvent, names: EventNames): EventWords {
  const { department: name, person } = names;
  // The record is written by the domain's own events; a newer kind falls through to its identifier.
  const fact = event.fact as CaseFact;
  switch (fact.type) {
    case 'reported':
      return { title: '报事' };
    case 'accepted':
      return { title: '受理' };
    case 'filed':
      return {
        title: '立案',
        detail: `类别 ${fact.category.name}，网格 ${fact.place.gridCode}${fact.grade === undefined ? '' : `，等级改为${GRADE_WORDS[fact.grade]}`}`,
      };
    case 'rejected':
      return { title: '不予受理', ...(fact.cause === undefined ? {} : { detail: REJECT_WORDS[fact.cause] }) };
    case 'whistled':
      return {
        title: fact.kind === 'grid' ? '网格吹哨' : `吹哨（${KIND_WORDS[fact.kind]}）`,
        detail: fact.departments.map(({ departmentId, part }) => `${name(departmentId)}（${PART_WORDS[part]}）`).join('、'),
      };
    case 'whistleWithdrawn':
      return { title: '撤回哨声' };
    case 'settled':
      return { title: '就地办结' };
    case 'verified':
      return { title: '核查通过' };
    case 'reworkOrdered':
      return { title: '返工' };
    case 'closed':
      return { title: '结案', ...(fact.withParentId === undefined ? {} : { detail: '随主案件', caseId: fact.withParentId }) };
    case 'escalated':
      return {
        title: fact.nest === undefined ? `提级：${LEVEL_WORDS[fact.from]} → ${LEVEL_WORDS[fact.to]}` : '提级：至上一级网格',
        detail: CAUSE_WORDS[fact.cause],
        alarm: fact.cause === 'deadline',
      };
    case 'supervised':
      return {
        title: `督办（第 ${fact.times} 次）`,
        detail: [
          ...(fact.departmentId === null ? [] : [name(fact.departmentId)]),
          ...(fact.cause === undefined ? [] : [SUPERVISION_WORDS[fact.cause]]),
        ].join('，'),
        alarm: true,
      };
    case 'deescalated':
      return { title: `降级：${LEVEL_WORDS[fact.from]} → ${LEVEL_WORDS[fact.to]}` };
    case 'cancelled':
      return { title: '作废' };
    case 'merged':
      return { title: '并案', detail: '本案并入', caseId: fact.intoCaseId };
    case 'duplicateTaken':
      return { title: '并入重复案件', caseId: fact.caseId };
    case 'childLinked':
      return { title: '关联从属案件', caseId: fact.caseId };
    case 'parentLinked':
      return { title: '成为从属案件', detail: '主案件', caseId: fact.caseId };
    case 'childEnded':
      return { title: '从属案件已了结', caseId: fact.caseId };
    case 'whistleAsked':
      return { title: fact.afterwards ? '应急吹哨，待补审批' : `申请吹哨（${KIND_WORDS[fact.kind]}），待审批` };
    case 'whistleApproved':
      return { title: '批准吹哨' };
    case 'whistleRefused':
      return { title: '不批准吹哨', detail: `${person(fact.askedById)} 申请` };
    case 'phaseMissed':
      return { title: `“${fact.name}”逾期`, alarm: true };
    case 'suspensionRequested':
      return { title: '申请挂账', detail: `复核时间 ${timeWords(fact.reviewAt)}` };
    case 'suspensionRefused':
      return { title: '不批准挂账' };
    case 'suspended':
      return { title: '挂账', detail: `时限暂停，${timeWords(fact.reviewAt)} 复核` };
    case 'reviewDue':
      return { title: `挂账复核到期（第 ${fact.times} 次）`, alarm: true };
    case 'resumed':
      return { title: '解除挂账', detail: '时限继续' };
    case 'urged':
      return {
        title: fact.cause === 'clock' ? '时限将至，自动催办' : '催办',
        ...(fact.departmentId === null ? {} : { detail: name(fact.departmentId) }),
      };
    case 'decisionOverdue':
      return { title: `${DECISION_WORDS[fact.about]}逾期未决定（第 ${fact.times} 次）`, alarm: true };
    case 'reopened':
      return { title: '重新办理', detail: '计返工一次' };
    case 'callbackDue':
      return { title: `待回访（第 ${fact.attempt} 次）` };
    case 'calledBack':
      return {
        title: '回访',
        detail: [
          CHANNEL_WORDS[fact.channel],
          ...(fact.reached ? [fact.solved === true ? '已解决' : '未解决'] : ['未接通']),
          ...(fact.word === null ? [] : [RESIDENT_WORDS[fact.word]]),
        ].join('，'),
        alarm: fact.solved === false,
      };
    case 'finalised':
      return { title: '办理完毕', detail: '重新办理期限已过' };
    case 'attached':
      return { title: '上传附件', detail: PURPOSE_WORDS[fact.purpose] };
    case 'groundFollowed':
      return { title: '网格调整', detail: `由网格 ${fact.fromCode} 转入 ${fact.place.gridCode}，时限不变` };
    case 'modeChanged':
      return modeWords(fact);
    case 'replanned':
      return { title: '规则调整', detail: `${fact.changes.length} 项时限重新计算，今后按${rulesRefWords(`${fact.policy}/${fact.calendar}`)}` };
    case 'signed':
    case 'leadTaken':
    case 'contacted':
    case 'reportedIn':
    case 'taskFinished':
    case 'stepMissed':
    case 'phaseCompleted':
    case 'handedOver':
    case 'returnRequested':
    case 'returnGranted':
    case 'returnRefused':
    case 'adjudicationRequested':
    case 'adjudicated':
    case 'reassigned':
    case 'departmentAdded':
    case 'departmentReleased':
    case 'extensionRequested':
    case 'extensionGranted':
    case 'extensionRefused':
    case 'criticised':
    case 'rated':
      return taskEventWords(fact, names);
  }
}

function modeWords({ from, to, level, kept, resting }: Extract<CaseFact, { type: 'modeChanged' }>): EventWords {
  const response = `${RESPONSE_WORDS[level]}响应`;
  if (to === 'peace') return { title: '转为平时', detail: `${response}结束，保留的时限接着走，剩余时间不变` };
  if (from === 'emergency') return { title: `急时响应调整为${RESPONSE_WORDS[level]}`, detail: '时限不变', alarm: true };
  const rest = resting ? '暂停办理，转回平时后接着走' : '按急时时限办理';
  return { title: `转为急时：${response}`, detail: `平时时限留存 ${kept.filter(({ deadline }) => deadline.kind !== 'urge').length} 项，${rest}`, alarm: true };
}
