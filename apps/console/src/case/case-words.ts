import type { ResponseLevel } from '@shaodao/domain/activation/level';
import type { CallbackChannel, RejectCause } from '@shaodao/domain/case/command';
import type { DeadlineKind, DecisionAbout } from '@shaodao/domain/case/deadline';
import type { SupervisionCause } from '@shaodao/domain/case/event';
import type { CaseCommandName, Stage } from '@shaodao/domain/case/stage';
import type { TaskState } from '@shaodao/domain/case/state';
import type { Grade, Rating, TaskPart, WhistleKind } from '@shaodao/domain/policy';
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
  cancelled: '已作废',
  merged: '已并案',
};

export const LEVEL_WORDS: Record<TierLevel, string> = {
  grid: '网格',
  community: '社区',
  subdistrict: '街道',
  district: '区',
};

/** 响应级别, with the colour of its warning (突发事件应对法): 红 橙 黄 蓝. */
export const RESPONSE_WORDS: Record<ResponseLevel, string> = { I: '一级（红）', II: '二级（橙）', III: '三级（黄）', IV: '四级（蓝）' };
export const GRADE_WORDS: Record<Grade, string> = { routine: '一般', urgent: '紧急', emergency: '应急' };

/** What choosing a grade means for the one who reports. */
export const GRADE_HINTS: Record<Grade, string> = {
  routine: '一般情况，逐级办理。',
  urgent: '须尽快处理，时限较短。',
  emergency: '危及人身安全，时限最短，上报最快。',
};

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
  returned: '已退单',
  released: '已解除',
};

export const DEADLINE_WORDS: Record<DeadlineKind, string> = {
  level: '本级',
  sign: '签收',
  contact: '联系',
  reportIn: '报到',
  finish: '办结',
  phase: '分段办理',
  urge: '催办',
  decision: '审批',
  review: '挂账复核',
  supervision: '督办',
  callback: '回访',
  reopen: '可重新办理',
};

export const DECISION_WORDS: Record<DecisionAbout, string> = {
  whistle: '吹哨审批',
  return: '退单审核',
  adjudication: '终审',
  extension: '延期审批',
  suspension: '挂账审批',
};

export const REJECT_WORDS: Record<RejectCause, string> = {
  outOfScope: '不属受理范围',
  spam: '恶意或重复滋扰',
  unclear: '内容不清，无法核实',
  other: '其他',
};

export const CHANNEL_WORDS: Record<CallbackChannel, string> = {
  phone: '电话',
  visit: '上门',
  sms: '短信',
  inApp: '应用内',
  web: '回访链接，记在报事人名下',
};

export const SUPERVISION_WORDS: Record<SupervisionCause, string> = {
  ordered: '人工下达',
  reworks: '多次返工',
  noLead: '多部门无主办',
  overdue: '上次督办逾期',
};

/** 评价 of a department’s task. */
export const RATING_WORDS: Record<Rating, string> = { good: '好', fair: '一般', poor: '差' };
/** The resident’s word. */
export const RESIDENT_WORDS: Record<Rating, string> = { good: '满意', fair: '基本满意', poor: '不满意' };

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
  deescalate: '降级',
  decideWhistle: '审批吹哨',
  completePhase: '完成分段',
  handOver: '交接',
  requestReturn: '申请退单',
  decideReturn: '审核退单',
  adjudicate: '终审',
  reassign: '转派',
  addDepartment: '增加部门',
  releaseDepartment: '解除部门',
  requestExtension: '申请延期',
  decideExtension: '审批延期',
  requestSuspension: '申请挂账',
  decideSuspension: '审批挂账',
  resume: '解除挂账',
  urge: '催办',
  supervise: '督办',
  reopen: '重新办理',
  recordCallback: '回访',
  rate: '评价',
  merge: '并案',
  linkChild: '关联从属案件',
  cancel: '作废',
  attach: '上传附件',
};
