import type { Entry } from '@shaodao/contracts/register/lists';
import type { Role } from '@shaodao/domain/register/role';
import { DEMO_COMMUNITY, DEMO_GRID } from './demo-seats.js';
import type { SeedEntry } from './seed-entry.js';
import { Census } from './five-places/census.js';
import { sayPlans } from './five-places/plans.js';
import { SKILLS } from './plan-staff.js';
import { DISTRICT_CODE } from './places.js';
import { randomFrom } from './random.js';

/** Of the telephones of command chains: far from all people's. */
const FIRST_PHONE = 9_000_001;

const TASKS: readonly [Role, string, number][] = [
  ['gridChief', '集合本网格编队，清点人数，分片到户', 30],
  ['gridWorker', '巡查低洼院落和地下空间，逐户通知', 60],
  ['attachedCadre', '到包联网格报到，协助转移老人和行动不便者', 120],
  ['communityOfficer', '开放社区安置点，登记到点人员', 60],
  ['communitySecretary', '调度社区力量，每小时汇总一次', 60],
  ['inServiceMember', '就近向居住网格报到，转为志愿者听从网格长安排', 30],
  ['volunteer', '到集结点领取装备，按技能编组', 60],
];

/** Plans with their steps, teams around the demo grid, emergency tasks and command chains: of what the district says of itself. */
export function demoPlans(said: readonly SeedEntry[]): SeedEntry[] {
  const of = <N extends 'areas' | 'grids' | 'posts' | 'departments'>(list: N): Entry<N>[] => said.filter((one) => one.list === list).map(({ entry }) => entry as Entry<N>);
  const census = new Census(DISTRICT_CODE, randomFrom(1), FIRST_PHONE);
  const holders = Map.groupBy(of('posts'), ({ role, areaCode }) => `${role}:${areaCode ?? ''}`);
  const held = (role: Role, areaCode: string): string[] => (holders.get(`${role}:${areaCode}`) ?? []).map(({ person }) => person);
  const { flood, relief } = sayPlans(census, { departments: of('departments') });
  const grids = of('grids').filter(({ areaCode }) => areaCode === DEMO_COMMUNITY);
  for (const [nth, { code, name }] of grids.entries()) {
    const here = code === DEMO_GRID ? [...held('gridChief', code), ...held('gridWorker', code), ...held('communityOfficer', DEMO_COMMUNITY)] : [];
    const cadres = held('attachedCadre', code);
    const halves = [[...here, ...cadres.filter((_, at) => at % 2 === 0)], cadres.filter((_, at) => at % 2 === 1)];
    for (const [half, [leader = '', ...members]] of halves.entries()) {
      census.say('teams', { code: `${DISTRICT_CODE}-A${nth + 1}-${half + 1}`, name: `${name}应急第${half + 1}编队`, areaCode: code, plans: [flood, relief], leader, members, meetingPoint: '社区广场' });
    }
  }
  const [first = '', ...others] = held('volunteer', DEMO_COMMUNITY);
  const community = of('areas').find(({ code }) => code === DEMO_COMMUNITY)?.name ?? '';
  census.say('teams', { code: `${DISTRICT_CODE}-V1`, name: `${community}应急志愿服务队`, areaCode: DEMO_COMMUNITY, plans: [flood, relief], leader: first, members: others, meetingPoint: '社区活动室', kind: 'volunteer', skills: [...new Set(SKILLS.flat())], pledgedHours: 20 });
  for (const [nth, [role, words, limitMinutes]] of TASKS.entries()) {
    census.say('dutyTasks', { code: `${DISTRICT_CODE}-YJ${nth + 1}`, mode: 'emergency', plan: flood, role, areaCode: DISTRICT_CODE, words, limitMinutes });
  }
  for (const [nth, { areaCode, person: liaison }] of of('posts').filter(({ role }) => role === 'districtLiaison').entries()) {
    const own = of('grids').filter((grid) => grid.areaCode === areaCode).map(({ code }) => code);
    const [chief] = held('gridChief', own[0] ?? '');
    const name = of('areas').find(({ code }) => code === areaCode)?.name ?? '';
    const partyUnit = census.say('partyUnits', { code: `${DISTRICT_CODE}-D${nth + 1}`, name: `${name}网格党总支`, kind: 'branch', areaCode: areaCode ?? '', grids: own, secretary: chief ?? null });
    census.say('commandChains', { areaCode: areaCode ?? '', liaison, community: held('communitySecretary', areaCode ?? '')[0] ?? '', partyUnit, phone: census.phone() });
  }
  return census.entries;
}
