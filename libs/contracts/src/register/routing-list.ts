import type { RouteBasis, WhistleSource } from '@shaodao/domain/routing/rule';
import { choice, choices, coded, codes, count, flag, maybe, refs, text } from './field.js';
import { CATEGORY_FORM, CODE_FORM } from './bodies.js';
import { DAY_KINDS } from './duty-lists.js';
import { groundRefs } from './places.js';
import { list, type EntryOf } from './shape.js';

/** 派遣规则: routing as data. */

/** 属主 / 属地: by who owns the category, or by who serves the place (常熟: components ask owners first, incidents places). */
export const BASES = { owner: '属主', place: '属地' } as const satisfies Record<RouteBasis, string>;
/** 哨源 (宜兴). */
export const SOURCES = { grassroots: '基层', public: '群众', enterprise: '企业', department: '部门', operation: '城运' } as const satisfies Record<WhistleSource, string>;
export const LEVELS = { grid: '网格', community: '社区', subdistrict: '街道', district: '区级' } as const;
const GRADE_WORDS = { routine: '一般', urgent: '紧急', emergency: '应急' } as const;
const TIME = { pattern: /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, words: 'must be a time of day written HH:MM' };

/** An empty condition holds always; the rule that stands first among those that hold wins. */
export const routes = list({
  name: 'routes',
  zh: '派遣规则',
  key: ['code'],
  ground: [],
  fields: {
    code: coded('规则编号', 'R001', CODE_FORM),
    name: text('名称', '井盖归市政'),
    basis: choice('依据', BASES),
    order: count('次序', 10, 100_000),
    categories: codes('类别', 'C01、E0203', CATEGORY_FORM),
    areas: groundRefs('区域代码', '511703001'),
    days: choices('日类', DAY_KINDS),
    from: maybe(coded('时段起', '18:00', TIME)),
    until: maybe(coded('时段止', '08:30', TIME)),
    sources: choices('哨源', SOURCES),
    levels: choices('层级', LEVELS),
    lead: refs('主办部门代码', '511703-041', 'departments'),
    assist: refs('协办部门代码', '511703-042', 'departments'),
    informed: refs('知会部门代码', '511703-043', 'departments'),
    grade: maybe(choice('等级', GRADE_WORDS)),
    enabled: flag('启用', true),
  },
});
export type Route = EntryOf<typeof routes>;
