import type { WorkingCalendar } from './calendar.js';
import type { Seat } from './case/actor.js';
import type { Limit } from './limit.js';
import type { Authority, CaseCategory, CasePolicy, CaseRules, Grade, WhistleKind, WhistleRule } from './policy.js';
import type { TierLevel } from './tier.js';

/**
 * Rules as they may have been stored or stamped by an earlier release. What a release added is missing there and stays
 * switched off, so that a running case behaves as it did when it started; what people may decide gets our defaults.
 */
export type StoredPolicy = Pick<
  CasePolicy,
  'id' | 'version' | 'enabledKinds' | 'verification' | 'closure' | 'reworkShare'
> &
  Partial<Omit<CasePolicy, 'whistles' | 'ladders' | 'supervisionEvery' | 'supervision' | 'departmentLadders'>> & {
    whistles: Record<WhistleKind, Pick<WhistleRule, 'level' | 'sign' | 'contact' | 'reportIn'> & Partial<WhistleRule>>;
    ladders: Stored<Record<TierLevel, Limit | null>>;
    supervisionEvery: Stored<Limit>;
    supervision?: Omit<CasePolicy['supervision'], 'limit'> & { limit: Stored<Limit> };
    departmentLadders: Omit<CasePolicy['departmentLadders'], 'finish'> & Partial<CasePolicy['departmentLadders']>;
  };
export type StoredCategory = Pick<CaseCategory, 'code' | 'name'> & { closing: Stored<Limit> } & Partial<Omit<CaseCategory, 'closing'>>;
export interface StoredRules {
  policy: StoredPolicy;
  calendar: WorkingCalendar;
}

/** The grade `emergency` came later than the other two. */
type Stored<T> = Record<Exclude<Grade, 'emergency'>, T> & Partial<Record<'emergency', T>>;

const LEADERS: readonly Seat[] = ['subdistrictDuty', 'subdistrictSecretary'];
const BLOWERS: Record<WhistleKind, readonly Seat[]> = {
  grid: ['gridWorker'],
  routine: ['communitySecretary'],
  key: LEADERS,
  hard: ['subdistrictSecretary'],
  advance: LEADERS,
  breakthrough: ['subdistrictSecretary'],
  enforcement: LEADERS,
  emergencyResponse: ['gridWorker', 'communitySecretary', 'subdistrictDuty', 'subdistrictSecretary', 'districtLeader'],
};

const CENTRE: readonly Seat[] = ['shiftLeader', 'centreLeader', 'districtLeader'];
const AUTHORITY: Authority = {
  extension: [CENTRE, ['centreLeader', 'districtLeader']],
  suspension: CENTRE,
  returns: [...LEADERS, ...CENTRE],
  adjudication: ['centreLeader', 'districtLeader'],
  supervision: ['subdistrictSecretary', ...CENTRE],
  deescalation: ['centreLeader', 'districtLeader'],
  rating: [...LEADERS, ...CENTRE],
  callback: ['communityOfficer', 'communitySecretary', ...LEADERS, 'shiftLeader'],
};

/** Two working hours, the limit of every decision where the district says nothing else (D). */
const DECIDE: Limit = { unit: 'workHour', ms: 7_200_000 };
const EACH_WORK_DAY: Limit = { unit: 'workDay', days: 1 };

export function completePolicy(stored: StoredPolicy): CasePolicy {
  return {
    authority: AUTHORITY,
    returns: { most: 2, decide: DECIDE },
    extension: { most: 2, decide: DECIDE },
    suspension: { decide: DECIDE, reviewEvery: EACH_WORK_DAY },
    urgeAtShare: null,
    afterClose: null,
    nested: {},
    continueAfterEvents: null,
    ...stored,
    supervision: completeSupervision(stored.supervision),
    whistles: Object.fromEntries(
      Object.entries(stored.whistles).map(([kind, rule]) => [
        kind,
        { blowers: BLOWERS[kind as WhistleKind], approval: null, coordinator: null, ...rule },
      ]),
    ) as CasePolicy['whistles'],
    ladders: completeGrades(stored.ladders),
    supervisionEvery: completeGrades(stored.supervisionEvery),
    departmentLadders: { finish: null, ...stored.departmentLadders },
  };
}

export function completeCategory(stored: StoredCategory): CaseCategory {
  return {
    phases: [],
    closureConditions: { evidence: 0 },
    ...stored,
    closing: completeGrades(stored.closing),
  };
}

export function completeRules({ policy, calendar }: StoredRules): CaseRules {
  return { policy: completePolicy(policy), calendar };
}

function completeSupervision(stored: StoredPolicy['supervision']): CasePolicy['supervision'] {
  return stored === undefined
    ? { limit: everyGrade(EACH_WORK_DAY), triggers: null }
    : { ...stored, limit: completeGrades(stored.limit) };
}

function completeGrades<T>(stored: Stored<T>): Record<Grade, T> {
  return { emergency: stored.urgent, ...stored };
}

function everyGrade<T>(value: T): Record<Grade, T> {
  return { routine: value, urgent: value, emergency: value };
}
