import type { CaseAct } from '../command.js';
import { allKeys, ladder, levelArms, refuse, type Decision, type Draft, type Given } from './given.js';

type Act<Name extends CaseAct['command']> = Extract<CaseAct, { command: Name }>;

/** 受理 and 立案 in one; category, place and grade are corrected together or not at all. */
export function accept(given: Given, act: Act<'accept'>): Decision {
  const { state, command } = given;
  const place = act.place ?? state.place;
  if (place.gridCode.slice(0, 6) !== state.place.gridCode.slice(0, 6)) {
    return refuse(state, 'INVALID', 'the grid lies in another district', 'gridId');
  }
  const regraded = act.grade !== undefined && act.grade !== state.grade ? act.grade : null;
  if (regraded !== null && command.text === undefined) {
    return refuse(state, 'INVALID', 'another grade needs a reason', 'reason');
  }
  const category = act.category ?? state.category;
  const filed: Draft = {
    fact: {
      type: 'filed',
      category,
      place,
      moved: place.gridId !== state.place.gridId,
      ...(regraded === null ? {} : { grade: regraded }),
    },
    stage: 'dispatch',
  };
  // The grade selects the ladder: this level's clock counts anew from when the level got the case.
  const graded = { ...given, state: { ...state, grade: regraded ?? state.grade, place } };
  const arms = regraded === null ? [] : levelArms(graded, ladder(graded), state.levelSince);
  return [{ fact: { type: 'accepted' }, stage: 'filing' }, arms.length === 0 ? filed : { ...filed, arms }];
}

/** 不予受理, with words for the reporter. */
export function reject({ state }: Given, { cause }: Act<'reject'>): Draft[] {
  const fact = { type: 'rejected' as const, ...(cause === undefined ? {} : { cause }) };
  return [{ fact, stage: 'rejected', disarms: allKeys(state) }];
}

export function cancel({ state }: Given): Draft[] {
  return [{ fact: { type: 'cancelled' }, stage: 'cancelled', disarms: allKeys(state) }];
}

/** 并案: this one ends and goes on as the other. That the other exists and is open is looked up before. */
export function merge({ state }: Given, { intoCaseId }: Act<'merge'>): Decision {
  if (intoCaseId === state.caseId) return refuse(state, 'INVALID', 'a case cannot be merged into itself', 'intoCaseId');
  if (state.children.some((child) => child.open)) {
    return refuse(state, 'INVALID', 'a case with open children is not merged', 'intoCaseId');
  }
  return [{ fact: { type: 'merged', intoCaseId }, stage: 'merged', disarms: allKeys(state) }];
}

/** Children are one level deep. That the child exists, is open and free is looked up before. */
export function linkChild({ state }: Given, { childCaseId }: Act<'linkChild'>): Decision {
  if (childCaseId === state.caseId) return refuse(state, 'INVALID', 'a case is no child of itself', 'childCaseId');
  if (state.parentId !== null) return refuse(state, 'INVALID', 'a child has no children', 'childCaseId');
  if (state.children.some((child) => child.caseId === childCaseId)) {
    return refuse(state, 'INVALID', 'it is a child of this case already', 'childCaseId');
  }
  return [{ fact: { type: 'childLinked', caseId: childCaseId } }];
}
