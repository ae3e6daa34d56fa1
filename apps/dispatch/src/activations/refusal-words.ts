import { CodedError, type RefusalDetails } from '@shaodao/contracts/errors';
import type { PlaceFault } from '@shaodao/domain/activation/on-site';
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
  'on site is shown by a location, or by the code the leader of your team shows': '到岗须有凭据：允许定位，或扫本队队长出示的到岗码',
  'the location is too coarse to show a place': '定位太粗略，不能作为到岗凭据：请到空旷处重试，或扫本队队长出示的到岗码',
  'the code has expired: scan the one that is shown now': '到岗码已过期：请重新扫队长现在出示的码，或允许定位',
  'the code is of another team': '这是别的编队的到岗码：请扫本队队长出示的码，或允许定位',
  'the code is not one of this activation': '到岗码无效：请扫本队队长现在出示的码，或允许定位',
};

/** Why a press is refused, with the field at fault. */
export const PRESS_FAULTS: Record<CommandFault, RefusalDetails> = {
  seat: worded('your seat commands no activation'),
  area: { field: 'areas', ...worded('an area lies outside yours') },
  level: { field: 'responseLevel', ...worded('the level is above what your seat may command') },
  tier: worded('a lower tier does not order a higher one'),
};

/** Why a report-in shows no place, with the field at fault. */
export const PLACE_FAULTS: Record<PlaceFault, RefusalDetails> = {
  none: { field: 'location', ...worded('on site is shown by a location, or by the code the leader of your team shows') },
  coarse: { field: 'location.accuracyMetres', ...worded('the location is too coarse to show a place') },
  expired: { field: 'teamCode', ...worded('the code has expired: scan the one that is shown now') },
  otherTeam: { field: 'teamCode', ...worded('the code is of another team') },
  forged: { field: 'teamCode', ...worded('the code is not one of this activation') },
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
