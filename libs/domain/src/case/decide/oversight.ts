import { compareTiers, type TierLevel } from '../../tier.js';
import type { CaseAct } from '../command.js';
import { nextLevel } from '../ladder.js';
import { isOpenTask, type CaseState } from '../state.js';
import { activeTask, ladder, levelArms, refuse, supervisionArm, wrongStage, type Decision, type Draft, type Given } from './given.js';

type Act<Name extends CaseAct['command']> = Extract<CaseAct, { command: Name }>;

/** 催办 by hand: of one department, or of whoever has the case. */
export function urge({ state }: Given, { departmentId }: Act<'urge'>): Decision {
  if (departmentId !== undefined && !isAtWork(state, departmentId)) return noTask(state);
  return [
    { fact: { type: 'urged', departmentId: departmentId ?? null, about: departmentId === undefined ? 'level' : 'finish', cause: 'manual' } },
  ];
}

/** 督办: an order with a deadline of its own, for one department or the whole case. */
export function supervise(given: Given, { departmentId, limit }: Act<'supervise'>): Decision {
  const { state, rules } = given;
  if (departmentId !== undefined && !isAtWork(state, departmentId)) return noTask(state);
  const target = departmentId ?? null;
  return [
    {
      fact: { type: 'supervised', departmentId: target, times: state.supervisions + 1, cause: 'ordered' },
      arms: [supervisionArm(given, target, limit ?? rules.policy.supervision.limit[state.grade])],
    },
  ];
}

/** 提级 by hand, by whoever has it: one level up, or straight to a named one. */
export function escalate(given: Given, { to }: Act<'escalate'>): Decision {
  const { state, rules } = given;
  const level = to ?? nextLevel(rules.policy, state.grade, state.level);
  if (level === null) return wrongStage(state, 'escalate');
  if (compareTiers(level, state.level) <= 0) return refuse(state, 'INVALID', 'a case escalates to a higher level', 'to');
  return [moved(given, { type: 'escalated', from: state.level, to: level, cause: 'manual' }, level)];
}

/** The only way down: by those the district names, with a reason that is kept. */
export function deescalate(given: Given, { to }: Act<'deescalate'>): Decision {
  const { state } = given;
  if (compareTiers(to, state.level) >= 0) return refuse(state, 'INVALID', 'a case is handed down to a lower level', 'to');
  return [moved(given, { type: 'deescalated', from: state.level, to }, to)];
}

/** Another level has it from now on, with a limit of its own. */
function moved(given: Given, fact: Draft['fact'], level: TierLevel): Draft {
  return { fact, level, arms: levelArms(given, ladder({ ...given, state: { ...given.state, nest: 0 } }, level)) };
}

function isAtWork(state: CaseState, departmentId: string): boolean {
  const task = activeTask(state, departmentId);
  return task !== undefined && isOpenTask(task);
}

function noTask(state: CaseState) {
  return refuse(state, 'INVALID', 'this department has no open task', 'departmentId');
}
