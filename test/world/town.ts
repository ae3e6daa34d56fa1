import type { ListName, LISTS } from '@shaodao/contracts/register/lists';
import { LISTS as ALL } from '@shaodao/contracts/register/lists';
import { table, workbook, type OfficeFile, type Table } from './office.js';

/** A small district of its own that could be imported as it is: what a test changes in it is its only fault. */

type Row<N extends ListName> = Partial<Record<keyof (typeof LISTS)[N]['fields'] | 'end', string>>;
export type Town = { [N in ListName]?: Row<N>[] };

export const DISTRICT = '990101';
export const COMMUNITY = `${DISTRICT}001001`;
export const GRIDS = [1, 2, 3].map((nth) => `${COMMUNITY}00${nth}`) as [string, string, string];

/** A square of some 100 m, counter-clockwise. */
export function square(west: number, width = 1): string {
  const [w, e, s, n] = [107 + west / 1_000, 107 + (west + width) / 1_000, 31, 31.001].map((degrees) => degrees.toFixed(4));
  return `POLYGON ((${w} ${s}, ${e} ${s}, ${e} ${n}, ${w} ${n}, ${w} ${s}))`;
}

export function town(): Required<Pick<Town, 'areas' | 'grids' | 'departments' | 'people' | 'posts'>> & Town {
  const [first, second, third] = GRIDS;
  return {
    areas: [
      { code: DISTRICT, name: '试验区', kind: '区县', onePerGrid: '网格长' },
      { code: `${DISTRICT}001`, name: '试验街道', kind: '街道', parent: DISTRICT },
      { code: COMMUNITY, name: '试验社区', kind: '社区', parent: `${DISTRICT}001` },
    ],
    grids: [
      { code: first, name: '第一网格', kind: '微网格', areaCode: COMMUNITY, polygon: square(0) },
      { code: second, name: '第二网格', kind: '微网格', areaCode: COMMUNITY, polygon: square(1) },
      { code: third, name: '学校网格', kind: '功能型网格', areaCode: COMMUNITY },
    ],
    departments: [
      { code: 'T-1', name: '甲局', kind: '部门', line: '城建', areaCode: DISTRICT },
      { code: 'T-2', name: '乙队', kind: '下属单位', line: '城建', parent: 'T-1', areaCode: DISTRICT },
    ],
    people: [1, 2, 3].map((nth) => ({ number: `T${nth}`, name: `居民${nth}`, status: '在岗' })),
    posts: [first, second].map((areaCode, nth) => ({ person: `T${nth + 1}`, role: '网格长', areaCode, status: '在任' })),
  };
}

/** Its workbook: a sheet for each list, in no special order. */
export function bookOfTown(own: Town): Promise<OfficeFile> {
  const sheets = Object.entries(own).map(([list, rows]): [string, Table] => [ALL[list as ListName].zh, table(list as ListName, rows)]);
  return workbook(Object.fromEntries(sheets.reverse()));
}
