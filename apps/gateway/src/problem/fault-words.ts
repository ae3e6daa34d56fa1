import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** In Chinese what zod and the contracts say in English about a field; what is not listed stays as it is. */
export function faultInChinese(issue: Issue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return '没有这一项';
    case 'invalid_type':
      return issue.input === undefined ? '缺少或类型不对' : '类型不对';
    case 'too_big':
      return issue.origin === 'string' ? `最多 ${issue.maximum} 个字` : `不能大于 ${issue.maximum}`;
    case 'too_small':
      return issue.origin === 'string' ? '不能为空' : `不能小于 ${issue.minimum}`;
    case 'invalid_value':
      return `只能是 ${issue.values.map(String).join('、')}`;
    case 'invalid_format':
    case 'invalid_union':
    case 'not_multiple_of':
    case 'invalid_key':
    case 'invalid_element':
      return '格式不对';
    case 'custom':
      return CUSTOM[issue.message] ?? issue.message;
  }
}

/** Words of the contracts' own rules. */
const CUSTOM: Readonly<Record<string, string>> = {
  'holds a lone surrogate': '含有无法保存的字符',
  'holds a control character': '含有控制字符',
  'give either gridId or location': '网格和位置必须且只能给出一项',
  'rework needs a reason': '返工必须说明理由',
  'a refusal needs a reason': '不同意必须说明理由',
};
