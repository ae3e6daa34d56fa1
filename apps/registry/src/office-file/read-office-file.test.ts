import { describe, expect, test } from '@jest/globals';
import { bookOf } from '@shaodao/registry/office-file/fixture/workbook';
import { readOfficeFile } from '@shaodao/registry/office-file/read-office-file';
import type { SheetRow } from '@shaodao/registry/office-file/sheet';
import writeExcelFile from 'write-excel-file/node';

async function rowsOf(name: string, bytes: Uint8Array): Promise<SheetRow[] | undefined> {
  const sheets = await readOfficeFile({ name, bytes: new Uint8Array(bytes) });
  expect(sheets).toHaveLength(1);
  return sheets[0]?.rows;
}
/** One cell of a workbook with these formats from style 1. */
async function cell(xml: string, book: Parameters<typeof bookOf>[0] = {}): Promise<string | undefined> {
  const [row] = (await rowsOf('a.xlsx', bookOf({ ...book, sheets: { 人员: `<row r="1">${xml}</row>` } }))) ?? [];
  return row?.cells[0];
}
const number = (value: string, format = 'General', workbookPr = ''): Promise<string | undefined> =>
  cell(`<c r="A1" s="1"><v>${value}</v></c>`, { formats: [format], workbookPr });

describe('CSV', () => {
  const ROWS = [
    { row: 1, cells: ['姓名', '网格编码', '电话'] },
    { row: 2, cells: ['王小明', '511703002001001', '+8613800000000'] },
    { row: 4, cells: ['李娜', '', '-3'] },
  ];
  const text = (separator: string): string =>
    ['姓名,网格编码,电话', '王小明, 511703002001001 ,+8613800000000', ',,', '　李娜　,,-3,', ''].join('\r\n').replaceAll(',', separator);
  /** “姓名…” in GB 2312. */
  const GBK = Buffer.from('d0d5c3fb2ccdf8b8f1b1e0c2eb2cb5e7bbb00d0acdf5d0a1c3f72c203531313730333030323030313030' + '3120' + '2c2b383631333830303030303030300d0a2c2c0d0aa1a1c0eec4c8a1a12c2c2d332c0d0a', 'hex');
  const utf16 = Buffer.from(`\uFEFF${text(',')}`, 'utf16le');

  test.each([
    ['UTF-8', Buffer.from(text(','))],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${text(',')}`)],
    ['GBK', GBK],
    ['UTF-16, little end first', utf16],
    ['UTF-16, big end first', Buffer.from(utf16).swap16()],
    ['UTF-8 with tabs', Buffer.from(text('\t'))],
    ['UTF-8 with semicolons', Buffer.from(text(';'))],
    ['UTF-8 with full-width commas', Buffer.from(text('，'))],
    ['UTF-8 with old line ends', Buffer.from(text(',').replaceAll('\r\n', '\r'))],
  ])('in %s gives the same rows, trimmed, each with its number', async (_, bytes) => {
    expect(await rowsOf('名单.csv', bytes)).toEqual(ROWS);
  });

  test('a value in quotation marks may hold separators, marks and line ends, and is one row', async () => {
    expect(await rowsOf('a.csv', Buffer.from('备注,a\n"一,二\r\n""三""",b\nc,d'))).toEqual([
      { row: 1, cells: ['备注', 'a'] },
      { row: 2, cells: ['一,二\n"三"', 'b'] },
      { row: 3, cells: ['c', 'd'] },
    ]);
  });

  test('a character beyond GBK is read from GB 18030', async () => {
    // 㐀 is 0x8139EE39, four bytes.
    expect(await rowsOf('a.csv', Buffer.from('d0d5c3fb0a8139ee39', 'hex'))).toEqual([
      { row: 1, cells: ['姓名'] },
      { row: 2, cells: ['㐀'] },
    ]);
  });
});

describe('numbers are read as people see them', () => {
  test.each([
    ['511703002001001', 'General', '511703002001001'],
    ['5.11703002001001E14', 'General', '511703002001001'],
    ['123', '000000', '000123'],
    ['0.30000000000000004', 'General', '0.3'],
    ['1.5', '0', '1.5'],
    ['1234567', '#,##0', '1234567'],
    ['-0', 'General', '0'],
    ['1.25E-7', '0.00E+00', '0.000000125'],
    ['0.85', '0%', '85%'],
    ['0.285', '0.0%', '28.5%'],
    ['46352', 'yyyy-mm-dd', '2026-11-26'],
    ['46352', 'yyyy"年"m"月"d"日";@', '2026-11-26'],
    ['46352', '[$-804]aaaa', '2026-11-26'],
    ['46352.604166666664', 'yyyy/m/d h:mm', '2026-11-26 14:30'],
    ['46352.999999999', 'yyyy/m/d h:mm', '2026-11-27'],
    ['0.354166666666667', 'h:mm', '08:30'],
    ['0.35420138888888888', '上午/下午h"时"mm"分"ss"秒"', '08:30:03'],
    ['1.5', '[h]:mm', '36:00'],
    ['1', 'yyyy-mm-dd', '1900-01-01'],
    ['59', 'yyyy-mm-dd', '1900-02-28'],
    ['61', 'yyyy-mm-dd', '1900-03-01'],
    ['12', '0"人"', '12'],
    ['12', 'G/通用格式"天"', '12'],
    ['7', '[Red]0;[Blue]-0', '7'],
  ])('%s in the format %s is %s', async (value, format, seen) => {
    expect(await number(value, format)).toBe(seen);
  });

  test('days are counted from 1904 where the workbook says so', async () => {
    expect(await number('44890', 'yyyy-mm-dd', '<workbookPr date1904="1"/>')).toBe('2026-11-26');
    expect(await number('0', 'yyyy-mm-dd', '<workbookPr date1904="1"/>')).toBe('1904-01-01');
  });
});

describe('a workbook', () => {
  test('tells truth values, texts of all kinds, escaped characters and dates written out', async () => {
    expect(await cell('<c r="A1" t="b"><v>1</v></c>')).toBe('TRUE');
    expect(await cell('<c r="A1" t="str"><v> =1 </v></c>')).toBe('=1');
    expect(await cell('<c r="A1" t="inlineStr"><is><r><t>王</t></r><r><rPr><b/></rPr><t xml:space="preserve">小明 </t></r></is></c>')).toBe('王小明');
    expect(await cell('<c r="A1" t="s"><v>1</v></c>', { strings: '<si/><si><t>李</t><rPh sb="0" eb="1"><t>リ</t></rPh><phoneticPr/></si>' })).toBe('李');
    expect(await cell('<c r="A1" t="inlineStr"><is><t>一_x000D_\n二_x005F_x0041_</t></is></c>')).toBe('一\n二_x0041_');
    expect(await cell('<c r="A1" t="inlineStr"><is><t><![CDATA[<a>]]> &amp; &#x4E00;</t></is></c>')).toBe('<a> & 一');
    expect(await cell('<c r="A1" t="d"><v>2026-11-26T08:30:00Z</v></c>')).toBe('2026-11-26 08:30');
  });

  test('keeps row numbers and columns, reads hidden sheets and rows, a merge within a row as its first cell, and prefixed names', async () => {
    const rows = '<x:row r="3" hidden="1"><x:c r="C3" t="str"><x:v>值</x:v></x:c><x:c r="D3" s="1"/></x:row><x:row><x:c><x:v>1</x:v></x:c><x:c><x:v>2</x:v></x:c></x:row>';
    const xml = `<x:worksheet xmlns:x="x"><x:sheetData>${rows}</x:sheetData><x:mergeCells><x:mergeCell ref="C3:F3"/></x:mergeCells></x:worksheet>`;
    const book = bookOf({ sheets: { 空: '', 人员: '' }, parts: [{ name: 'xl/worksheets/sheet2.xml', content: Buffer.from(`\uFEFF${xml}`, 'utf16le') }] });
    expect(await readOfficeFile({ name: '名单.XLSX', bytes: book })).toEqual([
      { name: '空', rows: [] },
      { name: '人员', rows: [{ row: 3, cells: ['', '', '值'] }, { row: 4, cells: ['1', '2'] }] },
    ]);
  });

  test('written by another program reads the same', async () => {
    const written = await writeExcelFile([
      [{ value: '姓名' }, { value: '出生' }, { value: '编码' }, { value: '在岗' }],
      [{ value: '王小明' }, { value: new Date(Date.UTC(1980, 1, 29)), type: Date, format: 'yyyy-mm-dd' }, { value: 511703002001001, type: Number }, { value: true, type: Boolean }],
    ]).toBuffer();
    expect(await rowsOf('a.xlsx', written)).toEqual([
      { row: 1, cells: ['姓名', '出生', '编码', '在岗'] },
      { row: 2, cells: ['王小明', '1980-02-29', '511703002001001', 'TRUE'] },
    ]);
  });
});
