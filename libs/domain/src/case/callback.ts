import type { CasePolicy } from '../policy.js';
import type { Callback, CaseState } from './state.js';

/** The tries since the case was closed; those before a reopening were about work that was done again. */
export function callbacksNow({ callbacks, closedAt }: CaseState): Callback[] {
  return callbacks.filter(({ at }) => closedAt !== null && at >= closedAt);
}

/** How often the resident is tried after a close. */
export function mostCallbacks({ afterClose }: CasePolicy): number {
  return afterClose?.attempts ?? 1;
}

/** Nobody has reached the resident yet and tries are left, whether or not one is due. */
export function mayCallBack(state: CaseState, policy: CasePolicy): boolean {
  const tries = callbacksNow(state);
  return tries.length < mostCallbacks(policy) && tries.every(({ word }) => word === null);
}
