import { GRID_KIND_WORDS } from '@shaodao/domain/grid-kind';
import { ROLES, type Role } from '@shaodao/domain/register/role';
import { z } from 'zod';
import { choice, choices, coded, codes, flag, maybe, ref, refs, text, type Field } from './field.js';
import { list, type EntryOf } from './shape.js';

/** Areas and grids, and the grids each line had before (多网合一). */

export const AREA_FORM = { pattern: /^(\d{6}|\d{9}|\d{12})$/, words: 'must be 6, 9 or 12 digits' };
const GROUND_FORM = { pattern: /^(\d{6}|\d{9}|\d{12}|\d{15})$/, words: 'must be 6, 9, 12 or 15 digits' };
export const GRID_FORM = { pattern: /^\d{15}$/, words: 'must be 15 digits' };

export const AREA_KINDS = { district: '区县', subdistrict: '街道', community: '社区', village: '村' } as const;

const roleWords = Object.fromEntries(Object.entries(ROLES).map(([role, { zh }]) => [role, zh])) as Record<Role, string>;
export const roleOf = (zh: string): Field<z.ZodType<Role>> => choice(zh, roleWords);

/** Codes of areas or grids, of whatever tier: the entry must be there. */
export const groundRef = (zh: string, example: string): Field<z.ZodString> => ({ ...coded(zh, example, GROUND_FORM), refersTo: 'ground' });
export const groundRefs = (zh: string, example: string): ReturnType<typeof codes> => ({ ...codes(zh, example, GROUND_FORM), refersTo: 'ground' });
export const areaRef = (zh: string, example: string): Field<z.ZodString> => ({ ...coded(zh, example, AREA_FORM), refersTo: 'areas' });

/** GeoJSON Polygon (RFC 7946), degrees, CGCS2000; people write it as well-known text, `POLYGON ((107.5 31.2, …))`. */
const ring = z.array(z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])).min(4).max(2_000);
export const groundPolygon = z.object({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1).max(20) });

function polygonField(zh: string): Field<typeof groundPolygon> {
  const read = (cell: string): unknown => {
    const rings = /^POLYGON\s*\(\s*(\(.*\))\s*\)$/is.exec(cell.trim())?.[1];
    if (rings === undefined) return cell;
    const parts = [...rings.matchAll(/\(([^()]*)\)/g)].map(([, corners = '']) => corners.split(',').map((corner) => corner.trim().split(/\s+/).map(Number)));
    return { type: 'Polygon', coordinates: parts };
  };
  const print = ({ coordinates }: z.output<typeof groundPolygon>): string =>
    `POLYGON (${coordinates.map((own) => `(${own.map((corner) => corner.join(' ')).join(', ')})`).join(', ')})`;
  return { kind: 'polygon', zh, schema: groundPolygon, read, print, required: true, example: 'POLYGON ((107.5 31.2, 107.51 31.2, 107.51 31.21, 107.5 31.21, 107.5 31.2))' };
}

export const areas = list({
  name: 'areas',
  zh: '区划',
  key: ['code'],
  ground: ['code'],
  fields: {
    code: coded('区划代码', '511703001001', AREA_FORM),
    name: text('名称', '某某社区'),
    kind: choice('类型', AREA_KINDS),
    parent: maybe(ref('上级代码', '511703001', 'areas')),
    governed: flag('网格化管理', true),
    onePerGrid: choices('一格一人角色', roleWords),
  },
});
export type Area = EntryOf<typeof areas>;

export const grids = list({
  name: 'grids',
  zh: '网格',
  key: ['code'],
  ground: ['code'],
  identified: true,
  fields: {
    code: coded('网格编码', '511703001001001', GRID_FORM),
    name: text('名称', '某某社区第1网格'),
    kind: choice('类型', GRID_KIND_WORDS),
    areaCode: areaRef('所属区划代码', '511703001001'),
    parent: maybe(ref('上级网格编码', '511703001001001', 'grids')),
    departments: refs('包网部门代码', '511703-041、511703-042', 'departments'),
    spans: { ...codes('覆盖社区代码', '511703001001、511703001002', AREA_FORM), refersTo: 'areas' },
    polygon: maybe(polygonField('边界')),
  },
});
export type GridEntry = EntryOf<typeof grids>;

export const oldGrids = list({
  name: 'oldGrids',
  zh: '原有网格',
  key: ['line', 'code'],
  ground: ['grids'],
  fields: {
    line: text('条线', '综治', 40),
    code: text('原编码', 'ZZ-001', 40),
    name: text('名称', '综治第一网格'),
    grids: refs('对应网格编码', '511703001001001', 'grids'),
    workers: refs('工作人员编号', 'P00000123', 'people'),
  },
});
export type OldGrid = EntryOf<typeof oldGrids>;
