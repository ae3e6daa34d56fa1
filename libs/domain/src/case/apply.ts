import { addLimit } from '../limit.js';
import type { CaseCategory, CasePlace, CaseRules, Grade } from '../policy.js';
import type { Actor } from './actor.js';
import { settleDue } from './clock.js';
import type { CaseCommand, Refusal } from './command.js';
import { decide, isRefusal } from './decide.js';
import type { CaseEvent } from './event.js';
import { evolve } from './evolve.js';
import type { CaseState } from './state.js';

export interface CaseReport {
  caseId: string;
  actor: Actor;
  grade: Grade;
  category: CaseCategory;
  place: CasePlace;
  at: number;
  text: { textId: string; digest: string };
}

export interface Applied {
  state: CaseState;
  events: CaseEvent[];
}

/** 报事: the first event of a case; its level clock starts with it. */
export function open(report: CaseReport, rules: CaseRules): Applied {
  const { policy, calendar } = rules;
  const event: CaseEvent = {
    caseId: report.caseId,
    seq: 1,
    at: report.at,
    actor: report.actor,
    commandId: report.caseId,
    textId: report.text.textId,
    textDigest: report.text.digest,
    stage: 'intake',
    level: 'grid',
    fact: {
      type: 'reported',
      grade: report.grade,
      category: report.category,
      place: report.place,
      policy: `${policy.id}@${policy.version}`,
      calendar: `${calendar.id}@${calendar.version}`,
    },
    arms: [
      {
        kind: 'level',
        departmentId: null,
        dueAt: addLimit(calendar, report.at, policy.ladders[report.grade].grid),
        rung: 0,
      },
    ],
    disarms: [],
  };
  return { state: evolve(null, event), events: [event] };
}

/**
 * One command at `now`: deadlines that passed before it act first, then it is taken or refused.
 * A refusal changes nothing; what the clock decided stands in either case and is found again by {@link settleDue}.
 */
export function apply(state: CaseState, rules: CaseRules, command: CaseCommand, now: number): Applied | Refusal {
  const settled = settleDue(state, rules, now);
  const decision = decide({ state: settled.state, rules, command, now });
  if (isRefusal(decision)) return decision;
  const events = [...settled.events];
  let after = settled.state;
  for (const [index, draft] of decision.entries()) {
    const event: CaseEvent = {
      caseId: state.caseId,
      seq: after.seq + 1,
      at: now,
      actor: command.actor,
      commandId: command.commandId,
      // Words belong to the first event of a command.
      textId: index === 0 ? (command.text?.textId ?? null) : null,
      textDigest: index === 0 ? (command.text?.digest ?? null) : null,
      stage: draft.stage ?? after.stage,
      level: draft.level ?? after.level,
      fact: draft.fact,
      arms: draft.arms ?? [],
      disarms: draft.disarms ?? [],
    };
    after = evolve(after, event);
    events.push(event);
  }
  return { state: after, events };
}
