import { isTerritorial, mayNest } from '@shaodao/domain/grid-kind';
import type { Role } from '@shaodao/domain/register/role';
import { ROLES } from '@shaodao/domain/register/role';
import { derived, type Book, type Standing } from '../book.js';
import { fault, type Fault, type Touched } from '../fault.js';
import { isCircular } from './circle.js';

const LENGTHS = { district: 6, subdistrict: 9, community: 12, village: 12 } as const;
const PARENTS = { subdistrict: ['district'], community: ['subdistrict'], village: ['subdistrict'] } as const;

/** Areas: the code has the length of the kind and begins with its parent's (统计用区划代码). */
export function areaFaults(book: Book, where: Touched): Fault[] {
  const area = book.get('areas', where.key)?.entry;
  if (area === undefined) return [];
  if (area.code.length !== LENGTHS[area.kind]) {
    return [fault(where, 'code', { reason: `a ${area.kind} has ${LENGTHS[area.kind]} digits`, reasonZh: `此类区划代码应为${LENGTHS[area.kind]}位` })];
  }
  if (area.kind === 'district') {
    return area.parent === null ? [] : [fault(where, 'parent', { reason: 'a district has no parent', reasonZh: '区县没有上级' })];
  }
  const parent = area.parent === null ? undefined : book.get('areas', area.parent)?.entry;
  if (area.parent === area.code) return [fault(where, 'parent', { reason: 'is its own parent', reasonZh: '上级不能是自己' })];
  if (parent === undefined || !(PARENTS[area.kind] as readonly string[]).includes(parent.kind) || !area.code.startsWith(parent.code)) {
    return [fault(where, 'parent', { reason: `must be the ${PARENTS[area.kind][0]} whose code it begins with`, reasonZh: '上级应为其代码开头所示的上一级区划' })];
  }
  return [];
}

/**
 * Grids: a territorial one belongs to a community, never directly to a subdistrict (西安); its code begins with the area's;
 * nesting has no circle and stays inside one community.
 */
export function gridFaults(book: Book, where: Touched): Fault[] {
  const grid = book.get('grids', where.key)?.entry;
  if (grid === undefined) return [];
  const territorial = isTerritorial(grid.kind);
  const faults: Fault[] = [];
  const say = (field: string, reason: string, reasonZh: string): void => void faults.push(fault(where, field, { reason, reasonZh }));
  if (territorial && grid.areaCode.length !== 12) say('areaCode', 'a territorial grid belongs to a community', '地域网格必须属于社区，不能直属街道');
  if (!territorial && grid.areaCode.length === 6) say('areaCode', 'belongs to a subdistrict or a community', '应属于街道或社区');
  if (!grid.code.startsWith(grid.areaCode)) say('code', 'must begin with the code of its area', '网格编码应以所属区划代码开头');
  if (grid.code.endsWith('000')) say('code', 'the sequence begins at 001', '顺序号从001开始');
  if (territorial && grid.polygon === null) say('polygon', 'a territorial grid has a boundary', '地域网格须有边界');
  if (territorial && grid.spans.length > 0) say('spans', 'only functional and industry grids span communities', '只有功能型、行业网格可跨社区');
  const parent = grid.parent === null ? undefined : book.get('grids', grid.parent)?.entry;
  if (parent !== undefined && parent.areaCode !== grid.areaCode) say('parent', 'lies in another community', '上级网格不在同一社区');
  if (parent !== undefined && !mayNest(grid.kind, parent.kind)) say('parent', `a ${grid.kind} does not lie in a ${parent.kind}`, '网格类型与上级网格的类型不合');
  if (isCircular(book, 'grids', where.key)) say('parent', 'goes round in a circle', '上级关系成环');
  return faults;
}

/** The grids nothing is nested in, of the kinds that are ground. */
export const leaves = derived(['grids'], (book) => {
  const above = new Set([...book.of('grids').values()].map(({ entry }) => entry.parent));
  return [...book.of('grids').values()].filter(({ entry }) => isTerritorial(entry.kind) && !above.has(entry.code));
});

/** Posts in force by the ground they are of; an ended one counts nowhere. */
export const postsByGround = derived(['posts'], (book) => {
  const found = Map.groupBy([...book.of('posts').values()].filter(({ entry }) => entry.status === 'active'), ({ entry }) => entry.areaCode ?? '');
  return found as ReadonlyMap<string, Standing<'posts'>[]>;
});

/** 一格一长一警 (华苑): where the district says so, each leaf grid has exactly one of the roles it names. */
export function onePerGridFaults(book: Book, touched: readonly Touched[]): Fault[] {
  const asked = new Set<string>();
  for (const { list, key } of touched) {
    if (list === 'grids') asked.add(key);
    if (list === 'posts') asked.add(key.split('~')[2] ?? '');
  }
  const districts = new Set(touched.filter(({ list, key }) => list === 'areas' && key.length === 6).map(({ key }) => key));
  const places = leaves(book).filter(({ entry }) => asked.has(entry.code) || districts.has(entry.code.slice(0, 6)));
  return places.flatMap(({ entry: { code } }) => {
    const wanted = book.get('areas', code.slice(0, 6))?.entry.onePerGrid ?? [];
    return wanted.flatMap((role) => onePerGrid(book, code, role));
  });
}

const MOST_ACCOUNTABLE = 2;

/** 共同责任 (某县): the branch secretary and the grid worker both answer for a grid in scores, nobody besides. */
export function accountableFaults(book: Book, where: Touched): Fault[] {
  const post = book.get('posts', where.key)?.entry;
  if (post?.accountable !== true || post.areaCode === null) return [];
  const people = new Set((postsByGround(book).get(post.areaCode) ?? []).filter(({ entry }) => entry.accountable).map(({ entry }) => entry.person));
  if (people.size <= MOST_ACCOUNTABLE) return [];
  return [fault(where, 'accountable', { reason: `${people.size} people answer for this grid, at most ${MOST_ACCOUNTABLE} may`, reasonZh: `同一网格的共同责任人最多${MOST_ACCOUNTABLE}名` })];
}

function onePerGrid(book: Book, code: string, role: Role): Fault[] {
  const count = (postsByGround(book).get(code) ?? []).filter(({ entry }) => entry.role === role).length;
  if (count === 1) return [];
  const { zh } = ROLES[role];
  return [fault({ list: 'grids', key: code }, 'code', { reason: `has ${count} of ${role}, must have exactly one`, reasonZh: `须有且只有一名${zh}，现有${count}名` })];
}
