import { addLimit, type Limit } from '../limit.js';
import { DAY_MS, type WorkingCalendar } from '../calendar.js';
import { WHISTLE_STEPS, type CasePolicy, type CaseRules, type Grade, type WhistleRule } from '../policy.js';
import type { CaseState } from './state.js';

/** Rules a case acts by at this instant. `peace`: its own, where others are in force. */
export interface RulesInForce extends CaseRules {
  peace?: CaseRules;
}

/** A case keeps its own rules through an emergency; what it acts by meanwhile is worked out from them, never kept. */
export function rulesInForce(state: Pick<CaseState, 'emergency'>, rules: RulesInForce): RulesInForce {
  return state.emergency === null || rules.peace !== undefined ? rules : { ...emergencyRules(rules), peace: rules };
}

/** In an emergency every case is as pressing as the most pressing one. */
export function gradeInForce({ grade, emergency }: Pick<CaseState, 'grade' | 'emergency'>): Grade {
  return emergency === null ? grade : 'emergency';
}

const AROUND_THE_CLOCK = '+7x24';

/**
 * 急时: time never stops, all grades have the ladder of `emergency`, and 1+2 leaves the subdistrict out: grid and community
 * answer to the district. A whistle's steps are those of 应急处置 where these are shorter. Applied twice it is the same.
 */
export function emergencyRules({ policy, calendar }: CaseRules): CaseRules {
  const always = aroundTheClock(calendar);
  const { emergencyResponse } = policy.whistles;
  const whistles = Object.entries(policy.whistles).map(([kind, rule]) => [kind, quicker(always, rule, emergencyResponse)]);
  return {
    calendar: always,
    policy: {
      ...policy,
      whistles: Object.fromEntries(whistles) as CasePolicy['whistles'],
      ladders: everyGrade({ ...policy.ladders.emergency, subdistrict: null }),
      // A case does not wait for a courtyard first.
      nested: {},
      supervisionEvery: everyGrade(policy.supervisionEvery.emergency),
      supervision: { ...policy.supervision, limit: everyGrade(policy.supervision.limit.emergency) },
    },
  };
}

function everyGrade<T>(value: T): Record<Grade, T> {
  return { routine: value, urgent: value, emergency: value };
}

function aroundTheClock({ id, version, offsetMs }: WorkingCalendar): WorkingCalendar {
  return {
    id: id.endsWith(AROUND_THE_CLOCK) ? id : `${id}${AROUND_THE_CLOCK}`,
    version,
    offsetMs,
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    shifts: [{ startMs: 0, endMs: DAY_MS }],
    holidays: [],
    makeUpDays: [],
  };
}

function quicker(calendar: WorkingCalendar, rule: WhistleRule, other: WhistleRule): WhistleRule {
  const steps = WHISTLE_STEPS.map((step) => [step, shorter(calendar, rule[step], other[step])]);
  return { ...rule, ...(Object.fromEntries(steps) as Pick<WhistleRule, (typeof WHISTLE_STEPS)[number]>) };
}

function shorter(calendar: WorkingCalendar, limit: Limit, other: Limit): Limit {
  return addLimit(calendar, 0, other) < addLimit(calendar, 0, limit) ? other : limit;
}
