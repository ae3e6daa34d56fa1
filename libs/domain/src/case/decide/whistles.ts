import type { WhistleRule } from '../../policy.js';
import { compareTiers } from '../../tier.js';
import type { CaseAct, Refusal, WhistleTarget } from '../command.js';
import { deadlineOf, type CaseDeadline } from '../deadline.js';
import { mayBlow } from '../seat-rights.js';
import { isActive, type CaseState } from '../state.js';
import {
  allKeys,
  closingLimit,
  decisionArm,
  decisionKey,
  enter,
  ladder,
  levelArms,
  refuse,
  taskArms,
  triggered,
  wrongStage,
  type Decision,
  type Draft,
  type Given,
} from './given.js';

type Whistle = Extract<CaseAct, { command: 'whistle' }>;
type Called = Pick<Whistle, 'kind' | 'departments'>;

/** 吹哨: at once, or asked for where the district wants a unit's head to approve. */
export function blow(given: Given, act: Whistle): Decision {
  const { state, rules, command } = given;
  if (state.stage !== 'dispatch' || state.whistleAsked !== null || state.suspended !== null) return wrongStage(state, 'whistle');
  if (!rules.policy.enabledKinds.includes(act.kind)) {
    return refuse(state, 'INVALID', `${act.kind} is not enabled in this district`, 'kind');
  }
  if (!mayBlow(state, rules, command.actor, act.kind)) {
    return refuse(state, 'FORBIDDEN', `${command.actor.seat} may not blow ${act.kind}`, 'kind');
  }
  const departments = called(state, act);
  if (!Array.isArray(departments)) return departments;
  const whistle = { kind: act.kind, departments };
  const { approval } = rules.policy.whistles[act.kind];
  if (approval === null || approval.seats.includes(command.actor.seat)) return whistled(given, whistle);
  const asked: Draft = {
    fact: { type: 'whistleAsked', ...whistle, afterwards: approval.afterwards },
    arms: [decisionArm(given, 'whistle', null, approval.limit)],
  };
  return approval.afterwards ? [...whistled(given, whistle), asked] : [asked];
}

/** Approved by another, it sounds as its blower asked; refused, it does not, or is taken back. */
export function decideWhistle(given: Given, { approved }: Extract<CaseAct, { command: 'decideWhistle' }>): Decision {
  const { state } = given;
  const asked = state.whistleAsked;
  if (asked === null) return wrongStage(state, 'decideWhistle');
  const disarms = [decisionKey('whistle')];
  if (!approved) {
    const refused: Draft = { fact: { type: 'whistleRefused', askedById: asked.byId }, disarms };
    return asked.afterwards && state.stage === 'handling' ? [refused, ...withdraw(given)] : [refused];
  }
  const done: Draft = { fact: { type: 'whistleApproved' }, disarms };
  return asked.afterwards ? [done] : [done, ...whistled(given, asked, asked.byId)];
}

export function withdraw(given: Given): Draft[] {
  const { state } = given;
  return [
    {
      fact: { type: 'whistleWithdrawn', departmentIds: state.tasks.filter(isActive).map((task) => task.departmentId) },
      ...enter(given, 'dispatch', ladder(given)),
    },
  ];
}

function whistled(given: Given, { kind, departments }: Called, askedById?: string): Draft[] {
  const { state, rules, now } = given;
  const rule: WhistleRule = rules.policy.whistles[kind];
  const level = rule.level !== null && compareTiers(rule.level, state.level) > 0 ? rule.level : state.level;
  const raised: Draft[] =
    level === state.level ? [] : [{ fact: { type: 'escalated', from: state.level, to: level, cause: 'whistle' }, level }];
  const blown = { ...given, state: { ...state, whistle: { kind, blownBy: '', blownAt: now } } };
  const steps = departments.flatMap(({ departmentId, part }) => taskArms(blown, departmentId, part));
  const sounded: Draft = {
    fact: { type: 'whistled', kind, departments, ...(askedById === undefined ? {} : { askedById }) },
    stage: 'handling',
    level,
    arms: [...levelArms(given, closingLimit(given)), ...steps, ...phaseArms(given)],
    disarms: allKeys(state).filter((key) => key === decisionKey('suspension')),
  };
  const { triggers } = rules.policy.supervision;
  const acting = departments.filter(({ part }) => part !== 'informed');
  const leaderless = triggers !== null && acting.length >= triggers.departmentsWithoutLead && acting.every(({ part }) => part !== 'lead');
  return [...raised, sounded, ...(leaderless ? triggered(given, 'noLead') : [])];
}

/** Each stage of the category's deadlines counts from the whistle; the last, the closing limit, is the level's own clock. */
function phaseArms({ state, rules, now }: Given): CaseDeadline[] {
  return state.category.phases.map(({ limit }, index) =>
    deadlineOf(rules.calendar, { kind: 'phase', departmentId: null, ref: String(index) }, { fromAt: now, limits: [limit] }),
  );
}

/** Whom the whistle calls: for 网格吹哨 the grid's own attached department leads unless others of its own are named. */
function called(state: CaseState, act: Called): WhistleTarget[] | Refusal {
  const { attachedDepartmentIds } = state.place;
  const named: WhistleTarget[] =
    act.kind === 'grid' && act.departments.length === 0
      ? attachedDepartmentIds.slice(0, 1).map((departmentId) => ({ departmentId, part: 'lead' }))
      : act.departments;
  const ids = named.map((target) => target.departmentId);
  if (named.every((target) => target.part === 'informed')) {
    return refuse(state, 'INVALID', 'a whistle needs a department that acts', 'departments');
  }
  if (new Set(ids).size !== ids.length) return refuse(state, 'INVALID', 'a department is named twice', 'departments');
  if (named.filter((target) => target.part === 'lead').length > 1) {
    return refuse(state, 'INVALID', 'only one department leads', 'departments');
  }
  if (act.kind === 'grid' && ids.some((id) => !attachedDepartmentIds.includes(id))) {
    return refuse(state, 'FORBIDDEN', 'a grid calls only departments attached to it', 'departments');
  }
  return named;
}
