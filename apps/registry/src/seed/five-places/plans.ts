import type { Entry } from '@shaodao/contracts/register/lists';
import type { Role } from '@shaodao/domain/register/role';
import type { Census } from './census.js';
import { FLOOD_STEPS, RELIEF_STEPS } from './plan-steps.js';

type Level = Entry<'planThresholds'>['level'];

/** 灾害救助: dead or missing, evacuated or aided, rooms, households, drought (level I: 救助 2024; II and III: 救助 2016). */
const RELIEF: [Level, string, number, string][] = [
  ['I', '死亡或失踪', 200, '人'],
  ['I', '紧急转移安置或需紧急生活救助', 2_000_000, '人'],
  ['I', '倒塌和严重损坏房屋', 300_000, '间'],
  ['I', '倒塌和严重损坏房屋户数', 100_000, '户'],
  ['I', '干旱需救助人口占农牧业人口', 30, '%'],
  ['I', '干旱需救助人口', 4_000_000, '人'],
  ['II', '死亡或失踪', 100, '人'],
  ['II', '紧急转移安置或需紧急生活救助', 1_000_000, '人'],
  ['III', '死亡或失踪', 50, '人'],
  ['III', '紧急转移安置或需紧急生活救助', 500_000, '人'],
];

/** 防汛: rain in a day and the height above the warning level (D). */
const FLOOD: [Level, string, number, string][] = [
  ['I', '24小时降雨量', 250, '毫米'],
  ['II', '24小时降雨量', 200, '毫米'],
  ['III', '24小时降雨量', 100, '毫米'],
  ['IV', '24小时降雨量', 50, '毫米'],
  ['I', '水位超警戒', 300, '厘米'],
  ['II', '水位超警戒', 200, '厘米'],
  ['III', '水位超警戒', 100, '厘米'],
  ['IV', '水位超警戒', 1, '厘米'],
];

/** The parts every plan has (南通). */
const PARTS = {
  procedure: '值班长提出，指挥中心负责人确认，区领导批准Ⅰ级、Ⅱ级',
  measures: '编队集结，低洼院落巡查，转移安置，物资发放',
  adjustment: '灾情加重或减轻时，由指挥中心提出调整',
  linkage: '应急、水务、民政、公安、卫健、供电、供水、通信',
  upgrade: '达到上一级任一启动条件的，升至上一级',
  standDown: '灾情稳定后由启动人终止，五个工作日内终报',
};

/** Flood and disaster relief with their steps, over a whole district or the areas given. Gives the codes. */
export function sayPlans(census: Census, given: { areas?: string[]; departments?: readonly { code: string; name: string }[] } = {}): { flood: string; relief: string } {
  const { areas = [census.code], departments = [] } = given;
  const flood = census.say('plans', { code: `${census.code}-FX`, name: '防汛应急预案', hazard: 'flood', areas, ...PARTS });
  const relief = census.say('plans', { code: `${census.code}-JZ`, name: '自然灾害救助应急预案', hazard: 'relief', areas, ...PARTS });
  for (const [plan, lines] of [[flood, FLOOD], [relief, RELIEF]] as const) {
    for (const [level, measure, atLeast, unit] of lines) census.say('planThresholds', { plan, level, measure, atLeast, unit });
  }
  for (const [plan, steps] of [[flood, FLOOD_STEPS], [relief, RELIEF_STEPS]] as const) {
    for (const { owner, ...step } of steps) {
      const department = departments.find(({ name }) => name === owner)?.code ?? null;
      census.say('planSteps', { ...step, plan, department, wave: Number.parseInt(step.code, 10) });
    }
  }
  return { flood, relief };
}

/** What grid people do, by class; each class's tasks are its actions on its objects. */
const CLASSES = {
  党建引领: { actions: ['走访', '联系', '组织学习', '收集建议'], objects: ['直管党员', '在职党员', '流动党员', '离退休党员', '楼栋党小组', '党群议事会'] },
  民生服务: { actions: ['摸排', '帮办', '回访', '登记'], objects: ['独居老人', '残疾人家庭', '困境儿童', '低保对象', '退役军人', '求职人员', '新生儿家庭'] },
  平安治理: { actions: ['巡查', '劝导', '上报', '复查'], objects: ['消防通道', '楼道堆物', '矛盾纠纷', '出租房屋', '飞线充电', '占道经营', '暴露垃圾', '违法建设'] },
  应急处置: { actions: ['转移', '巡护', '清点', '引导', '看护', '通知'], objects: ['低洼院落住户', '地下空间人员', '危旧房住户', '临时安置点', '应急物资', '积水路段', '失联人员'] },
} as const;
const EMERGENCY_CLASS = '应急处置';
/** Who does what is on the list. */
const DOERS: Role[] = ['gridWorker', 'gridChief', 'communityOfficer', 'policeOfficer', 'inServiceMember', 'communitySecretary'];

/**
 * 任务清单: `peace` tasks of the first three classes and `emergency` ones of the fourth, which belong to the plan. 赣县 lists
 * 102 in four classes, 39 of them for an emergency.
 */
export function sayTasks(census: Census, { peace, emergency, plan }: { peace: number; emergency: number; plan: string | null }): void {
  const usual = Object.entries(CLASSES).filter(([name]) => name !== EMERGENCY_CLASS);
  for (let nth = 0; nth < peace; nth++) {
    const [name, own] = usual[nth % usual.length] as (typeof usual)[number];
    census.say('dutyTasks', { code: `${census.code}-Q${nth + 1}`, mode: 'peace', role: doer(nth), areaCode: census.code, words: taskWords(name, own, Math.floor(nth / usual.length)) });
  }
  for (let nth = 0; nth < emergency; nth++) {
    const words = taskWords(EMERGENCY_CLASS, CLASSES[EMERGENCY_CLASS], nth);
    census.say('dutyTasks', { code: `${census.code}-Z${nth + 1}`, mode: 'emergency', plan, role: doer(nth), areaCode: census.code, words });
  }
}

function doer(nth: number): Role {
  return DOERS[nth % DOERS.length] as Role;
}

/** Every pair once, then over again by quarter. */
function taskWords(name: string, { actions, objects }: { actions: readonly string[]; objects: readonly string[] }, nth: number): string {
  const pair = `${actions[nth % actions.length]}${objects[Math.floor(nth / actions.length) % objects.length]}`;
  const round = Math.floor(nth / (actions.length * objects.length));
  return `【${name}】${pair}${round === 0 ? '' : `（第${round + 1}季度）`}`;
}

/** 编队: people shared out evenly, the first of each its leader. */
export function sayTeams(census: Census, given: { prefix: string; count: number; people: readonly string[]; areaOf: (nth: number) => { code: string; name: string }; plans: string[] }): void {
  for (let nth = 0; nth < given.count; nth++) {
    const [leader = '', ...members] = given.people.filter((_, at) => at % given.count === nth);
    const { code: areaCode, name } = given.areaOf(nth);
    census.say('teams', { code: `${census.code}-${given.prefix}${nth + 1}`, name: `${name}第${nth + 1}志愿服务队`, areaCode, plans: given.plans, leader, members, meetingPoint: '社区广场' });
  }
}

/** 1+2: a district liaison to each four communities, with the community's secretary and a party unit of it. */
export function sayChains(census: Census, communities: readonly { code: string; secretary: string; partyUnit: string }[]): void {
  let liaison = '';
  for (const [nth, { code: areaCode, secretary, partyUnit }] of communities.entries()) {
    if (nth % 4 === 0) liaison = census.hire();
    census.appoint(liaison, 'districtLiaison', { areaCode });
    census.say('commandChains', { areaCode, liaison, community: secretary, partyUnit, phone: census.phone() });
  }
}

/** 多网合一: the grids a line had before, each over some of today's in order; the last grid is in none, the first worker in two. */
export function sayOldGrids(census: Census, grids: readonly { code: string; name: string }[], { lines, workers }: { lines: { line: string; count: number }[]; workers: readonly string[] }): void {
  const covered = grids.slice(0, -1);
  for (const [which, { line, count }] of lines.entries()) {
    for (let nth = 0; nth < count; nth++) {
      const from = Math.floor((nth * covered.length) / count);
      const until = Math.max(from + 1, Math.floor(((nth + 1) * covered.length) / count));
      const own = covered.slice(from, until).map((grid) => grid.code);
      const worker = nth === 0 ? workers[0] : workers[(nth + which) % workers.length];
      census.say('oldGrids', { line, code: `${census.code}-${which + 1}-${nth + 1}`, name: `${line}第${nth + 1}网格`, grids: own, workers: worker === undefined ? [] : [worker] });
    }
  }
}
