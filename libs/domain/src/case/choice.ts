import type { CasePolicy } from '../policy.js';
import type { Actor } from './actor.js';
import { extensionSeats } from './seat-rights.js';
import type { CaseCommandName } from './stage.js';
import type { CaseState } from './state.js';

/** Commands that name one of several wishes: does one of them wait for the word of this very person? */
const CHOICES: Partial<Record<CaseCommandName, (state: CaseState, policy: CasePolicy, actor: Actor) => boolean>> = {
  decideReturn: ({ tasks }, _, { personId }) => tasks.some(({ returnAsked }) => returnAsked !== null && returnAsked.byId !== personId),
  decideExtension: ({ tasks }, policy, { personId, seat }) =>
    tasks.some(
      (task) => task.extensionAsked !== null && task.extensionAsked.byId !== personId && extensionSeats(policy, task).includes(seat),
    ),
};

/**
 * Is there anything this person may name with the command? Only for what is offered, after `isAllowed`: a command that names
 * a wish of somebody else's is still heard, so that its refusal can name the field. What the case must have first (pictures
 * before its close) is none of it either: the button stays, and its form says what is missing.
 */
export function hasChoice(state: CaseState, policy: CasePolicy, { actor, command }: { actor: Actor; command: CaseCommandName }): boolean {
  return CHOICES[command]?.(state, policy, actor) ?? true;
}
