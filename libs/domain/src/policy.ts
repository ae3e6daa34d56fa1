import type { WorkingCalendar } from './calendar.js';
import type { Seat } from './case/actor.js';
import type { Limit } from './limit.js';
import type { TierLevel } from './tier.js';

/** 事件的等级: how pressing; selects the ladder. Chosen by the reporter, corrected at intake. */
export const GRADES = ['routine', 'urgent', 'emergency'] as const;
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

/** 签收 联系 报到, with limits of their own in every whistle rule; each counted from the dispatch. */
export const WHISTLE_STEPS = ['sign', 'contact', 'reportIn'] as const;
/** All a department is held to: the three steps, and 办结 within the closing limit of the category. */
export const TASK_STEPS = [...WHISTLE_STEPS, 'finish'] as const;
export type TaskStep = (typeof TASK_STEPS)[number];

/** 评价 of a department's task. */
export const RATINGS = ['good', 'fair', 'poor'] as const;
export type Rating = (typeof RATINGS)[number];

/** Nested territorial grids, the smallest first (西苑: 楼栋 ⊂ 楼院 ⊂ 社区网格). */
export const NESTED_GRID_KINDS = ['micro', 'building', 'courtyard', 'community'] as const;
export type NestedGridKind = (typeof NESTED_GRID_KINDS)[number];

/** Who must agree to a whistle. Nobody approves their own; a blower who sits in one of the seats needs nobody. */
export interface Approval {
  seats: readonly Seat[];
  limit: Limit;
  /** 应急处置: it sounds at once and is approved afterwards; a refusal then withdraws it. */
  afterwards: boolean;
}

export interface WhistleRule extends Record<(typeof WHISTLE_STEPS)[number], Limit> {
  /** The tier that owns the case once this whistle is blown; null leaves it where it is. */
  level: TierLevel | null;
  blowers: readonly Seat[];
  approval: Approval | null;
  /** Whose duty is called to bring the departments together (鼓楼: a district leader for 攻坚克难). */
  coordinator: Seat | null;
}

/** One rung above a missed department step: whom it reaches, and how long after the rung before (the first is the miss). */
export interface LadderStep {
  after: Limit;
  tell: 'duty' | 'deputy' | 'head' | 'levelAbove' | 'supervision' | 'criticism';
}

/** What follows when a department misses a step: rungs in order, the last repeated where `repeatLast` says so. */
export interface DepartmentLadder {
  steps: LadderStep[];
  repeatLast: Limit | null;
}

/** Which seats decide what, on their own ground. */
export interface Authority {
  /** By the number of extensions the task has had: the first by the shift leader, the second by the centre's leader (数管). */
  extension: readonly (readonly Seat[])[];
  suspension: readonly Seat[];
  returns: readonly Seat[];
  /** 终审. */
  adjudication: readonly Seat[];
  supervision: readonly Seat[];
  deescalation: readonly Seat[];
  /** The information centre signs ratings (西苑). */
  rating: readonly Seat[];
  /** Besides the reporter. */
  callback: readonly Seat[];
}

/** Everything the district may change about a case's clocks, versioned, stamped on each case at its start. */
export interface CasePolicy {
  id: string;
  version: number;
  enabledKinds: WhistleKind[];
  whistles: Record<WhistleKind, WhistleRule>;
  /** How long each tier may take to settle a case or to send it out; null passes a tier over (1+2). */
  ladders: Record<Grade, Record<TierLevel, Limit | null>>;
  /** Timers of their own inside tier grid, by the kind of the nested grid that has the case; none by default. */
  nested: Partial<Record<NestedGridKind, Limit>>;
  /** At the top: how often the supervision flag is raised again. */
  supervisionEvery: Record<Grade, Limit>;
  verification: Limit;
  closure: Limit;
  /** The part of the last limit that rework gets, e.g. 0.5. */
  reworkShare: number;
  departmentLadders: Record<(typeof WHISTLE_STEPS)[number], DepartmentLadder> & {
    /** null: no clock of their own for 办结, only the level's (cases older than that clock). */
    finish: DepartmentLadder | null;
  };
  authority: Authority;
  /** 退单: how many a case may have over all departments before 终审, and how long a decision may take. */
  returns: { most: number; decide: Limit };
  /** 延期, for one task. */
  extension: { most: number; decide: Limit };
  /** 挂账: the limit of the decision; a review that is due is asked again after `reviewEvery`. */
  suspension: { decide: Limit; reviewEvery: Limit };
  /** 催办 before expiry, at this share of the limit; null: none. */
  urgeAtShare: number | null;
  /** 督办 orders: their deadline, and what raises one by itself (巴彦淖尔); null: nothing does. */
  supervision: { limit: Record<Grade, Limit>; triggers: { reworks: number; departmentsWithoutLead: number } | null };
  /** 回访 and reopening; null: a closed case is over at once (cases older than call-backs). */
  afterClose: { callback: Limit; attempts: number; reopen: Limit } | null;
  /** A run of the engine is continued by a new one after so many history events; null: when the engine suggests it. */
  continueAfterEvents: number | null;
}

/** One of several deadlines of a category, e.g. 围挡 within 3 urgent hours; counted from the whistle like all others. */
export interface ClosingPhase {
  name: string;
  limit: Limit;
}

/** What must be there before a case of the category is closed. */
export interface ClosureConditions {
  /** Pictures or papers of the finished work. */
  evidence: number;
}

export interface CaseCategory {
  code: string;
  name: string;
  /** 处置时限: from the whistle until every lead and assist task is finished. */
  closing: Record<Grade, Limit>;
  /** What must be reached on the way there; the closing limit itself is not among them. */
  phases: ClosingPhase[];
  closureConditions: ClosureConditions;
}

/** A grid and the grids it is nested in, e.g. a building, its courtyard, its community grid. */
export interface NestedGrid {
  gridId: string;
  kind: NestedGridKind;
}

/** Where a case is: the leaf grid and the departments attached to it (包网部门). */
export interface CasePlace {
  gridId: string;
  /** 15 digits; its prefixes name district (6), subdistrict (9) and community (12). */
  gridCode: string;
  attachedDepartmentIds: string[];
  /** From the leaf outward; absent where grids are not nested. */
  nesting?: NestedGrid[] | undefined;
}

/** The rules a case lives under for as long as it runs, or until an audited re-plan. */
export interface CaseRules {
  policy: CasePolicy;
  calendar: WorkingCalendar;
}

/** `policy@version/calendar@version`. */
export function rulesRef({ policy, calendar }: { policy: { id: string; version: number }; calendar: { id: string; version: number } }): string {
  return `${policy.id}@${policy.version}/${calendar.id}@${calendar.version}`;
}
