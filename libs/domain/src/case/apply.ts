import type { CaseCategory, CasePlace, CaseRules, Grade } from '../policy.js';
import type { Actor } from './actor.js';
import { settleDue } from './clock.js';
import type { CaseCommand, Refusal } from './command.js';
import { decide } from './decide/decide.js';
import { isRefusal, ladder, levelArms, type Draft } from './decide/given.js';
import type { CaseEvent } from './event.js';
import { rulesInForce } from './emergency-rules.js';
import { evolve } from './evolve.js';
import { endsRest } from './evolve-emergency.js';
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
  const { caseId, actor, grade, category, place, at, text } = report;
  const event: CaseEvent = {
    caseId,
    seq: 1,
    at,
    actor,
    commandId: caseId,
    textId: text.textId,
    textDigest: text.digest,
    stage: 'intake',
    level: 'grid',
    fact: {
      type: 'reported',
      grade,
      category,
      place,
      policy: `${policy.id}@${policy.version}`,
      calendar: `${calendar.id}@${calendar.version}`,
    },
    arms: [],
    disarms: [],
  };
  const setting = { state: evolve(null, event), rules, now: at };
  event.arms = levelArms(setting, ladder(setting));
  return { state: evolve(null, event), events: [event] };
}

/**
 * One command at `now`: deadlines that passed before it act first, then it is taken or refused.
 * A refusal changes nothing; what the clock decided stands in either case and is found again by {@link settleDue}.
 */
export function apply(state: CaseState, rules: CaseRules, command: CaseCommand, now: number): Applied | Refusal {
  const settled = settleDue(state, rules, now);
  const decision = decide({ state: settled.state, rules: rulesInForce(settled.state, rules), command, now });
  if (isRefusal(decision)) return decision;
  return number(settled, decision, { ...command, at: now });
}

/** What a decision's events have in common; words belong to the first of them. */
export type Cause = Pick<CaseCommand, 'text'> & { actor: Actor | null; commandId: string | null; at: number };

/** Gives drafts their numbers and adds them to what is settled. */
export function number(settled: Applied, drafts: readonly Draft[], cause: Cause): Applied {
  const events = [...settled.events];
  let after = settled.state;
  for (const [index, draft] of drafts.entries()) {
    const { arms = [], disarms = [] } = draft;
    const restEnds = after.emergency?.resting === true && endsRest({ arms });
    const event: CaseEvent = {
      caseId: after.caseId,
      seq: after.seq + 1,
      at: cause.at,
      actor: cause.actor,
      commandId: cause.commandId,
      textId: index === 0 ? (cause.text?.textId ?? null) : null,
      textDigest: index === 0 ? (cause.text?.digest ?? null) : null,
      stage: draft.stage ?? after.stage,
      level: draft.level ?? after.level,
      fact: draft.fact,
      arms,
      // With the rest of a case in an emergency ends the question whether it should rest.
      disarms: restEnds && !disarms.includes('review') ? [...disarms, 'review'] : disarms,
    };
    after = evolve(after, event);
    events.push(event);
  }
  return { state: after, events };
}
