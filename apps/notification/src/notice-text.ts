import type { CaseFactMessage } from '@shaodao/contracts/dispatch';
import type { TaskStep } from '@shaodao/domain/policy';
import type { TierLevel } from '@shaodao/domain/tier';

const LEVEL: Record<TierLevel, string> = { grid: '网格', community: '社区', subdistrict: '街道', district: '区级' };
const STEP: Record<TaskStep, string> = { sign: '签收', contact: '联系', reportIn: '报到' };

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
      return '不予受理';
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
      return `逾期未办，第${fact.times}次督办（${LEVEL[level]}）`;
  }
  return UNKNOWN;
}
