import { choice, codes, coded, maybe, phone, ref, refs, text } from './field.js';
import { areaRef, groundRef, groundRefs } from './places.js';
import { list, type EntryOf } from './shape.js';

/** Departments with their windows, the units of functional and industry grids, and party units. */

export const CODE_FORM = { pattern: /^[A-Za-z0-9._-]{1,40}$/, words: 'must be 1 to 40 letters, digits, dots or dashes' };
/** The start of category codes, e.g. `E01`. */
export const CATEGORY_FORM = { pattern: /^[A-Za-z0-9._-]{1,32}$/, words: 'must be a category code or its beginning' };

/** Property firms, owners' committees and social organisations sign and finish tasks beside departments (三方联动). */
export const DEPARTMENT_KINDS = {
  department: '部门',
  station: '派驻站所',
  subsidiary: '下属单位',
  propertyFirm: '物业企业',
  ownersCommittee: '业主委员会',
  socialOrganisation: '社会组织',
} as const;

export const departments = list({
  name: 'departments',
  zh: '部门',
  key: ['code'],
  ground: ['areaCode'],
  identified: true,
  fields: {
    code: coded('部门代码', '511703-041', CODE_FORM),
    name: text('名称', '区综合行政执法局'),
    kind: choice('类型', DEPARTMENT_KINDS),
    line: text('条线', '城建', 40),
    parent: maybe(ref('上级部门代码', '511703-040', 'departments')),
    areaCode: groundRef('所在区域代码', '511703'),
    owns: codes('主管类别', 'E01、C02', CATEGORY_FORM),
    serves: groundRefs('服务区域代码', '511703001'),
  },
});
export type DepartmentEntry = EntryOf<typeof departments>;

export const windows = list({
  name: 'windows',
  zh: '联系窗口',
  key: ['code'],
  ground: [],
  fields: {
    code: coded('窗口编号', 'W001', CODE_FORM),
    department: ref('部门代码', '511703-041', 'departments'),
    name: text('名称', '市容受理窗口'),
    phone: phone('电话', '0818-1234567'),
    address: maybe(text('地址', '政务大厅3楼12号', 120)),
    hours: maybe(text('时间', '工作日 8:30–18:00', 60)),
  },
});
export type Window = EntryOf<typeof windows>;

export const UNIT_KINDS = { publicUnit: '公共单位', firm: '企业', shop: '商户', socialOrganisation: '社会组织' } as const;

export const units = list({
  name: 'units',
  zh: '单位',
  key: ['code'],
  ground: ['grid'],
  fields: {
    code: coded('单位编号', 'U00001', CODE_FORM),
    name: text('名称', '某某小学'),
    kind: choice('类型', UNIT_KINDS),
    grid: ref('功能型或行业网格编码', '130105006000001', 'grids'),
    address: maybe(text('地址', '学府路1号', 120)),
    contact: maybe(ref('联系人编号', 'P00000123', 'people')),
  },
});
export type Unit = EntryOf<typeof units>;

export const PARTY_KINDS = { alliance: '党建共同体', branch: '党支部', group: '党小组', building: '红色楼栋' } as const;

export const partyUnits = list({
  name: 'partyUnits',
  zh: '党组织',
  key: ['code'],
  ground: ['grids', 'areaCode'],
  fields: {
    code: coded('党组织编号', 'D0001', CODE_FORM),
    name: text('名称', '某某网格党支部'),
    kind: choice('类型', PARTY_KINDS),
    parent: maybe(ref('上级党组织编号', 'D0000', 'partyUnits')),
    areaCode: areaRef('所在区划代码', '511703001001'),
    grids: refs('对应网格编码', '511703001001001', 'grids'),
    secretary: maybe(ref('书记编号', 'P00000123', 'people')),
  },
});
export type PartyUnit = EntryOf<typeof partyUnits>;
