import { listOf, type ListName } from '@shaodao/contracts/register/lists';
import type { z } from 'zod';

/** What is wrong with an entry, for people: where and why in both languages. */
export interface Fault {
  list: ListName;
  key: string;
  field: string;
  reason: string;
  reasonZh: string;
}

/** An entry that is new, changed or ended: what a change must be judged by. */
export interface Touched {
  list: ListName;
  key: string;
}

/** A fault of one field of an entry. `reasonZh` speaks of the field by its header. */
export function fault(where: Touched, field: string, words: { reason: string; reasonZh: string }): Fault {
  return { list: where.list, key: where.key, field, ...words };
}

/** 姓名, by which people know a field. */
export function headerOf(list: ListName, field: string): string {
  return listOf(list).fields[field]?.zh ?? field;
}

/** The faults of a shape, field by field; never the value itself. */
export function shapeFaults(where: Touched, error: z.ZodError): Fault[] {
  return error.issues.map((issue) => {
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
    const field = unknown ?? String(issue.path[0] ?? 'body');
    if (unknown !== undefined) return fault(where, field, { reason: 'unknown field', reasonZh: `没有“${field}”这一项` });
    const choices = listOf(where.list).fields[field]?.choices;
    const zh = choices === undefined ? WORDS_ZH[issue.code] : `应为：${choices.join('、')}`;
    return fault(where, field, { reason: issue.message, reasonZh: zh ?? ZH_OF.get(issue.message) ?? '填写有误' });
  });
}

const WORDS_ZH: Partial<Record<string, string>> = { invalid_type: '未填写或类型不对', too_big: '超出长度或范围', too_small: '不足长度或范围' };

/** The forms of codes say themselves in English; here are the same words in Chinese. */
const ZH_OF = new Map([
  ['must be 6, 9 or 12 digits', '应为6、9或12位数字'],
  ['must be 6, 9, 12 or 15 digits', '应为6、9、12或15位数字'],
  ['must be 15 digits', '应为15位数字'],
  ['must be 1 to 40 letters, digits, dots or dashes', '应为1至40位字母、数字、点或横线'],
  ['must be 1 to 64 small letters, digits, dots or dashes', '应为1至64位小写字母、数字、点或横线'],
  ['must be a category code or its beginning', '应为类别代码或其开头'],
  ['must be a day written YYYY-MM-DD', '应为日期，如2026-01-31'],
  ['must be a time written YYYY-MM-DD HH:MM', '应为时间，如2026-01-31 08:30'],
  ['must be a time of day written HH:MM', '应为时刻，如08:30'],
  ['must be a telephone number', '应为电话号码'],
  ['must be 18 digits, the last may be X', '应为18位身份证号'],
  ['must be at most 40 characters without ~', '不超过40字，不含“~”'],
  ['must be words of at most 20 characters', '每项不超过20字'],
  ['must be numbers of people', '应为人员编号'],
  ['must be occurrence, week or a number of days such as 7d', '应为occurrence、week或天数如7d'],
  ['must be 是 or 否', '应为“是”或“否”'],
  ['holds one value twice', '有重复的值'],
  ['must not be empty', '不能为空'],
]);

