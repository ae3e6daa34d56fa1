import { choice, coded, count, maybe, text, type Field } from '@shaodao/contracts/register/field';
import { CATEGORY_FORM } from '@shaodao/contracts/register/bodies';
import { newCategories, type CategoryLine } from '@shaodao/contracts/rules-publishing';
import type { CaseCategory } from '@shaodao/domain/policy';
import { LIMIT_EXAMPLE, printLimit, printPhases, readLimit, readPhases } from './limit-words.js';
import { z } from 'zod';

/** The table of categories as an office writes it: a row a category, one column a value. */

const limitField = (zh: string): Field => ({
  kind: 'text',
  zh,
  schema: z.unknown(),
  example: LIMIT_EXAMPLE,
  required: true,
  read: readLimit,
  print: (limit) => printLimit(limit as CategoryLine['closing']['routine']),
});
const phases: Field = {
  kind: 'text',
  zh: '分段时限',
  schema: z.unknown(),
  example: '围挡：3紧急工作时；抢修：8紧急工作时',
  required: false,
  read: readPhases,
  print: (all) => printPhases(all as CaseCategory['phases']),
};

/** Its columns, by the name of the value. */
export const CATEGORY_COLUMNS = {
  code: coded('类别代码', 'C01001', CATEGORY_FORM),
  name: text('名称', '上水井盖', 40),
  className: text('大类', '公用设施', 40),
  kind: choice('类型', { component: '部件', incident: '事件' }),
  routine: limitField('一般时限'),
  urgent: limitField('紧急时限'),
  emergency: { ...limitField('应急时限'), required: false },
  phases,
  evidence: { ...count('结案照片数', 1, 20), required: false },
  closedWhen: maybe(text('结案条件', '缺损修复，恢复正常使用', 120)),
  limitsFrom: maybe(text('时限来源', '大英', 40)),
} as const;
type Column = keyof typeof CATEGORY_COLUMNS;
const COLUMNS = Object.keys(CATEGORY_COLUMNS) as Column[];

/** What is wrong with a cell: the row below the header counted from 1, and the header of its column. */
export interface CategoryFault {
  row: number;
  column: string;
  reason: string;
  reasonZh: string;
}

/** The table with its headers in the first row; a value that is not said is an empty cell. */
export function categoryRows(lines: readonly CategoryLine[]): string[][] {
  return [COLUMNS.map((column) => CATEGORY_COLUMNS[column].zh), ...lines.map(rowOf)];
}

function rowOf({ closing, closureConditions, ...line }: CategoryLine): string[] {
  const values: Record<Column, unknown> = { closedWhen: undefined, limitsFrom: undefined, ...line, ...closing, evidence: closureConditions.evidence };
  return COLUMNS.map((column) => {
    const value = values[column];
    return value === undefined || value === null ? '' : (CATEGORY_COLUMNS[column] as Field).print(value as object);
  });
}

/**
 * The table out of rows, of which the first are the headers, in any order. Without 应急时限 the urgent one holds. Every fault is
 * named with its row and column; `items` is empty where there is any.
 */
export function categoryTable(rows: readonly (readonly string[])[]): { items: CategoryLine[]; faults: CategoryFault[] } {
  const [headers = [], ...body] = rows;
  const at = new Map(COLUMNS.map((column) => [column, headers.indexOf(CATEGORY_COLUMNS[column].zh)]));
  const missing = COLUMNS.filter((column) => (CATEGORY_COLUMNS[column] as Field).required && at.get(column) === -1);
  if (missing.length > 0) return { items: [], faults: missing.map((column) => faultOf(0, column, { reason: 'the column is missing', reasonZh: '缺少这一列' })) };
  const read = body.map((cells) => readRow((column) => cells[at.get(column) ?? -1] ?? ''));
  const table = newCategories.safeParse({ version: 1, items: read });
  if (table.success) return { items: table.data.items, faults: [] };
  const faults = table.error.issues.map((issue) => {
    const [, row, ...path] = issue.path;
    const column = COLUMN_OF.find(([start]) => path.join('.').startsWith(start))?.[1] ?? 'code';
    return faultOf(typeof row === 'number' ? row + 1 : 0, column, { reason: issue.message, reasonZh: FAULT_ZH[column] ?? '填写有误' });
  });
  return { items: [], faults };
}

function readRow(cell: (column: Column) => string): object {
  const value = (column: Column): unknown => {
    const written = cell(column).trim();
    return written === '' ? undefined : (CATEGORY_COLUMNS[column] as Field).read(written);
  };
  const optional = Object.fromEntries((['closedWhen', 'limitsFrom'] as const).flatMap((column) => (value(column) === undefined ? [] : [[column, value(column)]])));
  const emergency = value('emergency');
  return {
    ...optional,
    code: value('code'),
    name: value('name'),
    className: value('className'),
    kind: value('kind'),
    closing: { routine: value('routine'), urgent: value('urgent'), ...(emergency === undefined ? {} : { emergency }) },
    phases: value('phases') ?? [],
    closureConditions: { evidence: value('evidence') ?? 0 },
  };
}

/** Where a fault of the table is shown. */
const COLUMN_OF: [string, Column][] = [
  ['closing.routine', 'routine'],
  ['closing.urgent', 'urgent'],
  ['closing.emergency', 'emergency'],
  ['closureConditions', 'evidence'],
  ['phases', 'phases'],
  ['name', 'name'],
  ['className', 'className'],
  ['kind', 'kind'],
  ['closedWhen', 'closedWhen'],
  ['limitsFrom', 'limitsFrom'],
];
const LIMIT_ZH = `应为时限，如${LIMIT_EXAMPLE}、4工作时、8紧急工作时、2紧急工作日`;
const FAULT_ZH: Partial<Record<Column, string>> = {
  code: '应为1至32位字母、数字、点或横线，且不重复',
  kind: '应为：部件、事件',
  routine: LIMIT_ZH,
  urgent: LIMIT_ZH,
  emergency: LIMIT_ZH,
  phases: '应为“名称：时限”，几段之间用“；”',
  evidence: '应为0至20的整数',
};

function faultOf(row: number, column: Column, words: { reason: string; reasonZh: string }): CategoryFault {
  return { row, column: CATEGORY_COLUMNS[column].zh, ...words };
}
