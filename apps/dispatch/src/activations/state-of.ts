import { press } from '@shaodao/domain/activation/apply';
import type { ActivationState } from '@shaodao/domain/activation/state';
import type { KeptActivation } from './activations.store.js';

/** Until its workflow has recorded the press it is what the press alone makes of it. */
export function stateOf({ state, press: given, rules }: Pick<KeptActivation, 'state' | 'press' | 'rules'>): ActivationState {
  return state ?? press(given, { ...rules, cancelWindowMs: Math.max(rules.cancelWindowMs, 1) }).state;
}
