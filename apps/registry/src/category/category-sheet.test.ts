import { describe, expect, test } from '@jest/globals';
import type { Limit } from '@shaodao/domain/limit';
import fc from 'fast-check';
import { readCategories } from '../seed/categories.js';
import { dataFile } from '../seed/data-file.js';
import { categoryRows, categoryTable } from './category-sheet.js';
import { printLimit, printPhases, readLimit, readPhases } from './limit-words.js';

const shipped = readCategories(dataFile('categories.json'));
const [headers = [], first = []] = categoryRows(shipped);
const withCell = (column: string, cell: string): string[][] => [headers, first.map((own, at) => (headers[at] === column ? cell : own))];

const limit: fc.Arbitrary<Limit> = fc.oneof(
  fc.record({ unit: fc.constantFrom('workHour' as const, 'urgentHour' as const), ms: fc.oneof(fc.integer({ min: 100, max: 400_000_000 }), fc.integer({ min: 1, max: 400 }).map((tenths) => tenths * 360_000)) }),
  fc.record({ unit: fc.constantFrom('workDay' as const, 'urgentDay' as const), days: fc.integer({ min: 1, max: 900 }).map((tenths) => tenths / 10) }),
);

describe('the table of categories as a sheet', () => {
  test('is written and read back as it was', () => {
    expect(categoryTable(categoryRows(shipped))).toEqual({ items: shipped, faults: [] });
    expect(first.slice(0, 6)).toEqual(['C01001', '上水井盖', '公用设施', '部件', '3工作日', '8紧急工作时']);
  });

  test('may have its columns in any order, and leave out those that need not be said', () => {
    const rows = categoryRows(shipped).map((cells) => cells.filter((_, at) => !['应急时限', '时限来源'].includes(headers[at] ?? '')).toReversed());
    const { items, faults } = categoryTable(rows);
    expect([faults, items.length]).toEqual([[], shipped.length]);
    expect(items[0]?.closing.emergency).toEqual(items[0]?.closing.urgent);
  });

  test('names the row and column of each fault and is then not read at all', () => {
    const fault = (column: string, cell: string) => categoryTable(withCell(column, cell));
    for (const [column, cell] of [['类别代码', '井 盖'], ['类型', '物件'], ['一般时限', '三天'], ['紧急时限', ''], ['分段时限', '围挡三小时'], ['结案照片数', '99'], ['名称', '']] as const) {
      const { items, faults } = fault(column, cell);
      expect([items, faults[0]?.row, faults[0]?.column]).toEqual([[], 1, column]);
    }
  });

  test('without a column it must have, or with a code twice, is refused', () => {
    const without = withCell('', '').map((cells) => cells.slice(1));
    expect(categoryTable(without).faults).toMatchObject([{ row: 0, column: '类别代码' }]);
    expect(categoryTable([headers, first, first]).faults).toMatchObject([{ row: 2, column: '类别代码' }]);
  });
});

test('every limit is read back to the millisecond', () => {
  fc.assert(fc.property(limit, (own) => expect(readLimit(printLimit(own))).toEqual(own)));
});

test('phases are read back with their names', () => {
  const name = fc.constantFrom('围挡', '抢修', '第1段', '恢复；路面', '停工：处罚');
  fc.assert(fc.property(fc.array(fc.record({ name, limit }), { maxLength: 4 }), (own) => expect(readPhases(printPhases(own))).toEqual(own)));
});
