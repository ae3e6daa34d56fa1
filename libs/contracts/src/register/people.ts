import type { Seat } from '@shaodao/domain/case/actor';
import type { z } from 'zod';
import { choice, coded, count, day, flag, maybe, phone, ref, codes, text, type Field } from './field.js';
import { groundRef, roleOf } from './places.js';
import { list, type EntryOf } from './shape.js';

/** People, what they are and where (任职), the seats they sign in to, and the residents of a grid. */

export const NUMBER_FORM = { pattern: /^[A-Za-z0-9._-]{1,40}$/, words: 'must be 1 to 40 letters, digits, dots or dashes' };

export const SKILL_FORM = { pattern: /^[^~、]{1,20}$/, words: 'must be words of at most 20 characters' };

export const MEMBER_CLASSES = { direct: '直管党员', inService: '在职党员', retired: '离退休党员', mobile: '流动党员' } as const;
export const EMPLOYMENTS = { fullTime: '专职', partTime: '兼职' } as const;
const PRESENCE = { present: '在岗', left: '离岗' } as const;

export const people = list({
  name: 'people',
  zh: '人员',
  key: ['number'],
  ground: ['residenceGrid'],
  identified: true,
  fields: {
    number: coded('人员编号', 'P00000123', NUMBER_FORM),
    name: text('姓名', '张三', 40),
    phone: maybe(phone('手机', '10000000123')),
    status: choice('状态', PRESENCE),
    department: maybe(ref('单位代码', '511703-041', 'departments')),
    residenceGrid: maybe(ref('居住网格编码', '511703001001001', 'grids')),
    employment: maybe(choice('专兼职', EMPLOYMENTS)),
    memberClass: maybe(choice('党员类别', MEMBER_CLASSES)),
    skills: codes('技能', '急救、电工', SKILL_FORM),
  },
});
export type PersonEntry = EntryOf<typeof people>;

export const POST_STATES = { active: '在任', suspended: '停职', ended: '离任' } as const;
/** How a building steward came to the post (某县): offered, chosen by the residents, or sent by the organisation. */
const ROUTES = { self: '自荐', residents: '居民推选', organisation: '组织推荐' } as const;

export const posts = list({
  name: 'posts',
  zh: '任职',
  key: ['person', 'role', 'areaCode', 'department', 'spot'],
  ground: ['areaCode'],
  identified: true,
  fields: {
    person: ref('人员编号', 'P00000123', 'people'),
    role: roleOf('角色'),
    areaCode: maybe(groundRef('区域代码', '511703001001001')),
    department: maybe(ref('部门代码', '511703-041', 'departments')),
    spot: maybe(coded('楼栋或点位', '3栋2单元', { pattern: /^[^~]{1,40}$/, words: 'must be at most 40 characters without ~' })),
    from: maybe(day('聘期起', '2026-01-01')),
    until: maybe(day('聘期止', '2026-12-31')),
    status: choice('状态', POST_STATES),
    accountable: flag('共同责任人'),
    route: maybe(choice('产生方式', ROUTES)),
    votesFor: maybe(count('赞成票', 31)),
    votesCast: maybe(count('投票人数', 40)),
  },
});
export type PostEntry = EntryOf<typeof posts>;

const seatWords: Record<Seat, string> = {
  gridWorker: '网格员',
  communityOfficer: '社区值班员',
  communitySecretary: '社区书记',
  subdistrictDuty: '街道值班领导',
  subdistrictSecretary: '街道书记',
  departmentDuty: '部门值班员',
  departmentHead: '部门负责人',
  shiftLeader: '值班长',
  centreLeader: '指挥中心负责人',
  districtLeader: '区领导',
  operations: '运维',
};
const seat = (zh: string): Field<z.ZodType<Seat>> => choice(zh, seatWords);

export const accounts = list({
  name: 'accounts',
  zh: '账号',
  key: ['name'],
  ground: ['areaCode'],
  fields: {
    name: coded('账号', 'gridworker1', { pattern: /^[a-z0-9._-]{1,64}$/, words: 'must be 1 to 64 small letters, digits, dots or dashes' }),
    person: ref('人员编号', 'P00000123', 'people'),
    seat: seat('席位'),
    areaCode: groundRef('区域代码', '511703001001001'),
    department: maybe(ref('部门代码', '511703-041', 'departments')),
  },
});
export type AccountEntry = EntryOf<typeof accounts>;

export const residents = list({
  name: 'residents',
  zh: '居民',
  key: ['number'],
  ground: ['grid'],
  fields: {
    number: coded('居民编号', 'R000001', NUMBER_FORM),
    name: text('姓名', '李四', 40),
    grid: ref('网格编码', '511703001001001', 'grids'),
    address: text('住址', '3栋2单元401', 120),
    phone: maybe(phone('手机', '10000000456')),
    idNumber: maybe({ ...coded('身份证号', '511703199001010000', { pattern: /^(\d{17}[\dXx]|\d{6}\*{8}[\dXx]{4})$/, words: 'must be 18 digits, the last may be X' }), masked: 'idNumber' }),
    keyPerson: flag('重点人员'),
    householdHead: maybe(ref('户主编号', 'R000001', 'residents')),
  },
});
export type ResidentEntry = EntryOf<typeof residents>;
