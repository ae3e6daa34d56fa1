import type { ResponseLevel } from '@shaodao/domain/activation/level';
import type { CaseFactMessage } from '@shaodao/contracts/case-facts';
import type { SupervisionCause } from '@shaodao/domain/case/event';
import type { DecisionAbout } from '@shaodao/domain/case/deadline';
import type { TaskStep } from '@shaodao/domain/policy';
import type { TierLevel } from '@shaodao/domain/tier';

const LEVEL: Record<TierLevel, string> = { grid: '网格', community: '社区', subdistrict: '街道', district: '区级' };
const STEP: Record<TaskStep, string> = { sign: '签收', contact: '联系', reportIn: '报到', finish: '办结' };
const ABOUT: Record<DecisionAbout, string> = {
  whistle: '吹哨审批',
  return: '退单',
  adjudication: '终审',
  extension: '延期',
  suspension: '挂账',
};

const SUPERVISED: Record<SupervisionCause, string> = {
  ordered: '领导督办',
  reworks: '多次返工仍未解决',
  noLead: '多个部门无人主办',
  overdue: '督办逾期未落实',
};

const RESPONSE: Record<ResponseLevel, string> = { I: '一级', II: '二级', III: '三级', IV: '四级' };

/** For a fact of a newer dispatch than we know. */
const UNKNOWN = '有新进展';

/**
 * The line a person reads: case number, what happened, and for clocks the level that now answers.
 * Made of constants and the number only, so no name or free text can get in.
 */
export function noticeText(message: Pick<CaseFactMessage, 'number' | 'level' | 'fact'>): string {
  return `【${message.number}】${words(message)}`;
}

/** Says what the case waits for, so that one text suits everybody who is told. */
function words({ fact, level }: Pick<CaseFactMessage, 'level' | 'fact'>): string {
  switch (fact.type) {
    case 'reported':
      return '新报事，待受理';
    case 'accepted':
      return '已受理';
    case 'filed':
      return '已立案，待派遣';
    case 'rejected':
      return fact.cause === 'outOfScope' ? '不属受理范围，不予受理，理由见案件' : '不予受理，理由见案件';
    case 'whistled':
      return '哨声已响，待部门签收';
    case 'whistleWithdrawn':
      return '吹哨已撤回，待重新派遣';
    case 'signed':
      return '部门已签收';
    case 'leadTaken':
      return '首接部门已确定为主办';
    case 'contacted':
      return '部门已联系';
    case 'reportedIn':
      return '部门已报到';
    case 'taskFinished':
      return '处置已完成，待核查';
    case 'settled':
      return '已就地办结，待核查';
    case 'verified':
      return '核查通过，待结案';
    case 'reworkOrdered':
      return '核查未通过，退回返工';
    case 'closed':
      return '已结案';
    case 'escalated':
      return fact.cause === 'deadline' ? `逾期未办，已提级至${LEVEL[level]}` : `已提级至${LEVEL[level]}`;
    case 'stepMissed':
      return `部门逾期未${STEP[fact.step]}（${LEVEL[level]}）`;
    case 'supervised':
      return `${fact.cause === undefined ? '逾期未办' : SUPERVISED[fact.cause]}，第${fact.times}次督办（${LEVEL[level]}）`;
    case 'whistleAsked':
      return fact.afterwards ? '应急吹哨已响，待补审批' : '申请吹哨，待审批';
    case 'whistleApproved':
      return '吹哨已批准';
    case 'whistleRefused':
      return '吹哨未获批准';
    case 'phaseCompleted':
      return '一个分段时限已完成';
    case 'phaseMissed':
      return '一个分段时限逾期未完成';
    case 'handedOver':
      return '任务已交接给您';
    case 'returnRequested':
      return '部门申请退单，待审核';
    case 'returnGranted':
      return '退单已同意';
    case 'returnRefused':
      return '退单未获同意，请继续办理';
    case 'adjudicationRequested':
      return '退单次数已满，待区级终审';
    case 'adjudicated':
      return '区级终审已指定承办部门，不得再退';
    case 'reassigned':
      return '任务已转派';
    case 'departmentAdded':
      return '新增部门联合处置，待签收';
    case 'departmentReleased':
      return '部门任务已解除';
    case 'extensionRequested':
      return '部门申请延期，待审批';
    case 'extensionGranted':
      return '延期已批准';
    case 'extensionRefused':
      return '延期未获批准';
    case 'suspensionRequested':
      return '申请挂账，待审批';
    case 'suspensionRefused':
      return '挂账未获批准';
    case 'suspended':
      return '已挂账，时限暂停';
    case 'reviewDue':
      return `挂账复核到期（第${fact.times}次提醒）`;
    case 'resumed':
      return '挂账解除，时限继续';
    case 'urged':
      return fact.cause === 'clock' ? '时限将至，请抓紧办理' : '催办，请抓紧办理';
    case 'criticised':
      return `逾期仍未${STEP[fact.step]}，书面批评`;
    case 'decisionOverdue':
      return `${ABOUT[fact.about]}逾期未决定（第${fact.times}次提醒）`;
    case 'cancelled':
      return '案件已作废';
    case 'merged':
      return '已并入同一问题的另一案件';
    case 'duplicateTaken':
      return '有重复案件并入';
    case 'childLinked':
    case 'parentLinked':
      return '已关联主从案件';
    case 'childEnded':
      return '一个从属案件已办结';
    case 'deescalated':
      return `已降级至${LEVEL[level]}`;
    case 'reopened':
      return '已重新办理，计返工一次';
    case 'callbackDue':
      return `待回访（第${fact.attempt}次）`;
    case 'calledBack':
      return fact.reached ? '回访反映未解决或不满意' : '回访未接通';
    case 'rated':
      return '部门办理评价已签发';
    case 'finalised':
      return '重新办理期限已过，办理完毕';
    case 'attached':
      return '已上传附件';
    case 'groundFollowed':
      return '网格调整，案件随地转入新网格，时限不变';
    case 'modeChanged':
      return fact.to === 'peace' ? '急时响应结束，恢复平时时限，剩余时间不变' : `所在区域启动${RESPONSE[fact.level]}响应，按急时时限办理`;
    case 'replanned':
      return '规则调整，时限已重新计算';
  }
  return UNKNOWN;
}
