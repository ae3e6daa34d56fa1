import { describe, expect, test } from '@jest/globals';
import type { FilePlace } from '@shaodao/registry/office-file/fault';
import { bookOf, inSheet, partsOfBook } from '@shaodao/registry/office-file/fixture/workbook';
import { zipOf } from '@shaodao/registry/office-file/fixture/zip';
import { readOfficeFile } from '@shaodao/registry/office-file/read-office-file';

type Bytes = Uint8Array<ArrayBuffer>;
type Refused = [what: string, name: string, make: () => Bytes, fault: Partial<FilePlace> & { code: string }, zh: string];

const bytes = (text: string | Buffer): Bytes => new Uint8Array(Buffer.from(text));
const rows = (xml: string): Bytes => bookOf({ sheets: { 人员: xml } });
/** A workbook with this cell in C12 of the sheet 人员. */
const c12 = (attributes: string, inside: string): Bytes => rows(`<row r="12"><c r="C12" ${attributes}>${inside}</c></row>`);
const C12 = { sheet: '人员', row: 12, column: 'C' };
const typed = (value: string, format: string): Bytes =>
  bookOf({ sheets: { 人员: `<row r="12"><c r="C12" s="1"><v>${value}</v></c></row>` }, formats: [format] });
const withPart = (name: string, content: string | Buffer = '<a/>'): Bytes => bookOf({ parts: [{ name, content }] });
const sheetIs = (content: string | Buffer): Bytes => withPart('xl/worksheets/sheet1.xml', content);
const claiming = (claims: NonNullable<Parameters<typeof zipOf>[0][number]['claims']>): Bytes =>
  bookOf({ parts: [{ name: 'xl/worksheets/sheet1.xml', content: inSheet(`<!--${'王'.repeat(500)}-->`), claims }] });
const compound = (inside: string): Bytes => bytes(Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512), Buffer.from(inside, 'utf16le')]));
const LAUGHS = '<!DOCTYPE a [<!ENTITY l "ha"><!ENTITY m "&l;&l;&l;&l;&l;&l;&l;&l;">]>';
/** Nothing, in so many megabytes. */
const hollow = (megabytes: number): string => inSheet('<a/>'.repeat(megabytes * 262_144));
const eachRow = (count: number, xml: (row: number) => string): string => Array.from({ length: count }, (_, index) => xml(index + 1)).join('');

/** A text of 32,000 characters, shown in 3,000 rows. */
const manyTimes = (): Bytes =>
  bookOf({ sheets: { 人员: eachRow(3_000, (row) => `<row r="${row}"><c t="s"><v>0</v></c></row>`) }, strings: `<si><t>${'王'.repeat(32_000)}</t></si>` });

const FILES: Refused[] = [
  ['an empty file', 'a.csv', () => bytes(''), { code: 'empty' }, '空'],
  ['a file of 65 MB', 'a.csv', () => new Uint8Array(65 * 1_048_576), { code: 'tooLarge' }, '超过 64 MB'],
  ['a picture named .xlsx', 'a.xlsx', () => bytes(Buffer.from('89504e470d0a1a0a', 'hex')), { code: 'unknownKind' }, '既不是'],
  ['a PDF named .csv', 'a.csv', () => bytes('%PDF-1.7'), { code: 'unknownKind' }, '既不是'],
  ['a page of HTML named .csv', 'a.csv', () => bytes('\n<html><table>'), { code: 'unknownKind' }, '既不是'],
  ['a workbook named .csv', 'a.csv', () => bookOf(), { code: 'unknownKind' }, '既不是'],
  ['a name without ending', '名单', () => bytes('a'), { code: 'unknownKind' }, '既不是'],
  ['an old workbook', 'a.xls', () => compound('Workbook'), { code: 'oldWorkbook' }, '.xls'],
  ['a workbook with a password', 'a.xlsx', () => compound('EncryptedPackage'), { code: 'encrypted' }, '加密'],
  ['a binary workbook', 'a.xlsx', () => withPart('xl/workbook.bin'), { code: 'binaryWorkbook' }, '.xlsb'],
  ['a text document', 'a.xlsx', () => bookOf({ mainType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml' }), { code: 'unknownKind' }, '既不是'],
  ['a zip of anything', 'a.xlsx', () => zipOf([{ name: 'a.txt', content: 'a' }]), { code: 'unknownKind' }, '既不是'],
];

const ZIPS: Refused[] = [
  ['a zip cut in the middle', 'a.xlsx', () => bookOf().slice(0, -300), { code: 'cut' }, '没有传完'],
  ['a zip cut to its first bytes', 'a.xlsx', () => bookOf().slice(0, 6), { code: 'cut' }, '没有传完'],
  ['a part with another checksum', 'a.xlsx', () => claiming({ crc: 1 }), { code: 'cut' }, '损坏'],
  ['a part told shorter than it is', 'a.xlsx', () => claiming({ size: 10 }), { code: 'cut' }, '损坏'],
  ['an unknown way of packing', 'a.xlsx', () => claiming({ method: 12 }), { code: 'cut' }, '损坏'],
  ['an encrypted part', 'a.xlsx', () => claiming({ flags: 1 }), { code: 'encrypted' }, '加密'],
  ['a strongly encrypted part', 'a.xlsx', () => claiming({ flags: 0x41 }), { code: 'encrypted' }, '加密'],
  ['a bomb that tells its size', 'a.xlsx', () => sheetIs(hollow(20)), { code: 'bomb' }, '解压后超出限度'],
  ['a bomb told to be nothing', 'a.xlsx', () => bookOf({ parts: [{ name: 'xl/worksheets/sheet1.xml', content: hollow(20), claims: { size: 0 } }] }), { code: 'cut' }, '损坏'],
  ['a part told to be 4 GB', 'a.xlsx', () => claiming({ size: 0xffff_fffe }), { code: 'bomb' }, '解压后超出限度'],
  ['2,000 parts', 'a.xlsx', () => bookOf({ parts: Array.from({ length: 2_000 }, (_, index) => ({ name: `xl/${index}`, content: '' })) }), { code: 'bomb' }, '1024 个部件'],
  ['a name that climbs up', 'a.xlsx', () => withPart('../../etc/passwd'), { code: 'unsafeName' }, '指向别处'],
  ['a name from the root', 'a.xlsx', () => withPart('/etc/passwd'), { code: 'unsafeName' }, '指向别处'],
  ['a name of another system', 'a.xlsx', () => withPart('C:\\a.xml'), { code: 'unsafeName' }, '指向别处'],
  ['a name with NUL', 'a.xlsx', () => withPart('xl/a\0.xml'), { code: 'unsafeName' }, '指向别处'],
  ['one name twice, in two cases', 'a.xlsx', () => withPart('XL/Workbook.xml'), { code: 'unsafeName' }, '重复'],
];

const BOOKS: Refused[] = [
  ['a macro', 'a.xlsx', () => withPart('xl/vbaProject.bin'), { code: 'macros' }, '宏'],
  ['a macro under another name', 'a.xlsx', () => bookOf({ relationships: '<Relationship Id="v" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="a.bin"/>' }), { code: 'macros' }, '宏'],
  ['the type of a workbook with macros', 'a.xlsx', () => bookOf({ mainType: 'application/vnd.ms-excel.sheet.macroEnabled.main+xml' }), { code: 'macros' }, '宏'],
  ['the name of a workbook with macros', 'a.xlsm', () => bookOf(), { code: 'macros' }, '宏'],
  ['an old sheet of macros', 'a.xlsx', () => withPart('xl/macrosheets/sheet1.xml'), { code: 'macros' }, '宏'],
  ['a link to another file', 'a.xlsx', () => withPart('xl/externalLinks/externalLink1.xml'), { code: 'externalLink' }, '引用'],
  ['a link by relationship', 'a.xlsx', () => bookOf({ relationships: '<Relationship Id="e" Type="x/oleObject" TargetMode="External" Target="file:///etc/passwd"/>' }), { code: 'externalLink' }, '引用'],
  ['a connection to a database', 'a.xlsx', () => withPart('xl/connections.xml'), { code: 'externalLink' }, '引用'],
  ['a sheet that is not there', 'a.xlsx', () => zipOf(partsOfBook().filter(({ name }) => !name.includes('sheet1'))), { code: 'broken' }, '矛盾'],
  ['no sheet', 'a.xlsx', () => bookOf({ sheets: {} }), { code: 'broken' }, '矛盾'],
  ['65 sheets', 'a.xlsx', () => bookOf({ sheets: Object.fromEntries(Array.from({ length: 65 }, (_, index) => [`表${index}`, ''])) }), { code: 'tooManySheets' }, '64 张'],
  ['a billion laughs', 'a.xlsx', () => sheetIs(`${LAUGHS}${inSheet('<row><c t="str"><v>&m;</v></c></row>')}`), { code: 'doctype', sheet: '人员' }, 'DOCTYPE'],
  ['a foreign entity in the table of texts', 'a.xlsx', () => withPart('xl/sharedStrings.xml', '<!DOCTYPE a SYSTEM "file:///etc/passwd"><sst/>'), { code: 'doctype' }, 'DOCTYPE'],
  ['an entity nobody declared', 'a.xlsx', () => c12('t="str"', '<v>&xxe;</v>'), { code: 'xml', ...C12 }, 'XML 不合规'],
  ['XML that ends early', 'a.xlsx', () => sheetIs('<worksheet><sheetData><row r="12">'), { code: 'xml', sheet: '人员', row: 12 }, 'XML 不合规'],
  ['XML that is not UTF-8', 'a.xlsx', () => sheetIs(Buffer.concat([Buffer.from('<worksheet>'), Buffer.from([0xd0, 0xd5])])), { code: 'xml', sheet: '人员' }, 'XML 不合规'],
  ['elements nested without end', 'a.xlsx', () => sheetIs('<a>'.repeat(100_000)), { code: 'xml', sheet: '人员' }, 'XML 不合规'],
];

const CELLS: Refused[] = [
  ['a formula', 'a.xlsx', () => c12('', '<f>SUM(A1:A9)</f><v>9</v>'), { code: 'formula', ...C12 }, '公式'],
  ['a shared formula', 'a.xlsx', () => c12('t="str"', '<f t="shared" si="0"/><v>a</v>'), { code: 'formula', ...C12 }, '公式'],
  ['a cell of 100 MB', 'a.xlsx', () => c12('t="inlineStr"', `<is><t>${hundredMegabytes()}</t></is>`), { code: 'cellTooLong', ...C12 }, '32767 个字符'],
  ['a cell of 32,768 characters', 'a.xlsx', () => c12('t="str"', `<v>${'王'.repeat(32_768)}</v>`), { code: 'cellTooLong', ...C12 }, '32767 个字符'],
  ['a cell that shows a shared text of 32,768', 'a.xlsx', () => bookOf({ sheets: { 人员: '<row r="12"><c r="C12" t="s"><v>0</v></c></row>' }, strings: `<si><t>${'王'.repeat(32_768)}</t></si>` }), { code: 'cellTooLong', ...C12 }, '32767 个字符'],
  ['a number of 16 digits', 'a.xlsx', () => typed('5117030020010010', '0'), { code: 'digitsLost', ...C12 }, '“文本”格式'],
  ['an identity number typed as a number', 'a.xlsx', () => typed('5.1170319800229E+17', 'General'), { code: 'digitsLost', ...C12 }, '“文本”格式'],
  ['what is no number', 'a.xlsx', () => typed('12a', 'General'), { code: 'badNumber', ...C12 }, '不是数字'],
  ['29 February 1900', 'a.xlsx', () => typed('60', 'yyyy-mm-dd'), { code: 'badDate', ...C12 }, '日期'],
  ['a date before all dates', 'a.xlsx', () => typed('-1', 'yyyy-mm-dd'), { code: 'badDate', ...C12 }, '日期'],
  ['a date after all dates', 'a.xlsx', () => typed('2958466', 'm/d/yy'), { code: 'badDate', ...C12 }, '日期'],
  ['an error', 'a.xlsx', () => c12('t="e"', '<v>#N/A</v>'), { code: 'errorCell', ...C12 }, '#N/A'],
  ['a shared text that is not there', 'a.xlsx', () => c12('t="s"', '<v>7</v>'), { code: 'broken', ...C12 }, '矛盾'],
  ['a kind of cell nobody knows', 'a.xlsx', () => c12('t="x"', '<v>7</v>'), { code: 'broken', ...C12 }, '矛盾'],
  ['one row twice', 'a.xlsx', () => rows('<row r="5"/><row r="5"/>'), { code: 'broken', sheet: '人员', row: 5 }, '矛盾'],
  ['one cell twice', 'a.xlsx', () => rows('<row r="5"><c r="B5"/><c r="B5"/></row>'), { code: 'broken', sheet: '人员', row: 5 }, '矛盾'],
  ['a cell of another row', 'a.xlsx', () => rows('<row r="5"><c r="B6"/></row>'), { code: 'broken', sheet: '人员', row: 5 }, '矛盾'],
  ['a row beyond the last', 'a.xlsx', () => rows('<row r="1048577"/>'), { code: 'broken', sheet: '人员' }, '矛盾'],
  ['text far to the right', 'a.xlsx', () => rows('<row r="2"><c r="XFD2"><v>1</v></c></row>'), { code: 'tooManyColumns', sheet: '人员', row: 2, column: 'XFD' }, '256 列'],
  ['200,001 rows', 'a.xlsx', () => rows(eachRow(200_001, (row) => `<row><c><v>${(row * 7919) % 100_000}</v></c></row>`)), { code: 'tooManyRows', sheet: '人员', row: 200_001 }, '200000 行'],
  ['a long text shown in every cell', 'a.xlsx', manyTimes, { code: 'tooMuchText', sheet: '人员', row: 1_501 }, '拆分'],
  ['cells merged over rows', 'a.xlsx', () => bookOf({ after: '<mergeCells><mergeCell ref="B3:B7"/></mergeCells>' }), { code: 'mergedRows', sheet: '人员', row: 3, column: 'B' }, '取消合并'],
  ['NUL written as an escape', 'a.xlsx', () => c12('t="str"', '<v>王_x0000_</v>'), { code: 'controlCharacter', ...C12 }, '控制字符'],
  ['NUL in the XML', 'a.xlsx', () => c12('t="str"', '<v>&#0;</v>'), { code: 'xml', ...C12 }, 'XML 不合规'],
  ['half a character', 'a.xlsx', () => c12('t="str"', '<v>_xD83D_</v>'), { code: 'loneSurrogate', ...C12 }, '残缺字符'],
  ['text that reads backwards', 'a.xlsx', () => c12('t="str"', '<v>王&#x202E;小明</v>'), { code: 'controlCharacter', ...C12 }, 'U+202E'],
  ['a character lost before', 'a.xlsx', () => c12('t="str"', '<v>王�明</v>'), { code: 'lostCharacter', ...C12 }, '丢失'],
];

const A3 = { sheet: null, row: 3, column: 'A' };
const TEXTS: Refused[] = [
  ['a byte that is neither UTF-8 nor GBK', 'a.csv', () => bytes(Buffer.from('d0d5c3fb0a610aff0a', 'hex')), { code: 'encoding', row: 3 }, '第 8 字节'],
  ['UTF-8 with one byte missing', 'a.csv', () => bytes(Buffer.concat([Buffer.from('姓名,网格\n王小明,第一网格\n李'), Buffer.from([0xe5, 0xa8]), Buffer.from(',第二网格')])), { code: 'encoding', row: 3 }, '第 '],
  ['GBK behind the mark of UTF-8', 'a.csv', () => bytes(Buffer.from('efbbbfd0d5c3fb', 'hex')), { code: 'encoding', row: 1 }, '第 '],
  ['half a character of UTF-16', 'a.csv', () => bytes(Buffer.from('fffe00d8', 'hex')), { code: 'encoding', row: 1 }, '第 '],
  ['UTF-16 without its mark', 'a.csv', () => bytes(Buffer.from('ab\n', 'utf16le')), { code: 'controlCharacter', row: 1, column: 'A' }, 'U+0000'],
  ['NUL', 'a.csv', () => bytes('a\nb\nc\0'), { code: 'controlCharacter', ...A3 }, 'U+0000'],
  ['a formula', 'a.csv', () => bytes('a\nb\n"=1+1"'), { code: 'formula', ...A3 }, '公式'],
  ['a formula behind a full-width space', 'a.csv', () => bytes('a\nb\n　=1'), { code: 'formula', ...A3 }, '公式'],
  ['a code that Excel shortened', 'a.csv', () => bytes('a\nb\n5.11703E+14'), { code: 'digitsLost', ...A3 }, '“文本”格式'],
  ['a quotation mark that is not closed', 'a.csv', () => bytes('a\nb\n"c,d\ne'), { code: 'quotes', ...A3 }, '双引号'],
  ['text behind a closed quotation mark', 'a.csv', () => bytes('a\nb\n1,"c"d,e'), { code: 'quotes', row: 3, column: 'B' }, '双引号'],
  ['a quotation mark in the middle', 'a.csv', () => bytes('a\nb\nc"d'), { code: 'quotes', ...A3 }, '双引号'],
  ['a value of 40 MB', 'a.csv', () => bytes(`a\nb\nc,${'d'.repeat(40_000_000)}`), { code: 'cellTooLong', row: 3, column: 'B' }, '32767 个字符'],
  ['a value of 32,768 characters', 'a.csv', () => bytes(`a\nb\n${'王'.repeat(32_768)}`), { code: 'cellTooLong', ...A3 }, '32767 个字符'],
  ['257 columns', 'a.csv', () => bytes(`a\nb\n${',a'.repeat(256)}`), { code: 'tooManyColumns', row: 3, column: 'IW' }, '256 列'],
  ['200,001 rows', 'a.csv', () => bytes('a\n'.repeat(200_001)), { code: 'tooManyRows', row: 200_001 }, '200000 行'],
];

describe.each([
  ['of no kind we read', FILES],
  ['zipped with bad intent', ZIPS],
  ['that is a bad workbook', BOOKS],
  ['with a bad cell', CELLS],
  ['of bad text', TEXTS],
])('a file %s', (_, files) => {
  test.each(files)('is refused with its place and words: %s', async (_what, name, make, { code, ...place }, zh) => {
    const fault = await readOfficeFile({ name, bytes: make() }).then(
      () => 'read',
      (error: { fault?: unknown }) => error.fault ?? error,
    );
    expect(fault).toMatchObject({ sheet: null, row: null, column: null, ...place, code, reason: expect.stringMatching(/^[^{}]{8,}$/), reasonZh: expect.stringContaining(zh) });
    expect((fault as { reasonZh: string }).reasonZh).not.toMatch(/[{}]/);
  });
});

/** It packs to 1 : 200, as a text might. */
function hundredMegabytes(): string {
  const line = Array.from({ length: 2_000 }, (_, index) => (index * 7919) % 9973).join(' ');
  return line.repeat(Math.ceil(104_857_600 / line.length));
}
