import { expect, test } from '@jest/globals';
import { LIST_NAMES, listOf, type Entry, type ListName } from '@shaodao/contracts/register/lists';
import { keyOf } from '@shaodao/contracts/register/shape';
import { cellsOf, headersOf, templateSheets } from '@shaodao/registry/exports/list-sheets';
import { Faults } from '@shaodao/registry/imports/import-fault';
import type { ImportRow } from '@shaodao/registry/imports/import-row';
import { readFiles } from '@shaodao/registry/imports/read-files';
import { readOfficeFile } from '@shaodao/registry/office-file/read-office-file';
import { writeWorkbook } from '@shaodao/registry/office-file/write-workbook';
import fc from 'fast-check';

type Table = readonly (readonly string[])[];

async function read(sheets: Record<string, Table>): Promise<{ rows: ImportRow[]; faults: Faults }> {
  const bytes = new Uint8Array(await writeWorkbook(Object.entries(sheets).map(([name, [headers = [], ...rows]]) => ({ name, headers, rows }))));
  const faults = new Faults();
  const rows = await readFiles([{ name: 'a.xlsx', open: async () => bytes }], readOfficeFile, faults);
  return { rows, faults };
}

/** An entry of a list as its example says it; several values of a field may not be in an example. */
function example(list: ListName): Entry {
  const cells = Object.entries(listOf(list).fields).map(([name, field]) => [name, field.read(field.example)]);
  return listOf(list).entry.parse(Object.fromEntries(cells)) as Entry;
}

test.each(LIST_NAMES)('%s: every header is one field, and an entry printed to cells is read as itself', async (list) => {
  const { zh, fields, entry } = listOf(list);
  expect(new Set(headersOf(list)).size).toBe(Object.keys(fields).length + 1);
  const said = example(list);
  // With its last cell filled in it is not the template's example word for word, which is skipped.
  const { rows, faults } = await read({ [zh]: [headersOf(list), [...cellsOf(list, said), '否']] });
  expect(faults.told()).toEqual([]);
  expect(rows.map((row) => [row.key, entry.parse(row.values)])).toEqual([[keyOf(listOf(list), said), said]]);
});

test('the examples of the template are skipped, and its notes are no list', async () => {
  const bytes = new Uint8Array(await writeWorkbook(templateSheets(null)));
  const faults = new Faults();
  expect(await readFiles([{ name: '模板.xlsx', open: async () => bytes }], readOfficeFile, faults)).toEqual([]);
  expect(faults.told().map(({ reason }) => reason)).toEqual(['there is no row to import']);
});

test('columns stand in any order; one that may be left out is not among the values, an empty cell is', async () => {
  const { rows } = await read({ 人员: [['状态', '人员编号', '姓名', '手机'], ['离岗', 'P1', '甲', '']] });
  expect(rows[0]?.values).toStrictEqual({ status: 'left', number: 'P1', name: '甲', phone: undefined });
});

test('a row that ends needs its key alone', async () => {
  const { rows, faults } = await read({ 人员: [['人员编号', '姓名', '状态', '删除'], ['P1', '', '', '是'], ['', '', '', '是']] });
  expect(rows.map(({ key, values }) => [key, values])).toEqual([['P1', null]]);
  expect(faults.told()).toMatchObject([{ sheet: '人员', row: 3, column: 'A', header: '人员编号', reasonZh: '必须填写' }]);
});

test('of random rows each key is read once, and each of the others is told with the row it repeats', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom('A', 'B', 'C', 'D'), { minLength: 1, maxLength: 12 }), async (numbers) => {
      const { rows, faults } = await read({ 人员: [['人员编号', '姓名', '状态'], ...numbers.map((number) => [number, '甲', '在岗'])] });
      const distinct = [...new Set(numbers)];
      expect(rows.map(({ key }) => key)).toEqual(distinct);
      const repeated = numbers.flatMap((number, at) => (numbers.indexOf(number) < at ? [`${at + 2} 与第${numbers.indexOf(number) + 2}行重复`] : []));
      expect(faults.told().map(({ row, reasonZh }) => `${row} ${reasonZh}`)).toEqual(repeated);
    }),
    { numRuns: 30 },
  );
});
