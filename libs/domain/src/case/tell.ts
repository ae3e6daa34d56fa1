import { areaCodeAt, type TierLevel } from '../tier.js';
import type { CasePolicy } from '../policy.js';
import { DUTY_SEAT, tierOfSeat, type Seat } from './actor.js';
import type { CaseEvent, CaseFact } from './event.js';
import { isSupervisedByClock } from './evolve-emergency.js';
import { rungAt } from './ladder.js';
import { extensionSeats } from './seat-rights.js';
import { isActive, type CaseState } from './state.js';

/** Whom an event concerns: a person, or whoever is on duty for a seat of an area or a department when it is sent. */
export type Addressee =
  | { personId: string }
  | { seat: Seat; areaCode: string }
  | { seat: 'departmentDuty' | 'departmentHead'; departmentId: string }
  /** 包网干部: all cadres attached to a grid. 区级联系领导: of a community. */
  | { seat: 'attachedCadre' | 'districtLiaison'; areaCode: string };

/** Who must be told of an event, each once. How it reaches them is not the case's business. `state` is the one after it. */
export function whomToTell(event: CaseEvent, state: CaseState, policy: CasePolicy): Addressee[] {
  const told = new Map([...concerned(event, state, policy), ...flatCommand(event, state)].map((addressee) => [JSON.stringify(addressee), addressee]));
  return [...told.values()];
}

function concerned(event: CaseEvent, state: CaseState, policy: CasePolicy): Addressee[] {
  const { fact } = event;
  const { authority } = policy;
  const reporter: Addressee = { personId: state.reporterId };
  const owner = dutyOf(state, state.level);
  switch (fact.type) {
    case 'whistleAsked':
      return seated(state, policy.whistles[fact.kind].approval?.seats);
    case 'whistleRefused':
      return [{ personId: fact.askedById }];
    case 'whistled': {
      const called = fact.departments.map(({ departmentId }) => department(departmentId, 'departmentDuty'));
      const { coordinator } = policy.whistles[fact.kind];
      if (coordinator !== null) called.push(...seated(state, [coordinator]));
      if (fact.kind !== 'grid') return called;
      // 网格吹哨、干部报到: the grid's cadres are called too; the community is told and may withdraw it.
      return [...called, { seat: 'attachedCadre', areaCode: state.place.gridCode }, dutyOf(state, 'community')];
    }
    case 'whistleWithdrawn':
      return [dutyOf(state, 'grid'), ...fact.departmentIds.map((id) => department(id, 'departmentDuty'))];
    case 'groundFollowed': {
      // Whoever keeps it across the change has it in the lists; who gets it anew is told.
      const cadres: Addressee[] = state.whistle?.kind === 'grid' ? [{ seat: 'attachedCadre', areaCode: state.place.gridCode }] : [];
      const stays = areaCodeAt(fact.fromCode, state.level) === areaCodeAt(state.place.gridCode, state.level);
      return stays ? cadres : [owner, ...cadres];
    }
    case 'filed':
      return fact.moved ? [owner] : [];
    case 'taskFinished':
      return event.stage === 'verification' ? [owner] : [];
    case 'phaseMissed':
    case 'resumed':
    case 'suspensionRefused':
    case 'suspended':
    case 'reworkOrdered':
    case 'reopened':
      return [owner, ...departments(state)];
    case 'reported':
    case 'settled':
    case 'verified':
    case 'escalated':
    case 'deescalated':
    case 'duplicateTaken':
    case 'childEnded':
    case 'parentLinked':
      return [owner];
    case 'returnRequested':
      return [owner, ...seated(state, authority.returns)];
    case 'handedOver':
      return [{ personId: fact.toPersonId }];
    case 'returnGranted':
    case 'reassigned':
    case 'adjudicated': {
      const ids = [fact.departmentId, ...(fact.toDepartmentId === null ? [] : [fact.toDepartmentId])];
      return [owner, ...ids.map((id) => department(id, 'departmentDuty'))];
    }
    case 'adjudicationRequested':
      return seated(state, authority.adjudication);
    case 'returnRefused':
    case 'departmentAdded':
    case 'departmentReleased':
    case 'extensionRefused':
      return [department(fact.departmentId, 'departmentDuty')];
    case 'extensionRequested': {
      const task = state.tasks.find(({ departmentId }) => departmentId === fact.departmentId);
      return seated(state, extensionSeats(policy, task ?? { extensions: 0 }));
    }
    case 'extensionGranted':
      return [owner, department(fact.departmentId, 'departmentDuty')];
    case 'suspensionRequested':
      return seated(state, authority.suspension);
    case 'reviewDue':
      return [owner, ...seated(state, authority.suspension)];
    case 'decisionOverdue':
      // Whoever should have decided had their turn: the command centre hears of it, then its leaders.
      return [owner, ...seated(state, [fact.times > 1 ? 'districtLeader' : 'shiftLeader'])];
    case 'urged':
      return fact.departmentId === null ? [owner] : [department(fact.departmentId, 'departmentDuty')];
    case 'criticised':
    case 'rated':
      return [department(fact.departmentId, 'departmentHead')];
    case 'supervised':
      return fact.departmentId === null
        ? [owner, ...(fact.cause === undefined ? [] : departments(state))]
        : [owner, department(fact.departmentId, 'departmentHead'), department(fact.departmentId, 'departmentDuty')];
    case 'stepMissed':
      return [late(fact.departmentId, rungAt(policy, fact.step, fact.rung), owner)];
    case 'closed':
    case 'rejected':
      return [reporter];
    case 'cancelled':
    case 'merged':
      return [reporter, ...departments(state)];
    case 'callbackDue':
      return [reporter, ...seated(state, authority.callback)];
    case 'calledBack':
      return fact.solved === false || fact.word === 'poor' ? [owner] : [];
    case 'accepted':
    case 'whistleApproved':
    case 'signed':
    case 'leadTaken':
    case 'contacted':
    case 'reportedIn':
    case 'phaseCompleted':
    case 'childLinked':
    case 'finalised':
    case 'attached':
    case 'replanned':
    // Everybody in the area hears of the activation itself.
    case 'modeChanged':
      return [];
  }
}

/** 1+2 (达川): in an emergency the district's liaison to the community hears of what rises or is missed, the subdistrict is informed. */
function flatCommand({ fact }: CaseEvent, state: CaseState): Addressee[] {
  if (state.emergency === null || !(isMiss(fact) || (fact.type === 'escalated' && fact.to === 'district'))) return [];
  const { gridCode } = state.place;
  return [{ seat: 'districtLiaison', areaCode: areaCodeAt(gridCode, 'community') }, dutyOf(state, 'subdistrict')];
}

function isMiss(fact: CaseFact): boolean {
  if (fact.type === 'escalated') return fact.cause === 'deadline';
  return fact.type === 'stepMissed' || fact.type === 'phaseMissed' || isSupervisedByClock(fact);
}

function late(departmentId: string, rung: ReturnType<typeof rungAt>, owner: Addressee): Addressee {
  switch (rung) {
    case 'duty':
      return department(departmentId, 'departmentDuty');
    case 'deputy':
    case 'head':
    case 'criticism':
      return department(departmentId, 'departmentHead');
    case 'levelAbove':
    case 'supervision':
      return owner;
  }
}

function dutyOf(state: CaseState, level: TierLevel): { seat: Seat; areaCode: string } {
  return { seat: DUTY_SEAT[level], areaCode: areaCodeAt(state.place.gridCode, level) };
}

/** The duty of the first seat that may decide; whoever stands in for an empty one is registry's to say. */
function seated(state: CaseState, seats: readonly Seat[] | undefined): Addressee[] {
  const [seat] = seats ?? [];
  const tier = seat === undefined ? null : tierOfSeat(seat);
  return seat === undefined || tier === null ? [] : [{ seat, areaCode: areaCodeAt(state.place.gridCode, tier) }];
}

function department(departmentId: string, seat: 'departmentDuty' | 'departmentHead'): Addressee {
  return { seat, departmentId };
}

function departments(state: CaseState): Addressee[] {
  return state.tasks.filter(isActive).map((task) => department(task.departmentId, 'departmentDuty'));
}
