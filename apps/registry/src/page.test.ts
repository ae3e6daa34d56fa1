import { expect, test } from '@jest/globals';
import type { Grid } from '@shaodao/contracts/registry';
import { pageOf } from './page.js';

const codeOf = ({ code }: Grid): string => code;

const grids = (count: number, corners: number): Grid[] =>
  Array.from({ length: count }, (_, at) => ({
    id: '00000000-0000-4000-8000-000000000000',
    code: String(511_703_001_001_001 + at),
    name: '网格',
    kind: 'micro',
    communityCode: '511703001001',
    communityName: '社区',
    subdistrictCode: '511703001',
    subdistrictName: '街道',
    attachedDepartmentIds: [],
    polygon: { type: 'Polygon', coordinates: [Array.from({ length: corners }, () => [107.123456, 31.123456])] },
  }));

test('a page holds the limit and names where to go on; the last one does not', () => {
  const all = grids(5, 4);
  expect(pageOf(all, 2, codeOf).nextCursor).toBe(all[1]?.code);
  expect(pageOf(all, 5, codeOf).nextCursor).toBeNull();
  expect(pageOf([], 5, codeOf)).toEqual({ items: [], nextCursor: null });
});

test('a page of large polygons ends before the broker would refuse it', () => {
  const page = pageOf(grids(400, 500), 500, codeOf);
  expect(Buffer.byteLength(JSON.stringify(page))).toBeLessThan(1_000_000);
  expect(page.items.length).toBeGreaterThan(10);
  expect(page.nextCursor).not.toBeNull();
});
