import { settle } from './clock.js';
import { byClock, decided, type Applied } from './decided.js';
import type { ActivationRules, ActivationState, StepRule } from './state.js';

/** How many have come for a step that calls volunteers: answered, in time or late, on site or still on the way. */
export interface VolunteersCome {
  code: string;
  come: number;
}

/** Is a step's need met? Where the plan says no number it ends by a person alone. */
export function isMet({ kind, people = 0 }: Pick<StepRule, 'kind' | 'people'>, come: number): boolean {
  return kind === 'callVolunteers' && people > 0 && come >= people;
}

/** After a count of volunteers at `now`: the step ends by itself once its need is met, in time or red. Any other count changes nothing. */
export function counted(before: ActivationState, rules: ActivationRules, { code, come }: VolunteersCome, now: number): Applied {
  const settled = settle(before, rules, now);
  const rule = rules.steps.find((one) => one.code === code);
  const isRunning = settled.state.steps.some((run) => run.code === code && run.state === 'running');
  if (rule === undefined || !isRunning || !isMet(rule, come)) return settled;
  const met = decided(settled, rules, [{ type: 'stepDone', code, come }], byClock(now));
  // Steps that waited for it begin.
  const { state, events } = settle(met.state, rules, now);
  return { state, events: [...met.events, ...events] };
}
