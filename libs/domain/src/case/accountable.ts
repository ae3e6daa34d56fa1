import { areaCodeAt } from '../tier.js';
import { DUTY_SEAT, type Seat } from './actor.js';
import { isEnded } from './stage.js';
import { isActing, isOpenTask, type CaseState } from './state.js';

/** Who answers for a case: one person of the leading department, or whoever is on duty for an area. */
export type Accountable = { personId: string; departmentId: string } | { seat: Seat | 'districtLiaison'; areaCode: string };

/**
 * The one who answers for the case now: while departments are at it the owner of the lead's task, once that is signed;
 * else the duty of the level that has it. Others who work on it help, they do not answer. null once it has ended.
 */
export function accountableOf(state: CaseState): Accountable | null {
  if (isEnded(state.stage)) return null;
  const lead = state.stage === 'handling' ? state.tasks.find((task) => task.part === 'lead' && isActing(task) && isOpenTask(task)) : undefined;
  if (lead !== undefined && lead.ownerId !== null) return { personId: lead.ownerId, departmentId: lead.departmentId };
  // 1+2: in an emergency the district answers through its liaison to the community.
  if (state.emergency !== null && state.level === 'district') return { seat: 'districtLiaison', areaCode: areaCodeAt(state.place.gridCode, 'community') };
  return { seat: DUTY_SEAT[state.level], areaCode: areaCodeAt(state.place.gridCode, state.level) };
}
