import type { CaseRules } from '../policy.js';
import type { Actor } from './actor.js';
import { number, type Applied } from './apply.js';
import { settleDue } from './clock.js';
import { closed } from './decide/closing.js';
import type { Draft, Setting } from './decide/given.js';
import { rulesInForce } from './emergency-rules.js';
import type { CaseEvent } from './event.js';
import { isEnded } from './stage.js';
import type { CaseState } from './state.js';

/** What one case tells another: durable, perhaps twice, and taken once. `fromCaseId` tells, `actor` is whose act it was. */
export interface CaseNote {
  about: 'duplicate' | 'child' | 'childEnded' | 'childReopened' | 'parentClosed';
  fromCaseId: string;
  actor: Actor | null;
  /** When the event it tells of took effect. */
  at?: number | undefined;
}

/** What an event has to be told to other cases. */
export function notesOf(event: CaseEvent, state: CaseState): { toCaseId: string; note: CaseNote }[] {
  const { fact, caseId, actor, at } = event;
  const told = (about: CaseNote['about'], toCaseId: string) => ({ toCaseId, note: { about, fromCaseId: caseId, actor, at } });
  const toParent = state.parentId === null ? [] : [told('childEnded', state.parentId)];
  if (fact.type === 'merged') return [told('duplicate', fact.intoCaseId), ...toParent];
  if (fact.type === 'childLinked') return [told('child', fact.caseId)];
  if (fact.type === 'reopened' && state.parentId !== null) return [told('childReopened', state.parentId)];
  if (fact.type === 'rejected' || fact.type === 'cancelled') return toParent;
  if (fact.type !== 'closed') return [];
  const children = fact.children === 'close' ? state.children.filter((child) => child.open) : [];
  return [...children.map((child) => told('parentClosed', child.caseId)), ...toParent];
}

/** Takes a note of another case at `now`; one that is known already, or comes too late, changes nothing but what is due. */
export function hear(state: CaseState, rules: CaseRules, note: CaseNote, now: number): Applied {
  const settled = settleDue(state, rules, now);
  const drafts = draftsOf({ state: settled.state, rules: rulesInForce(settled.state, rules), now }, note);
  return number(settled, drafts, { actor: note.actor, commandId: null, at: now });
}

function draftsOf(setting: Setting, { about, fromCaseId }: CaseNote): Draft[] {
  const { state } = setting;
  switch (about) {
    case 'duplicate':
      return state.duplicateIds.includes(fromCaseId) ? [] : [{ fact: { type: 'duplicateTaken', caseId: fromCaseId } }];
    case 'child':
      return state.parentId === null && !isEnded(state.stage) ? [{ fact: { type: 'parentLinked', caseId: fromCaseId } }] : [];
    case 'childEnded':
      return state.children.some((child) => child.caseId === fromCaseId && child.open)
        ? [{ fact: { type: 'childEnded', caseId: fromCaseId } }]
        : [];
    case 'childReopened':
      return state.children.some((child) => child.caseId === fromCaseId && !child.open)
        ? [{ fact: { type: 'childLinked', caseId: fromCaseId } }]
        : [];
    case 'parentClosed':
      return state.parentId === fromCaseId && !isEnded(state.stage)
        ? [closed(setting, { type: 'closed', withParentId: fromCaseId })]
        : [];
  }
}
