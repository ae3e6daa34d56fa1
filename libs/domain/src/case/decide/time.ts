import { clockOf, type Limit } from '../../limit.js';
import type { CaseAct } from '../command.js';
import { deadlineKey, deadlineOf, type CaseDeadline, type Span } from '../deadline.js';
import { clockOfDeadline, closingDeadlineOf, isAskedFor } from '../limits-of.js';
import { extensionSeats, ownTask } from '../seat-rights.js';
import { restOf, takenUp } from '../rests.js';
import { ownWish } from './departments.js';
import {
  activeTask,
  allKeys,
  decisionArm,
  decisionKey,
  refuse,
  reminded,
  wrongStage,
  type Decision,
  type Draft,
  type Given,
} from './given.js';

type Act<Name extends CaseAct['command']> = Extract<CaseAct, { command: Name }>;

/** 延期 is asked for before the limit passes; the asking stops nothing. */
export function requestExtension(given: Given, { limit }: Act<'requestExtension'>): Decision {
  const { state, rules, command } = given;
  const task = ownTask(state, command.actor);
  const closing = task === undefined ? undefined : closingDeadlineOf(state, task);
  if (task === undefined || closing === undefined) return wrongStage(state, 'requestExtension');
  const { departmentId } = task;
  if (clockOf(limit) !== clockOfDeadline(given, closing)) {
    return refuse(state, 'INVALID', 'in the time the deadline itself is counted in', 'limit');
  }
  return [
    {
      fact: { type: 'extensionRequested', departmentId, limit },
      arms: [decisionArm(given, 'extension', departmentId, rules.policy.extension.decide)],
    },
  ];
}

/**
 * Granted, it counts from the old deadline; granted late, it excuses a miss of the department's own clock. Of a case older than
 * those a level that has passed stays passed.
 */
export function decideExtension(given: Given, { departmentId, granted }: Act<'decideExtension'>): Decision {
  const { state, rules, command, now } = given;
  const task = activeTask(state, departmentId);
  if (task?.extensionAsked === null || task?.extensionAsked === undefined) {
    return refuse(state, 'INVALID', 'this department has not asked for an extension', 'departmentId');
  }
  if (task.extensionAsked.byId === command.actor.personId) return ownWish(state, 'departmentId');
  if (!extensionSeats(rules.policy, task).includes(command.actor.seat)) {
    return refuse(state, 'FORBIDDEN', `extension ${task.extensions + 1} of a task is not for ${command.actor.seat} to decide`, 'departmentId');
  }
  const disarms = [decisionKey('extension', departmentId)];
  if (!granted) return [{ fact: { type: 'extensionRefused', departmentId }, disarms }];
  const { limit, dueAt } = task.extensionAsked;
  const closing = closingDeadlineOf(state, task);
  const ofTask = closing?.kind === 'finish' || task.missed.includes('finish');
  const name = ofTask ? { kind: 'finish' as const, departmentId } : { kind: 'level' as const, departmentId: null };
  const span = closing === undefined ? { fromAt: dueAt, limits: [limit] } : extended(closing, limit);
  const own = deadlineOf(rules.calendar, name, span, now);
  // The case waits for its departments: its own closing deadline is never before the last of theirs.
  const level = state.deadlines.find(({ kind }) => kind === 'level');
  const carried = level !== undefined && own.dueAt > level.dueAt ? [{ ...own, kind: 'level' as const, departmentId: null, rung: level.rung }] : [];
  return [
    {
      fact: {
        type: 'extensionGranted',
        departmentId,
        limit,
        fromDueAt: closing === undefined ? dueAt : firstDueOf(closing),
        toDueAt: own.dueAt,
        excused: task.missed.includes('finish'),
      },
      arms: [...(ofTask ? [own] : []), ...carried].flatMap((deadline) => reminded(given, deadline)),
      disarms,
    },
  ];
}

/** From the old deadline: the limits it adds up to and one more, or from where it was missed. */
function extended(closing: CaseDeadline, limit: Limit): Span {
  const { rung, fromAt, limits } = closing;
  return rung > 0 || fromAt === undefined || limits === undefined
    ? { fromAt: firstDueOf(closing), limits: [limit] }
    : { fromAt, limits: [...limits, limit] };
}

/** When the limit itself ran out: a deadline that was missed stands at its next rung meanwhile. */
function firstDueOf({ rung, missedAt, dueAt }: CaseDeadline): number {
  return rung > 0 ? (missedAt ?? dueAt) : dueAt;
}

/** 挂账: asked for with the date on which it is looked at again. A suspended case may ask for a later one. */
export function requestSuspension(given: Given, { reviewAt }: Act<'requestSuspension'>): Decision {
  const { state, rules, now } = given;
  if (reviewAt <= now) return refuse(state, 'INVALID', 'the review lies in the past', 'reviewAt');
  return [
    {
      fact: { type: 'suspensionRequested', reviewAt },
      arms: [decisionArm(given, 'suspension', null, rules.policy.suspension.decide)],
    },
  ];
}

/** What is left of every deadline is kept to the millisecond, each by its own clock; nothing runs but the review's. */
export function decideSuspension(given: Given, { granted }: Act<'decideSuspension'>): Decision {
  const { state, rules, now } = given;
  const asked = state.suspensionAsked;
  if (asked === null) return wrongStage(state, 'decideSuspension');
  const decision = decisionKey('suspension');
  if (!granted) return [{ fact: { type: 'suspensionRefused' }, disarms: [decision] }];
  const reviewAt = Math.max(asked.reviewAt, now);
  const review: CaseDeadline = { kind: 'review', departmentId: null, dueAt: reviewAt, rung: 0 };
  const kept =
    state.suspended?.kept ??
    state.deadlines
      .filter((deadline) => deadlineKey(deadline) !== decision)
      .map((deadline) => restOf({ state, rules, now }, deadline));
  const disarms = allKeys(state).filter((key) => key !== 'review');
  return [{ fact: { type: 'suspended', reviewAt, kept }, arms: [review], disarms }];
}

/** Every deadline goes on with what was left of it, counted by the calendar of this day; so does what was missed before. */
export function resume(given: Given): Draft[] {
  const { state, rules, now } = given;
  const kept = (state.suspended?.kept ?? []).filter(({ deadline }) => isAskedFor(state, deadline));
  const arms = kept.map((rest) => takenUp(rules.calendar, rest, now));
  return [{ fact: { type: 'resumed' }, arms, disarms: allKeys(state) }];
}
