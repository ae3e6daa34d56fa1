import { CodedError, type RefusalDetails } from '@shaodao/contracts/errors';
import type { CommandFault } from '@shaodao/domain/activation/rights';

/** Words of what an activation refuses, by what its rules say. */
const CHINESE: Record<string, string> = {
  'there is nothing to confirm (any more)': '没有待确认的启动，或已确认、已失效',
  'the approval was given to another press': '这一确认属于另一次启动',
  'nobody confirms their own press': '启动人不能确认自己的启动',
  'it is in force or over: stand it down': '已生效或已结束，请使用响应终止',
  'it is not in force in these areas at another level': '所选区域未生效，或级别没有变化',
  'it is not in force there': '所选区域未在响应中，或响应已经终止',
  'the plan has no such step': '预案没有这一步骤',
  'the step is not under way': '该步骤不在进行中',
  'no such report is owed': '没有这一报告任务',
  'it is filed already': '报告已签发',
  'it is not in force': '尚未生效或已经终止',
  'it is over': '本次响应已经结束',
  'your seat commands no activation': '您的席位无权指挥平急转换',
  'an area lies outside yours': '所选区域超出您的辖区',
  'the level is above what your seat may command': '响应级别超出您的席位权限',
  'a lower tier does not order a higher one': '下级不得变更上级的指挥',
};

/** Why a press is refused, with the field at fault. */
export const PRESS_FAULTS: Record<CommandFault, RefusalDetails> = {
  seat: worded('your seat commands no activation'),
  area: { field: 'areas', ...worded('an area lies outside yours') },
  level: { field: 'responseLevel', ...worded('the level is above what your seat may command') },
  tier: worded('a lower tier does not order a higher one'),
};

function worded(reason: string): RefusalDetails {
  const reasonZh = CHINESE[reason];
  return { reason, ...(reasonZh === undefined ? {} : { reasonZh }) };
}

/** A refusal of the rules with its words in Chinese beside it. Anything else passes as it is. */
export function inChinese(error: unknown): unknown {
  if (!(error instanceof CodedError) || error.details.reason === undefined) return error;
  return new CodedError(error.code, { ...error.details, ...worded(error.details.reason) }, { cause: error });
}
