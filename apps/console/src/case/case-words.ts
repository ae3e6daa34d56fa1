import type { CaseCommandName, Stage } from '@shaodao/domain/case/stage';
import type { DeadlineKind, TaskState } from '@shaodao/domain/case/state';
import type { Grade, TaskPart, WhistleKind } from '@shaodao/domain/policy';
import type { TierLevel } from '@shaodao/domain/tier';

/** The words of the glossary for what the record says in identifiers. */

export const STAGE_WORDS: Record<Stage, string> = {
  intake: '受理',
  filing: '立案',
  dispatch: '派遣',
  handling: '处置',
  verification: '核查',
  closure: '结案',
  closed: '已结案',
  rejected: '不予受理',
};

export const LEVEL_WORDS: Record<TierLevel, string> = {
  grid: '网格',
  community: '社区',
  subdistrict: '街道',
  district: '区',
};

export const GRADE_WORDS: Record<Grade, string> = { routine: '一般', urgent: '紧急' };

export const KIND_WORDS: Record<WhistleKind, string> = {
  grid: '网格吹哨',
  routine: '常规',
  key: '重点',
  hard: '疑难',
  advance: '工作推进',
  breakthrough: '攻坚克难',
  enforcement: '综合执法',
  emergencyResponse: '应急处置',
};

export const PART_WORDS: Record<TaskPart, string> = { lead: '主办', assist: '协办', informed: '知会' };

export const TASK_STATE_WORDS: Record<TaskState, string> = {
  dispatched: '待签收',
  signed: '已签收，待联系',
  contacted: '已联系，待报到',
  reportedIn: '已报到，处置中',
  finished: '已办结',
};

export const DEADLINE_WORDS: Record<DeadlineKind, string> = {
  level: '本级',
  sign: '签收',
  contact: '联系',
  reportIn: '报到',
};

/** Button of a command; `verify` has two, 核查通过 and 返工, made by the command bar. */
export const COMMAND_WORDS: Record<Exclude<CaseCommandName, 'verify'>, string> = {
  accept: '受理',
  reject: '不予受理',
  whistle: '吹哨',
  withdrawWhistle: '撤回哨声',
  sign: '签收',
  contact: '联系',
  reportIn: '报到',
  finish: '办结',
  close: '结案',
  escalate: '提级',
};
