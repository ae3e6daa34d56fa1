import { LIST_NAMES, listOf, type Entry, type ListName } from '@shaodao/contracts/register/lists';
import { END_HEADER, NOTE_SHEETS } from '../imports/sheet-columns.js';
import type { SheetToWrite } from '../office-file/workbook-xml.js';

const [EXPORTED, TO_FILL_IN] = NOTE_SHEETS;

export function headersOf(list: ListName): string[] {
  return [...Object.values(listOf(list).fields).map(({ zh }) => zh), END_HEADER];
}

/** An entry as the cells of a row, without the last: it stands. */
export function cellsOf(list: ListName, entry: Entry): string[] {
  const values = entry as Record<string, unknown>;
  return Object.entries(listOf(list).fields).map(([name, field]) => {
    const value = values[name];
    const isEmpty = value === null || value === undefined || (Array.isArray(value) && value.length === 0);
    return isEmpty ? '' : field.print(value as never);
  });
}

/** Who made a file, when, of what: the last sheet of a workbook. */
export function exportedSheet(lines: readonly (readonly [string, string])[]): SheetToWrite {
  return { name: EXPORTED, headers: ['项目', '内容'], rows: lines };
}

/** A sheet for each list with an example, and what a column takes beside its cells. */
export function templateSheets(list: ListName | null): SheetToWrite[] {
  const lists = list === null ? LIST_NAMES : [list];
  const sheets = lists.map((name): SheetToWrite => {
    const fields = Object.values(listOf(name).fields);
    const notes = [...fields.map((field) => noteOf(field, listOf(name).key.some((key) => listOf(name).fields[key] === field))), '填“是”停用此行，其余留空'];
    return { name: listOf(name).zh, headers: headersOf(name), rows: [fields.map(({ example }) => example)], notes };
  });
  return [...sheets, { name: TO_FILL_IN, headers: ['说明'], rows: HOW_TO.map((line) => [line]) }];
}

function noteOf({ required, choices, refersTo, example }: { required: boolean; choices?: string[]; refersTo?: string; example: string }, isKey: boolean): string {
  const to = refersTo === 'ground' ? '区划或网格' : refersTo === undefined ? undefined : listOf(refersTo as ListName).zh;
  const parts = [
    required ? '必填' : '可不填',
    isKey ? '与其他编号列一起确定是哪一项' : null,
    choices === undefined ? null : `可选：${choices.join('、')}`,
    to === undefined ? null : `须为“${to}”中已有或本次导入的编号`,
    `例：${example.slice(0, 60)}`,
  ];
  return parts.filter((part) => part !== null).join('；');
}

const HOW_TO = [
  '第二行是示例，填写时请删除或覆盖；原样保留的示例行不会导入。',
  '表头和工作表名称请勿改动；不需要的工作表可以删除；可不填的列可以整列删除，删除的列保持原有内容。',
  '同一单元格内填写多个值时用“、”分隔。',
  '导入时先整体校验，有一处错误则全部不写入，并逐条指出工作表、行、列。',
  '导出文件中的手机号、身份证号带星号，原样导入表示不变。',
  '也可以每个清单存为一个 CSV 文件，文件名以清单名称开头，如“网格.csv”。',
];
