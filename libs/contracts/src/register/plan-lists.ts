import { choice, coded, codes, count, flag, maybe, phone, ref, refs, text, usually } from './field.js';
import { CODE_FORM } from './bodies.js';
import { SKILL_FORM } from './people.js';
import { areaRef, groundRef, groundRefs, roleOf } from './places.js';
import { list, type EntryOf } from './shape.js';

/** 预案: what a plan for 平急转换 is made of. The switch itself is not here. */

/** I the most severe (突发事件应对法). */
export const RESPONSE_LEVELS = { I: 'Ⅰ级', II: 'Ⅱ级', III: 'Ⅲ级', IV: 'Ⅳ级' } as const;
export const HAZARDS = { flood: '防汛', earthquake: '地震', fire: '火灾', snow: '低温雨雪', epidemic: '疫情', gas: '燃气', relief: '灾害救助', security: '社会安全' } as const;
export const MODES = { peace: '平时', emergency: '急时' } as const;

const DAY_MINUTES = 1_440;

export const plans = list({
  name: 'plans',
  zh: '预案',
  key: ['code'],
  ground: ['areas'],
  fields: {
    code: coded('预案编号', 'FX-2026', CODE_FORM),
    name: text('名称', '防汛应急预案'),
    hazard: choice('灾种', HAZARDS),
    areas: groundRefs('适用区域代码', '511703'),
    procedure: maybe(text('启动程序', '值班长提出、指挥中心负责人确认', 500)),
    measures: maybe(text('响应措施', '编队集结、低洼巡查', 1_000)),
    adjustment: maybe(text('条件调整', '连续两日降雨调高一级', 500)),
    linkage: maybe(text('响应联动', '水务、应急、消防', 500)),
    upgrade: maybe(text('响应升级', '水位超警戒升一级', 500)),
    standDown: maybe(text('响应终止', '预警解除后由启动人终止', 500)),
    highestLevel: usually(choice('最高级别', RESPONSE_LEVELS), 'I'),
    twoPersons: flag('双人确认', true),
    confirmMinutes: usually(count('确认时限（分钟）', 10, DAY_MINUTES, 1), 10),
    /** 0: the key cannot be taken back. */
    cancelSeconds: usually(count('撤销窗口（秒，0为无）', 30, 600), 30),
    answerMinutes: usually(count('应答时限（分钟）', 10, DAY_MINUTES, 1), 10),
    suspendRoutine: flag('暂缓常规案件'),
    /** 初报: 较大 and above to the city within two hours (兰州); 0: none is due. */
    firstReportMinutes: usually(count('初报时限（分钟，0为无）', 120, 7 * DAY_MINUTES), 120),
    /** 续报: daily in long events (肇庆); 0: none is due. */
    furtherReportHours: usually(count('续报间隔（小时，0为无）', 24, 720), 24),
    /** A task that is still not reported so long after its leader was told is told to the subdistrict (D); 0: it is not. */
    taskAgainMinutes: usually(count('任务逾期再报街道（分钟，0为不报）', 30, DAY_MINUTES), 30),
    startsByAlert: flag('预警自动启动'),
  },
});
export type Plan = EntryOf<typeof plans>;

/** 启动条件: a level is reached when any one of its thresholds is; `measure` is what is counted, e.g. 死亡失踪人数. */
export const planThresholds = list({
  name: 'planThresholds',
  zh: '启动条件',
  key: ['plan', 'level', 'measure'],
  ground: [],
  fields: {
    plan: ref('预案编号', 'FX-2026', 'plans'),
    level: choice('响应级别', RESPONSE_LEVELS),
    measure: coded('指标', '24小时降雨量', { pattern: /^[^~]{1,40}$/, words: 'must be at most 40 characters without ~' }),
    atLeast: count('不低于', 200, 1_000_000_000),
    unit: text('单位', '毫米', 20),
  },
});
export type PlanThreshold = EntryOf<typeof planThresholds>;

/** What a step does: somebody's work, volunteers of a skill called, or a report asked for. */
export const PLAN_STEP_KINDS = { task: '任务', callVolunteers: '召集志愿者', report: '报告' } as const;

/** 响应措施, step by step: `words` beside `undo`, by waves. */
export const planSteps = list({
  name: 'planSteps',
  zh: '预案步骤',
  key: ['plan', 'code'],
  ground: [],
  fields: {
    plan: ref('预案编号', 'FX-2026', 'plans'),
    code: coded('步骤编号', '1-1', CODE_FORM),
    wave: count('批次', 1, 50, 1),
    kind: choice('类型', PLAN_STEP_KINDS),
    words: text('措施', '开启排涝泵站', 500),
    /** What stand-down does about it once it is done. */
    undo: maybe(text('解除措施', '关闭排涝泵站', 500)),
    /** Its duty does it; without one the duty of the district. */
    department: maybe(ref('责任部门代码', '511703-041', 'departments')),
    limitMinutes: count('时限（分钟）', 60, 30 * DAY_MINUTES, 1),
    needs: codes('前置步骤', '1-1、1-2', CODE_FORM),
    skills: codes('志愿者技能', '急救、电工', SKILL_FORM),
    /** The step is done once so many of those it calls have answered; 0: once a person says so. */
    people: usually(count('志愿者人数（0为由人确认完成）', 20, 10_000), 0),
  },
});
export type PlanStepEntry = EntryOf<typeof planSteps>;

/** `response` teams are called by their plans, `volunteer` teams by a step that asks for one of their skills. */
export const TEAM_KINDS = { response: '应急编队', volunteer: '志愿者队伍' } as const;

/** 编队: 20 to 50 people (D); a team of volunteers has at most 50. */
export const teams = list({
  name: 'teams',
  zh: '编队',
  key: ['code'],
  ground: ['areaCode'],
  fields: {
    code: coded('编队编号', 'B001', CODE_FORM),
    name: text('名称', '某某网格应急编队'),
    areaCode: groundRef('区域代码', '511703001001001'),
    plans: refs('预案编号', 'FX-2026', 'plans'),
    leader: ref('队长编号', 'P00000123', 'people'),
    members: refs('队员编号', 'P00000124、P00000125', 'people'),
    meetingPoint: maybe(text('集结点', '社区广场', 120)),
    kind: usually(choice('队伍类型', TEAM_KINDS), 'response'),
    skills: codes('技能', '急救、电工', SKILL_FORM),
    /** 承诺服务时长 of a member in a year. */
    pledgedHours: maybe(count('承诺时长（小时）', 20, 8_760)),
  },
});
export type Team = EntryOf<typeof teams>;

/** The limit of an emergency task that says none (D). */
export const USUAL_TASK_MINUTES = 240;

/** 任务清单: what one person, or whoever has a role, does in peace and in an emergency. */
export const dutyTasks = list({
  name: 'dutyTasks',
  zh: '任务清单',
  key: ['code'],
  ground: ['areaCode'],
  fields: {
    code: coded('任务编号', 'Q001', CODE_FORM),
    mode: choice('状态', MODES),
    plan: maybe(ref('预案编号', 'FX-2026', 'plans')),
    person: maybe(ref('人员编号', 'P00000123', 'people')),
    role: maybe(roleOf('角色')),
    areaCode: maybe(groundRef('区域代码', '511703001001001')),
    words: text('任务', '巡查低洼院落，转移老人', 500),
    /** Of an emergency task; without one four hours (D). */
    limitMinutes: maybe(count('时限（分钟）', 240, 30 * DAY_MINUTES, 1)),
  },
});
export type DutyTask = EntryOf<typeof dutyTasks>;

/** 1+2 扁平化 (达川): one district liaison commands community committee and grid party organisation directly. */
export const commandChains = list({
  name: 'commandChains',
  zh: '指挥链',
  key: ['areaCode'],
  ground: ['areaCode'],
  fields: {
    areaCode: areaRef('社区代码', '511703001001'),
    liaison: ref('区级联系领导编号', 'P00000001', 'people'),
    community: ref('社区责任人编号', 'P00000002', 'people'),
    partyUnit: ref('网格党组织编号', 'D0001', 'partyUnits'),
    phone: maybe(phone('值守电话', '0818-1234567')),
  },
});
export type CommandChain = EntryOf<typeof commandChains>;
