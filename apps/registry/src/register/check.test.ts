import { expect, test } from '@jest/globals';
import { check } from './change.js';
import { bookOf, said } from './fixture/said.js';
import type { Draft } from './append.store.js';

const DISTRICT = '511703';
const STREET = '511703001';
const COMMUNITY = '511703001001';
const GRID = '511703001001001';
const square = (west: number): object => ({ type: 'Polygon', coordinates: [[[west, 31], [west + 0.01, 31], [west + 0.01, 31.01], [west, 31.01], [west, 31]]] });

const area = (code: string, kind: 'district' | 'subdistrict' | 'community', parent: string | null, more = {}): Draft => said('areas', { code, name: code, kind, parent, ...more });
const grid = (code: string, more = {}): Draft => said('grids', { code, name: code, kind: 'micro', areaCode: COMMUNITY, polygon: square(107) as never, ...more });
const person = (number: string, more = {}): Draft => said('people', { number, name: number, status: 'present', ...more });
const post = (who: string, role: string, more = {}): Draft => said('posts', { person: who, role: role as never, areaCode: GRID, status: 'active', ...more });
const ended = (draft: Draft): Draft => ({ ...draft, id: null, entry: null });
const team = (members: string[]): Draft => said('teams', { code: 'B1', name: '编队', areaCode: GRID, leader: 'P1', members });

const step = (code: string, more = {}): Draft => said('planSteps', { plan: 'FX', code, wave: 1, kind: 'task', words: '措施', limitMinutes: 10, ...more });

const functional = grid('511703001000001', { kind: 'functional', areaCode: STREET, polygon: null });
const town = [
  area(DISTRICT, 'district', null, { onePerGrid: ['gridChief'] }),
  area(STREET, 'subdistrict', DISTRICT),
  area(COMMUNITY, 'community', STREET),
  grid(GRID),
  functional,
  ...['P1', 'P2', 'P3', 'P4'].map((number) => person(number)),
  post('P1', 'gridChief'),
  said('departments', { code: 'D1', name: '部门', kind: 'department', line: '城建', areaCode: DISTRICT }),
  said('departments', { code: 'D2', name: '下属', kind: 'subsidiary', line: '城建', areaCode: DISTRICT, parent: 'D1' }),
  said('plans', { code: 'FX', name: '防汛', hazard: 'flood' }),
  step('a'),
  step('b', { wave: 2, needs: ['a'] }),
];
const book = bookOf(...town);
const faultsOf = (drafts: Draft[]): [string, string, string][] => check(book, drafts.map((draft) => ({ ...draft, effectiveAt: 1 }))).map(({ key, field, reasonZh }) => [key, field, reasonZh]);

test('a town as it should be has no faults', () => {
  expect(check(bookOf(), town)).toEqual([]);
});

const steward = (more: object): Draft => post('P2', 'buildingSteward', { spot: '1栋', from: '2026-01-01', until: '2026-12-31', ...more });

test('a step may need one of its own wave', () => {
  expect(faultsOf([step('c', { needs: ['a'] })])).toEqual([]);
});

test.each<[string, Draft[], string, string]>([
  ['an area whose code has the length of another kind', [area('511703002001', 'subdistrict', DISTRICT)], 'code', '此类区划代码应为9位'],
  ['an area under one whose code it does not begin with', [area('511703002001', 'community', STREET)], 'parent', '上级应为其代码开头所示的上一级区划'],
  ['an area that is its own parent', [area('511703002', 'subdistrict', '511703002')], 'parent', '上级不能是自己'],
  ['a territorial grid directly under a subdistrict', [grid('511703001000009', { areaCode: STREET }), post('P1', 'gridChief', { areaCode: '511703001000009' })], 'areaCode', '地域网格必须属于社区，不能直属街道'],
  ['a grid whose code is of another area', [grid('511703001002001'), post('P1', 'gridChief', { areaCode: '511703001002001' })], 'code', '网格编码应以所属区划代码开头'],
  ['a territorial grid without a boundary', [grid(GRID, { polygon: null })], 'polygon', '地域网格须有边界'],
  ['a grid in a department nobody knows', [grid(GRID, { departments: ['D9'] })], 'departments', '部门中没有“D9”'],
  ['departments above each other', [said('departments', { code: 'D1', name: '部门', kind: 'department', line: '城建', areaCode: DISTRICT, parent: 'D2' })], 'parent', '上级关系成环'],
  ['a second chief where there is exactly one', [post('P2', 'gridChief')], 'code', '须有且只有一名网格长，现有2名'],
  ['no chief where there is exactly one', [ended(post('P1', 'gridChief'))], 'code', '须有且只有一名网格长，现有0名'],
  ['chief and supervisor in one person', [post('P1', 'integritySupervisor')], 'role', '不能与网格长由一人兼任'],
  ['a role at the wrong level', [post('P2', 'communitySecretary')], 'areaCode', '社区书记的区域层级不对'],
  ['a role of a department without one', [post('P2', 'departmentDuty', { areaCode: DISTRICT })], 'department', '此角色须写部门代码'],
  ['a term that ends before it begins', [steward({ until: '2025-12-31' })], 'until', '聘期止早于聘期起'],
  ['a term of more than a year', [steward({ until: '2027-06-30' })], 'until', '聘期超过1年'],
  ['a steward without a term', [steward({ from: null, until: null })], 'until', '此角色为聘任制，须写聘期止'],
  ['a steward of no building', [steward({ spot: null })], 'spot', '须写明楼栋或点位'],
  ['more votes for than were cast', [steward({ route: 'residents', votesFor: 9, votesCast: 8 })], 'votesFor', '赞成票多于投票人数'],
  ['a choice of the residents without its vote', [steward({ route: 'residents' })], 'votesCast', '居民推选须记录投票人数'],
  ['a third one accountable for a grid', ['P2', 'P3', 'P4'].map((who) => post(who, 'gridWorker', { accountable: true })), 'accountable', '同一网格的共同责任人最多2名'],
  ['a chief who leaves without a successor', [person('P1', { status: 'left' })], 'status', '仍任网格长，请先任命接任者'],
  ['a seat at the wrong level', [said('accounts', { name: 'a', person: 'P2', seat: 'communitySecretary', areaCode: GRID })], 'areaCode', '此席位的区域代码应为12位'],
  ['a seat of a department without one', [said('accounts', { name: 'a', person: 'P2', seat: 'departmentDuty', areaCode: DISTRICT })], 'department', '部门席位须写部门代码'],
  ['a unit in a territorial grid', [said('units', { code: 'U1', name: '小学', kind: 'publicUnit', grid: GRID })], 'grid', '单位应归属功能型或行业网格'],
  ['a rule that sends to nobody', [said('routes', { code: 'R', name: 'R', basis: 'owner', order: 1 })], 'lead', '须有主办或协办部门'],
  ['a rule with two leads', [said('routes', { code: 'R', name: 'R', basis: 'owner', order: 1, lead: ['D1', 'D2'] })], 'lead', '主办部门只能有一个'],
  ['a rule that gives a department two parts', [said('routes', { code: 'R', name: 'R', basis: 'owner', order: 1, lead: ['D1'], assist: ['D1'] })], 'assist', '同一部门只能有一种职责'],
  ['a team that is too small', [team(['P2', 'P3'])], 'members', '编队应为20至50人，现有3人'],
  ['a task of nobody', [said('dutyTasks', { code: 'Q', mode: 'peace', words: '巡查' })], 'person', '人员与角色须且只能写一项'],
  ['an emergency task of no plan', [said('dutyTasks', { code: 'Q', mode: 'emergency', words: '巡查', person: 'P1' })], 'plan', '急时任务须写预案'],
  ['a volunteer team that is too large', [said('teams', { code: 'V1', name: '志愿者', areaCode: GRID, kind: 'volunteer', leader: 'P1', members: Array.from({ length: 50 }, (_, nth) => `V${nth}`) })], 'members', '编队应为1至50人，现有51人'],
  ['a step that needs one of no plan', [step('c', { needs: ['z'] })], 'needs', '本预案没有步骤“z”'],
  ['a step that needs one of another plan', [said('plans', { code: 'JZ', name: '救助', hazard: 'relief' }), step('c', { plan: 'JZ', needs: ['a'] })], 'needs', '本预案没有步骤“a”'],
  ['a step that needs one of a later wave', [step('c', { needs: ['b'] })], 'needs', '步骤“b”在更后的批次'],
  ['steps that wait for each other', [step('c', { needs: ['d'] }), step('d', { needs: ['c'] })], 'needs', '前置关系成环'],
  ['a step put off behind one that needs it', [step('a', { wave: 3 })], 'wave', '较早批次的步骤“b”以它为前置'],
  ['the end of a step another needs', [ended(step('a'))], 'code', '步骤“b”以它为前置'],
  ['a step of a department nobody knows', [step('c', { department: 'D9' })], 'department', '部门中没有“D9”'],
  ['a leave that ends before it begins', [said('leave', { person: 'P1', fromAt: 9, untilAt: 9 })], 'untilAt', '结束早于开始'],
  ['a leave whose deputy is the one who goes', [said('leave', { person: 'P1', fromAt: 1, untilAt: 9, deputy: 'P1' })], 'deputy', '不能由本人代班'],
  ['two leaves at once', [said('leave', { person: 'P1', fromAt: 1, untilAt: 9 }), said('leave', { person: 'P1', fromAt: 8, untilAt: 10 })], 'fromAt', '与本人另一请假时间重叠'],
  ['the end of a person who still has posts', [ended(person('P1'))], 'number', '任职“P1~gridChief~511703001001001~~”的人员编号仍在使用，不能停用'],
])('%s is refused', (_, drafts, field, words) => {
  expect(faultsOf(drafts)).toContainEqual([expect.any(String), field, words]);
});
