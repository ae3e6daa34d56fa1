import type { Actor } from '../case/actor.js';
import type { ActivationEvent, ActivationFact } from './event.js';
import { evolve } from './evolve.js';
import type { ActivationRules, ActivationState } from './state.js';

/** A state and the events that led there. */
export interface Applied {
  state: ActivationState;
  events: ActivationEvent[];
}

/** Who did it, with what words. A clock has neither. */
export interface Cause {
  at: number;
  actor: Actor | null;
  commandId: string | null;
  textId: string | null;
}

export function byClock(at: number): Cause {
  return { at, actor: null, commandId: null, textId: null };
}

/** Adds facts of one cause; its words stand with the first. */
export function decided({ state, events }: Applied, rules: ActivationRules, facts: readonly ActivationFact[], cause: Cause): Applied {
  const all = [...events];
  let after = state;
  for (const [index, fact] of facts.entries()) {
    const { at, actor, commandId, textId } = cause;
    const event = { activationId: after.activationId, seq: after.seq + 1, at, actor, commandId, textId: index === 0 ? textId : null, fact };
    after = evolve(after, event, rules);
    all.push(event);
  }
  return { state: after, events: all };
}
