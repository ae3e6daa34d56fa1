import { expect, test } from '@jest/globals';
import { bookOf, partsOfBook } from '@shaodao/registry/office-file/fixture/workbook';
import { zipOf } from '@shaodao/registry/office-file/fixture/zip';
import { readOfficeFile } from '@shaodao/registry/office-file/read-office-file';
import { writeCsv } from '@shaodao/registry/office-file/write-csv';
import fc from 'fast-check';

const BOOK: Parameters<typeof bookOf>[0] = {
  sheets: {
    人员: '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>46352.5</v></c></row><row r="3"><c r="A3" t="b"><v>1</v></c><c r="C3" t="inlineStr"><is><t>王</t></is></c></row>',
    网格: '<row r="2"><c r="A2" s="2"><v>12</v></c><c r="B2" t="str"><v>_x000D_a</v></c></row>',
  },
  after: '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
  strings: '<si><t>姓名</t></si>',
  formats: ['yyyy-mm-dd', '0000'],
};
const PARTS = partsOfBook(BOOK);
const CSV = new Uint8Array(writeCsv(['姓名', '电话'], [['王小明', '+86'], ['"李",娜', '=1']]));

/** Some bytes of a file changed, doubled or taken out. */
const damages = fc.array(fc.record({ at: fc.nat(), byte: fc.nat(255), drop: fc.nat(3), from: fc.nat() }), { minLength: 1, maxLength: 4 });
type Damages = typeof damages extends fc.Arbitrary<infer T> ? T : never;
function damaged(file: Uint8Array, by: Damages): Uint8Array<ArrayBuffer> {
  let bytes = Buffer.from(file);
  for (const { at, byte, drop, from } of by) {
    const place = at % (bytes.length + 1);
    const moved = bytes.subarray(from % (bytes.length + 1)).subarray(0, 12);
    bytes = Buffer.concat([bytes.subarray(0, place), drop === 0 ? moved : Buffer.from([byte]), bytes.subarray(place + drop)]);
  }
  return new Uint8Array(bytes);
}

async function readOrRefused(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  try {
    for (const { rows } of await readOfficeFile({ name, bytes })) {
      for (const { row, cells } of rows) {
        expect(row).toBeGreaterThan(0);
        expect(cells.at(-1)).not.toBe('');
        for (const cell of cells) expect(cell.isWellFormed() && cell === cell.trim() && !cell.includes('\0')).toBe(true);
      }
    }
  } catch (error) {
    expect(error).toMatchObject({ name: 'OfficeFileRefused' });
  }
}

test('the files before any damage are read', async () => {
  expect(await readOfficeFile({ name: 'a.xlsx', bytes: bookOf(BOOK) })).toHaveLength(2);
  expect(await readOfficeFile({ name: 'a.csv', bytes: CSV })).toHaveLength(1);
});

test('a workbook damaged anywhere is read or refused, and nothing else', async () => {
  const whole = bookOf(BOOK);
  await fc.assert(fc.asyncProperty(damages, (by) => readOrRefused('a.xlsx', damaged(whole, by))), { numRuns: 500 });
});

test('a workbook whose XML is damaged before it is packed is read or refused, and nothing else', async () => {
  const property = fc.asyncProperty(fc.nat(PARTS.length - 1), damages, (which, by) =>
    readOrRefused('a.xlsx', zipOf(PARTS.map((part, index) => (index === which ? { ...part, content: Buffer.from(damaged(Buffer.from(part.content), by)) } : part)))),
  );
  await fc.assert(property, { numRuns: 1_500 });
});

test('a CSV file damaged anywhere is read or refused, and nothing else', async () => {
  await fc.assert(fc.asyncProperty(damages, (by) => readOrRefused('a.csv', damaged(CSV, by))), { numRuns: 1_000 });
});
