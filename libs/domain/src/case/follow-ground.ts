import type { CasePlace, CaseRules } from '../policy.js';
import type { Actor } from './actor.js';
import { number, type Applied } from './apply.js';
import { settleDue } from './clock.js';
import type { CaseState } from './state.js';

/** The ground of a case was split, merged or moved: which grid has it from now on. */
export interface NewGround {
  commandId: string;
  /** Who ordered the reshaping. */
  actor: Actor;
  /** When it was put to the case. */
  at?: number | undefined;
  reshapeId: string;
  /** 15 digits: the grid that is no more. A case that lies elsewhere stays where it is. */
  fromCode: string;
  place: CasePlace;
}

/**
 * 随地走: an open case goes with its ground to the grid that has it now. No deadline moves, no department's task ends, its level
 * stays; who answers is found by the new code from then on. A case that has ended keeps its grid, until it is reopened.
 */
export function followGround(before: CaseState, rules: CaseRules, next: NewGround, now: number): Applied {
  const settled = settleDue(before, rules, now);
  const { state } = settled;
  const { reshapeId, fromCode, place } = next;
  if (state.closedAt !== null || state.place.gridCode !== fromCode || place.gridCode === fromCode) return settled;
  const [leaf, ...outer] = state.place.nesting ?? [];
  // Only a leaf is reshaped: what it lies in stays as it was.
  const nesting = leaf === undefined ? {} : { nesting: [{ ...leaf, gridId: place.gridId }, ...outer] };
  return number(settled, [{ fact: { type: 'groundFollowed', reshapeId, fromCode, place: { ...place, ...nesting } } }], { ...next, at: now });
}
