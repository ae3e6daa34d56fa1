import type { ActivationEvent } from '@shaodao/domain/activation/event';
import type { ActivationState } from '@shaodao/domain/activation/state';
import { z } from 'zod';
import { CALL_PURPOSES } from './calls.js';
import { request } from './contract.js';
import { instant, uuid } from './shapes.js';

/** What dispatch answers the workflows of an activation. Each may come twice and changes nothing the second time. */

const activationId = uuid;
const refusals = ['NOT_FOUND'] as const;

/** Events in order, and the state after the last. */
export const recordActivation = request({
  subject: 'dispatch.activation.record',
  input: z.object({
    activationId,
    events: z.array(z.custom<ActivationEvent>((event) => typeof event === 'object' && event !== null)).min(1),
    state: z.custom<ActivationState>((state) => typeof state === 'object' && state !== null),
  }),
  output: z.null(),
  refusals,
});

/** What the recorded events up to `untilSeq` ask for: people told, cases switched, steps given out. */
export const followActivation = request({
  subject: 'dispatch.activation.follow',
  input: z.object({ activationId, fromSeq: z.int(), untilSeq: z.int() }),
  output: z.null(),
  refusals,
});

export const coordinatorPart = z.object({ coordinatorNo: z.int(), from: z.int(), until: z.int(), teams: z.array(z.int()) });
/** Freezes the roster before anybody is called; `beginsAt` is when it takes effect, which the record may not say yet. */
export const freezeRoster = request({
  subject: 'dispatch.activation.freeze',
  input: z.object({ activationId, beginsAt: instant }),
  output: z.object({ people: z.int(), teams: z.int(), coordinators: z.array(coordinatorPart) }),
  refusals,
});
/** People somebody named join the roster; `cause` names the command they are kept under. */
export const callNamed = request({
  subject: 'dispatch.activation.named',
  input: z.object({ activationId, cause: z.string() }),
  output: z.object({ coordinators: z.array(coordinatorPart) }),
  refusals,
});
/** Volunteer teams of a step's skills join the roster. */
export const callVolunteers = request({
  subject: 'dispatch.activation.volunteers',
  input: z.object({ activationId, stepCode: z.string() }),
  output: z.object({ coordinators: z.array(coordinatorPart) }),
  refusals,
});

/** Calls everybody who is to be called among people `from` up to before `until`; `seq` names a purpose that comes again. */
export const callPart = request({
  subject: 'dispatch.activation.callPart',
  input: z.object({ activationId, from: z.int(), until: z.int(), channel: z.enum(['inApp', 'workApp']), purpose: z.enum(CALL_PURPOSES), seq: z.int() }),
  output: z.object({ called: z.int() }),
  refusals,
});
export const armedTeams = request({
  subject: 'dispatch.activation.armed',
  input: z.object({ activationId, teams: z.array(z.int()).min(1), at: instant }),
  output: z.null(),
  refusals,
});
/** One rung of the ladder for those of a team who have not answered. `pending` is how many there are. */
export const fireRung = request({
  subject: 'dispatch.activation.rung',
  input: z.object({ activationId, teamNo: z.int(), rung: z.int() }),
  output: z.object({ pending: z.int() }),
  refusals,
});
/** One rung of {@link CONFIRM_LADDER} while the press waits for its second person. `asked` is how many leaders it went to. */
export const askConfirm = request({
  subject: 'dispatch.activation.askConfirm',
  input: z.object({ activationId, rung: z.int().min(1) }),
  output: z.object({ asked: z.int() }),
  refusals,
});
/** The rung above the teams: who commands hears how many of a coordinator's subdistrict are missing. */
export const tellRoot = request({
  subject: 'dispatch.activation.tellRoot',
  input: z.object({ activationId, coordinatorNo: z.int() }),
  output: z.object({ missing: z.int() }),
  refusals,
});
/**
 * Tasks of the limit `nth` were due at `dueAt`: each leader of a coordinator's teams, or whoever is on duty above, is told how
 * many reports are missing. Of tasks that are all reported nobody hears.
 */
export const tellTasks = request({
  subject: 'dispatch.activation.tellTasks',
  input: z.object({ activationId, coordinatorNo: z.int(), nth: z.int().min(0), dueAt: instant, to: z.enum(['leader', 'above']) }),
  output: z.object({ missing: z.int() }),
  refusals,
});
/** The ladder is through and the limit has passed: who was never reached is unreachable. */
export const giveUp = request({
  subject: 'dispatch.activation.giveUp',
  input: z.object({ activationId, teamNo: z.int() }),
  output: z.object({ pending: z.int() }),
  refusals,
});
