import { areaCodeAt, type TierLevel } from '../tier.js';
import type { CasePolicy } from '../policy.js';
import { DUTY_SEAT, type Seat } from './actor.js';
import { rungAt } from './clock.js';
import type { CaseEvent } from './event.js';
import type { CaseState } from './state.js';

/** Whom an event concerns: a person, or whoever is on duty for a seat of an area or a department when it is sent. */
export type Addressee =
  | { personId: string }
  | { seat: Seat; areaCode: string }
  | { seat: 'departmentDuty' | 'departmentHead'; departmentId: string }
  /** 包网干部: all cadres attached to a grid. */
  | { seat: 'attachedCadre'; areaCode: string };

/** Who must be told of an event. How it reaches them is not the case's business. `state` is the one after it. */
export function whomToTell(event: CaseEvent, state: CaseState, policy: CasePolicy): Addressee[] {
  const { fact } = event;
  const reporter: Addressee = { personId: state.reporterId };
  const owner = dutyOf(state, state.level);
  switch (fact.type) {
    case 'reported':
    case 'settled':
    case 'reworkOrdered':
      return fact.type === 'reworkOrdered' ? [owner, ...departments(state)] : [owner];
    case 'whistled': {
      const called = fact.departments.map(({ departmentId }) => department(departmentId, 'departmentDuty'));
      if (fact.kind !== 'grid') return called;
      // 网格吹哨、干部报到: the grid's cadres are called too; the community is told and may withdraw it.
      return [...called, { seat: 'attachedCadre', areaCode: state.place.gridCode }, dutyOf(state, 'community')];
    }
    case 'whistleWithdrawn':
      return [dutyOf(state, 'grid'), ...fact.departmentIds.map((id) => department(id, 'departmentDuty'))];
    case 'filed':
      return fact.moved ? [owner] : [];
    case 'taskFinished':
      return event.stage === 'verification' ? [owner] : [];
    case 'verified':
      return [owner];
    case 'escalated':
      return [owner];
    case 'supervised':
      return fact.departmentId === null
        ? [owner]
        : [owner, department(fact.departmentId, 'departmentHead'), department(fact.departmentId, 'departmentDuty')];
    case 'stepMissed':
      return [late(fact.departmentId, rungAt(policy, fact.step, fact.rung), owner)];
    case 'closed':
    case 'rejected':
      return [reporter];
    case 'accepted':
    case 'signed':
    case 'leadTaken':
    case 'contacted':
    case 'reportedIn':
      return [];
  }
}

function late(departmentId: string, rung: ReturnType<typeof rungAt>, owner: Addressee): Addressee {
  switch (rung) {
    case 'duty':
      return department(departmentId, 'departmentDuty');
    case 'deputy':
    case 'head':
      return department(departmentId, 'departmentHead');
    case 'levelAbove':
    case 'supervision':
      return owner;
  }
}

function dutyOf(state: CaseState, level: TierLevel): { seat: Seat; areaCode: string } {
  return { seat: DUTY_SEAT[level], areaCode: areaCodeAt(state.place.gridCode, level) };
}

function department(departmentId: string, seat: 'departmentDuty' | 'departmentHead'): Addressee {
  return { seat, departmentId };
}

function departments(state: CaseState): Addressee[] {
  return state.tasks.map((task) => department(task.departmentId, 'departmentDuty'));
}
