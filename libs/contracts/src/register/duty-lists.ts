import { z } from 'zod';
import { choice, choices, coded, day, maybe, moment, ref, refs, text, type Field } from './field.js';
import { CODE_FORM } from './bodies.js';
import { groundRef, roleOf } from './places.js';
import { list, type EntryOf } from './shape.js';

/** 值班: rosters with their shifts, and what changes them for a while: overrides, swaps, leave. */

export const DAY_KINDS = { workDay: '工作日', weekend: '周末', holiday: '节假日' } as const;

/** Two people in a turn stand with + between, turns with 、: the first of a turn leads. */
function turnsField(zh: string): Field<z.ZodType<string[][]>> {
  const turn = z.array(z.string().regex(/^[^~+、]{1,40}$/, 'must be numbers of people')).min(1).max(50);
  return {
    kind: 'turns',
    zh,
    example: 'P00000123+P00000124、P00000125+P00000126',
    required: true,
    schema: z.array(turn).min(1).max(400).meta({ description: zh }),
    read: (cell) => cell.split(/[、,，;；]+/).filter((part) => part.trim() !== '').map((part) => part.split('+').map((number) => number.trim())),
    print: (value) => value.map((part) => part.join('+')).join('、'),
    refersTo: 'people',
  };
}

const HALF_MINUTE = { pattern: /^([01]\d|2[0-4]):[0-5]\d$/, words: 'must be a time of day written HH:MM' };

export const rosters = list({
  name: 'rosters',
  zh: '值班表',
  key: ['role', 'areaCode', 'department'],
  ground: ['areaCode'],
  fields: {
    role: roleOf('角色'),
    areaCode: maybe(groundRef('区域代码', '511703001001')),
    department: maybe(ref('部门代码', '511703-041', 'departments')),
    fallback: refs('兜底人员编号', 'P00000127', 'people'),
  },
});
export type RosterEntry = EntryOf<typeof rosters>;

export const shifts = list({
  name: 'shifts',
  zh: '班次',
  key: ['roster', 'code'],
  ground: [],
  fields: {
    roster: ref('值班表', 'communitySecretary~511703001001~', 'rosters'),
    code: coded('班次代码', 'night', CODE_FORM),
    name: text('班次名称', '夜班', 20),
    days: choices('日类', DAY_KINDS),
    from: coded('开始', '18:00', HALF_MINUTE),
    until: coded('结束', '08:30', HALF_MINUTE),
    anchor: day('轮换起始日', '2026-01-05'),
    every: coded('轮换方式', '7d', { pattern: /^(occurrence|week|[1-9]\d{0,2}d)$/, words: 'must be occurrence, week or a number of days such as 7d' }),
    turns: turnsField('轮换人员'),
  },
});
export type ShiftEntry = EntryOf<typeof shifts>;

export const overrides = list({
  name: 'overrides',
  zh: '临时调整',
  key: ['code'],
  ground: [],
  fields: {
    code: coded('编号', 'T-20261001', CODE_FORM),
    roster: ref('值班表', 'communitySecretary~511703001001~', 'rosters'),
    fromAt: moment('开始', '2026-10-01 08:30'),
    untilAt: moment('结束', '2026-10-02 08:30'),
    people: refs('值班人员编号', 'P00000128', 'people'),
    replaces: maybe(ref('替换人员编号', 'P00000123', 'people')),
  },
});
export type OverrideEntry = EntryOf<typeof overrides>;

export const leave = list({
  name: 'leave',
  zh: '请假',
  key: ['person', 'fromAt'],
  ground: [],
  fields: {
    person: ref('人员编号', 'P00000123', 'people'),
    fromAt: moment('开始', '2026-10-01 00:00'),
    untilAt: moment('结束', '2026-10-04 00:00'),
    deputy: maybe(ref('代班人员编号', 'P00000129', 'people')),
  },
});
export type LeaveEntry = EntryOf<typeof leave>;

export const SWAP_STATES = { asked: '待对方同意', accepted: '已同意', declined: '已拒绝', withdrawn: '已撤回' } as const;

export const swaps = list({
  name: 'swaps',
  zh: '换班',
  key: ['code'],
  ground: [],
  fields: {
    code: coded('编号', 'H-0001', CODE_FORM),
    roster: ref('值班表', 'communitySecretary~511703001001~', 'rosters'),
    asker: ref('申请人编号', 'P00000123', 'people'),
    fromAt: moment('换出班次开始', '2026-10-01 08:30'),
    untilAt: moment('换出班次结束', '2026-10-02 08:30'),
    with: ref('对方编号', 'P00000124', 'people'),
    backFromAt: maybe(moment('换入班次开始', '2026-10-08 08:30')),
    backUntilAt: maybe(moment('换入班次结束', '2026-10-09 08:30')),
    status: choice('状态', SWAP_STATES),
  },
});
export type SwapEntry = EntryOf<typeof swaps>;
