import { expect, test } from '@jest/globals';
import { trimmed, writable } from '@shaodao/registry/office-file/cell-text';
import { OfficeFileRefused } from '@shaodao/registry/office-file/fault';
import { readOfficeFile } from '@shaodao/registry/office-file/read-office-file';
import { writeCsv } from '@shaodao/registry/office-file/write-csv';
import { writeWorkbook } from '@shaodao/registry/office-file/write-workbook';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import readExcelFile from 'read-excel-file/node';

/** Any text, more often one of those that spreadsheets take for something else. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'\'"=+-@,;\t\r\n ，＝_x005F 1a王\u3000'.split('')), maxLength: 12 }),
  fc.constantFrom('511703002001001123', '0012', '1E5', '5.1E+14', "'5E+14", '2026/1/2', '_x0041_', '=cmd|" /C calc"!A0', "'=1", '#N/A', 'TRUE', ']]>', '&lt;'),
);
const table = fc.array(fc.array(text, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 });

/** What a reader must find: trimmed, without empty rows and empty cells at the end. */
function kept(rows: readonly (readonly string[])[]): { row: number; cells: string[] }[] {
  return rows.flatMap((cells, index) => {
    const texts = cells.map(writable);
    while (texts.at(-1) === '') texts.pop();
    return texts.length > 0 ? [{ row: index + 1, cells: texts }] : [];
  });
}
const anyUnfit = (rows: readonly (readonly string[])[]): boolean => rows.flat().some((cell) => writable(cell).includes('\uFFFD'));

async function gives(name: string, bytes: Buffer, rows: readonly (readonly string[])[]): Promise<void> {
  const read = readOfficeFile({ name, bytes: new Uint8Array(bytes) });
  if (anyUnfit(rows)) await expect(read).rejects.toMatchObject({ fault: { code: 'lostCharacter' } });
  else expect((await read)[0]?.rows).toEqual(kept(rows));
}

test('a CSV file gives back every value that was written, and one that nobody can have typed is refused', async () => {
  await fc.assert(fc.asyncProperty(table, ([headers = [], ...rows]) => gives('a.csv', writeCsv(headers, rows), [headers, ...rows])), { numRuns: 400 });
});

test('a workbook gives back every value that was written, and one that nobody can have typed is refused', async () => {
  await fc.assert(
    fc.asyncProperty(table, async ([headers = [], ...rows]) => gives('a.xlsx', await writeWorkbook([{ name: '表', headers, rows }]), [headers, ...rows])),
    { numRuns: 200 },
  );
});

test('no value of a CSV file begins as a formula does', () => {
  fc.assert(
    fc.property(table, (rows) => {
      const values = (parse(writeCsv(['表'], rows), { bom: true, relax_column_count: true }) as string[][]).flat();
      for (const value of values) expect(value).not.toMatch(/^([=+\-@\t\r＝＋－＠]|\d(\.\d+)?E\+\d+$)/);
    }),
  );
  expect(writeCsv(['a', '=1'], [['+86', '-1'], ['@x', "'=1"]]).toString()).toBe('\uFEFFa,"\'=1"\r\n"\'+86","\'-1"\r\n"\'@x","\'\'=1"\r\n');
});

test('a workbook of ours is read by another program: sheets, every digit, no formula, no date', async () => {
  const rows = [['王小明', '511703002001001123', '=1+1'], ['李娜\n（组长）', '0012', '2026-11-26']];
  const bytes = await writeWorkbook([
    { name: '人员', headers: ['姓名', '编码', '备注'], rows, notes: ['身份证上的姓名', null, '<可不填> "随意"'] },
    { name: '说明 & 例', headers: ['项'], rows: [] },
  ]);
  expect(await readExcelFile(bytes)).toEqual([
    { sheet: '人员', data: [['姓名', '编码', '备注'], ...rows] },
    { sheet: '说明 & 例', data: [['项']] },
  ]);
});

test('the same rows give the same bytes, and a name that Excel does not take is a mistake of ours', async () => {
  const sheet = { name: '人员', headers: ['姓名'], rows: [['王小明']] };
  expect(await writeWorkbook([sheet])).toEqual(await writeWorkbook([sheet]));
  for (const name of ['', 'a/b', "'a", 'a'.repeat(32), 'a\n']) await expect(writeWorkbook([{ ...sheet, name }])).rejects.toThrow(RangeError);
  await expect(writeWorkbook([sheet, sheet])).rejects.toThrow(RangeError);
  await expect(writeWorkbook([])).rejects.toThrow(RangeError);
});

test('a value longer than a cell is refused with its place before anything is written', async () => {
  const long = [['好'], ['a'.repeat(32_768)]];
  const fault = { code: 'cellTooLong', row: 3, column: 'A' };
  expect(() => writeCsv(['a'], long)).toThrow(OfficeFileRefused);
  await expect(writeWorkbook([{ name: '表', headers: ['a'], rows: long }])).rejects.toMatchObject({ fault: { ...fault, sheet: '表' } });
  expect(trimmed('\u3000 a \r\n b \n')).toBe('a \n b');
});
