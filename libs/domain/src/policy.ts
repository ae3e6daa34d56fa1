import type { WorkingCalendar } from './calendar.js';
import type { Limit } from './limit.js';
import type { TierLevel } from './tier.js';

/** 事件的等级: how pressing; selects the ladder. */
export const GRADES = ['routine', 'urgent'] as const;
export type Grade = (typeof GRADES)[number];

/**
 * 吹哨 kinds. `grid` is 网格吹哨 itself (达川); `routine key hard` is one family (崇川: 常规 重点 疑难),
 * `advance breakthrough` the other (鼓楼: 工作推进 攻坚克难); 综合执法 and 应急处置 stand beside both.
 */
export const WHISTLE_KINDS = [
  'grid',
  'routine',
  'key',
  'hard',
  'advance',
  'breakthrough',
  'enforcement',
  'emergencyResponse',
] as const;
export type WhistleKind = (typeof WHISTLE_KINDS)[number];

/** 主办 / 协办 / 知会. */
export const TASK_PARTS = ['lead', 'assist', 'informed'] as const;
export type TaskPart = (typeof TASK_PARTS)[number];

/** The steps a department is held to, each counted from its dispatch. */
export const TASK_STEPS = ['sign', 'contact', 'reportIn'] as const;
export type TaskStep = (typeof TASK_STEPS)[number];

export interface WhistleRule extends Record<TaskStep, Limit> {
  /** The tier that owns the case once this whistle is blown; null leaves it where it is. */
  level: TierLevel | null;
}

/** One rung above a missed department step: whom it reaches, and how long after the rung before (the first is the miss). */
export interface LadderStep {
  after: Limit;
  tell: 'duty' | 'deputy' | 'head' | 'levelAbove' | 'supervision';
}

/** What follows when a department misses a step: rungs in order, the last repeated where `repeatLast` says so. */
export interface DepartmentLadder {
  steps: LadderStep[];
  repeatLast: Limit | null;
}

/** Everything the district may change about a case's clocks, versioned, stamped on each case at its start. */
export interface CasePolicy {
  id: string;
  version: number;
  enabledKinds: WhistleKind[];
  whistles: Record<WhistleKind, WhistleRule>;
  /** How long each tier may take to settle a case or to send it out. */
  ladders: Record<Grade, Record<TierLevel, Limit>>;
  /** At the top: how often the supervision flag is raised again. */
  supervisionEvery: Record<Grade, Limit>;
  verification: Limit;
  closure: Limit;
  /** The part of the last limit that rework gets, e.g. 0.5. */
  reworkShare: number;
  departmentLadders: Record<TaskStep, DepartmentLadder>;
}

export interface CaseCategory {
  code: string;
  name: string;
  /** 处置时限: from the whistle until every lead and assist task is finished. */
  closing: Record<Grade, Limit>;
}

/** Where a case is: the leaf grid and the departments attached to it (包网部门). */
export interface CasePlace {
  gridId: string;
  /** 15 digits; its prefixes name district (6), subdistrict (9) and community (12). */
  gridCode: string;
  attachedDepartmentIds: string[];
}

/** The rules a case lives under for as long as it runs. */
export interface CaseRules {
  policy: CasePolicy;
  calendar: WorkingCalendar;
}
