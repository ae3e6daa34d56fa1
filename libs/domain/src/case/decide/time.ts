import { clockOf, remainingLimit, remainingOf, type Limit } from '../../limit.js';
import type { CaseAct } from '../command.js';
import { deadlineKey, deadlineOf, type CaseDeadline } from '../deadline.js';
import { clockOfDeadline } from '../limits-of.js';
import { ownTask } from '../rights.js';
import type { CaseState, KeptDeadline } from '../state.js';
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
  if (task === undefined) return wrongStage(state, 'requestExtension');
  const { departmentId } = task;
  const closing = closingOf(state, departmentId);
  if (closing === undefined || closing.rung > 0 || task.missed.includes('finish')) {
    return refuse(state, 'WRONG_STAGE', 'an extension is asked for before the limit has passed');
  }
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

/** Granted, it counts from the old deadline; granted late, it excuses the miss. */
export function decideExtension(given: Given, { departmentId, granted }: Act<'decideExtension'>): Decision {
  const { state, rules, command } = given;
  const task = activeTask(state, departmentId);
  if (task?.extensionAsked === null || task?.extensionAsked === undefined) {
    return refuse(state, 'INVALID', 'this department has not asked for an extension', 'departmentId');
  }
  if (task.extensionAsked.byId === command.actor.personId) return ownWish(state);
  const { extension } = rules.policy.authority;
  const seats = extension[Math.min(task.extensions, extension.length - 1)] ?? [];
  if (!seats.includes(command.actor.seat)) {
    return refuse(state, 'FORBIDDEN', `extension ${task.extensions + 1} of a task is not for ${command.actor.seat} to decide`);
  }
  const disarms = [decisionKey('extension', departmentId)];
  if (!granted) return [{ fact: { type: 'extensionRefused', departmentId }, disarms }];
  const { limit } = task.extensionAsked;
  const closing = closingOf(state, departmentId);
  if (closing === undefined) return wrongStage(state, 'decideExtension');
  const own = extended(given, closing, limit);
  // The case waits for its departments: its own closing deadline is never before the last of theirs.
  const level = state.deadlines.find(({ kind }) => kind === 'level');
  const carried =
    closing.kind === 'finish' && level !== undefined && own.dueAt > level.dueAt
      ? [{ ...own, kind: 'level' as const, departmentId: null, rung: level.rung }]
      : [];
  return [
    {
      fact: {
        type: 'extensionGranted',
        departmentId,
        limit,
        fromDueAt: firstDueOf(closing),
        toDueAt: own.dueAt,
        excused: task.missed.includes('finish'),
      },
      arms: [own, ...carried].flatMap((deadline) => reminded(given, deadline)),
      disarms,
    },
  ];
}

/** The department's closing deadline; in a case older than those the level's. */
function closingOf(state: CaseState, departmentId: string): CaseDeadline | undefined {
  return (
    state.deadlines.find((one) => one.kind === 'finish' && one.departmentId === departmentId) ??
    state.deadlines.find((one) => one.kind === 'level')
  );
}

function extended({ rules, now }: Given, closing: CaseDeadline, limit: Limit): CaseDeadline {
  const span =
    closing.rung > 0 || closing.fromAt === undefined || closing.limits === undefined
      ? { fromAt: firstDueOf(closing), limits: [limit] }
      : { fromAt: closing.fromAt, limits: [...closing.limits, limit] };
  return deadlineOf(rules.calendar, closing, span, now);
}

/** When the limit itself ran out: a deadline that was missed stands at its next rung meanwhile. */
function firstDueOf(closing: CaseDeadline): number {
  return closing.rung > 0 ? (closing.missedAt ?? closing.dueAt) : closing.dueAt;
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
  const { state, rules, command, now } = given;
  const asked = state.suspensionAsked;
  if (asked === null) return wrongStage(state, 'decideSuspension');
  if (asked.byId === command.actor.personId) return ownWish(state);
  const decision = decisionKey('suspension');
  if (!granted) return [{ fact: { type: 'suspensionRefused' }, disarms: [decision] }];
  const reviewAt = Math.max(asked.reviewAt, now);
  const review: CaseDeadline = { kind: 'review', departmentId: null, dueAt: reviewAt, rung: 0 };
  const kept =
    state.suspended?.kept ??
    state.deadlines
      .filter((deadline) => deadlineKey(deadline) !== decision)
      .map((deadline): KeptDeadline => {
        const clock = clockOfDeadline({ state, rules }, deadline);
        const { dueAt } = deadline;
        return { deadline, clock, remainingMs: remainingOf(rules.calendar, clock, { now, dueAt }) };
      });
  const disarms = allKeys(state).filter((key) => key !== 'review');
  return [{ fact: { type: 'suspended', reviewAt, kept }, arms: [review], disarms }];
}

/** Every deadline goes on with what was left of it, counted by the calendar of this day. */
export function resume(given: Given): Draft[] {
  const { state, rules, now } = given;
  const arms = (state.suspended?.kept ?? []).map(({ deadline, clock, remainingMs }) => {
    const span = { fromAt: now, limits: [remainingLimit(clock, remainingMs)] };
    return { ...deadlineOf(rules.calendar, deadline, span), rung: deadline.rung };
  });
  return [{ fact: { type: 'resumed' }, arms, disarms: allKeys(state) }];
}
