import type { Entry, ListName } from '@shaodao/contracts/register/lists';

/** The lists as the office thinks of them. */
export const LIST_GROUPS: readonly { zh: string; lists: readonly ListName[] }[] = [
  { zh: '区域', lists: ['areas', 'grids', 'oldGrids'] },
  { zh: '人员', lists: ['people', 'posts', 'accounts', 'residents'] },
  { zh: '单位', lists: ['departments', 'windows', 'units', 'partyUnits'] },
  { zh: '值班', lists: ['rosters', 'shifts', 'overrides', 'leave', 'swaps'] },
  { zh: '派遣', lists: ['routes'] },
  { zh: '预案', lists: ['plans', 'planThresholds', 'planSteps', 'teams', 'dutyTasks', 'commandChains'] },
];

/** What a list is for, in a few words. */
export const LIST_HINTS: Record<ListName, string> = {
  areas: '区、街道、社区和村',
  grids: '各类网格和边界',
  departments: '部门、站所、物业、业委会',
  people: '在岗和离岗的人员',
  posts: '谁在哪里担任什么，聘期到何时',
  accounts: '谁用哪个账号，坐哪个席位',
  windows: '部门的联系电话和时间',
  units: '功能型、行业网格里的单位',
  partyUnits: '党支部、党小组和对应网格',
  oldGrids: '各条线原有网格和对应关系',
  rosters: '哪里的哪个角色要有人值班',
  shifts: '班次和轮换的人',
  overrides: '一段时间内换人',
  leave: '谁不在，谁代班',
  swaps: '两人之间换班',
  routes: '什么事在哪里派给谁',
  plans: '各灾种的应急预案',
  planThresholds: '达到多少启动哪一级',
  planSteps: '启动后分批做什么、谁来做',
  teams: '应急编队、志愿者队伍和队员',
  dutyTasks: '平时和急时各做什么',
  commandChains: '区级联系领导直接指挥到社区',
  residents: '网格里的居民',
};

/** Columns of a list in the order they are read: the first leads to the entry, the first four stand on a phone. */
export const LIST_COLUMNS: { [N in ListName]: readonly (keyof Entry<N> & string)[] } = {
  areas: ['name', 'code', 'kind', 'parent', 'governed'],
  grids: ['name', 'code', 'kind', 'areaCode', 'departments', 'parent'],
  departments: ['name', 'code', 'kind', 'line', 'areaCode', 'parent'],
  people: ['name', 'number', 'status', 'department', 'residenceGrid', 'employment', 'phone'],
  posts: ['person', 'role', 'areaCode', 'department', 'spot', 'until', 'status'],
  accounts: ['name', 'person', 'seat', 'areaCode', 'department'],
  windows: ['name', 'department', 'phone', 'hours', 'code'],
  units: ['name', 'kind', 'grid', 'contact', 'code'],
  partyUnits: ['name', 'kind', 'areaCode', 'secretary', 'code'],
  oldGrids: ['name', 'line', 'code', 'grids', 'workers'],
  rosters: ['role', 'areaCode', 'department', 'fallback'],
  shifts: ['roster', 'name', 'from', 'until', 'days', 'turns'],
  overrides: ['roster', 'fromAt', 'untilAt', 'people', 'replaces', 'code'],
  leave: ['person', 'fromAt', 'untilAt', 'deputy'],
  swaps: ['asker', 'with', 'fromAt', 'status', 'untilAt', 'code'],
  routes: ['name', 'basis', 'categories', 'lead', 'areas', 'order', 'enabled'],
  plans: ['name', 'hazard', 'areas', 'highestLevel', 'code'],
  planThresholds: ['plan', 'level', 'measure', 'atLeast', 'unit'],
  planSteps: ['words', 'plan', 'wave', 'department', 'limitMinutes', 'kind', 'code'],
  teams: ['name', 'areaCode', 'leader', 'kind', 'meetingPoint', 'members'],
  dutyTasks: ['words', 'mode', 'role', 'areaCode', 'person', 'plan'],
  commandChains: ['areaCode', 'liaison', 'community', 'phone', 'partyUnit'],
  residents: ['name', 'grid', 'address', 'phone', 'keyPerson'],
};

/** Where a change came from. */
export const ORIGIN_WORDS = { seed: '初始数据', write: '登记', import: '导入', reshape: '网格调整', timer: '到期自动' } as const;
