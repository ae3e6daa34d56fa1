import { shareOf } from '../../limit.js';
import type { CaseAct } from '../command.js';
import { deadlineOf, type CaseDeadline } from '../deadline.js';
import { callbacksNow, mostCallbacks } from '../callback.js';
import { proposedRating } from '../rating.js';
import {
  activeTask,
  actingTasks,
  allKeys,
  closingLimit,
  enter,
  finishArms,
  ladder,
  refuse,
  triggered,
  type Decision,
  type Draft,
  type Given,
  type Setting,
} from './given.js';

type Act<Name extends CaseAct['command']> = Extract<CaseAct, { command: Name }>;

/** 核查 by somebody else than the handlers: on to the close, or 返工. */
export function verify(given: Given, act: Act<'verify'>): Decision {
  const { rules } = given;
  if (act.passed) {
    return [{ fact: { type: 'verified' }, ...enter(given, 'closure', rules.policy.closure) }];
  }
  return again(given, { type: 'reworkOrdered' });
}

/** Back to the departments, or to the level where none was called, with a share of the last limit. */
function again(given: Given, fact: Draft['fact']): Draft[] {
  const { state, rules } = given;
  const done = actingTasks(state).filter((task) => task.state === 'finished');
  const back = state.whistle === null || done.length === 0 ? 'dispatch' : 'handling';
  const share = rules.policy.reworkShare ** (state.reworks + 1);
  const limit = shareOf(back === 'dispatch' ? ladder(given) : closingLimit(given), share);
  const level = enter(given, back, limit);
  const own = back === 'dispatch' ? [] : done.flatMap(({ departmentId }) => finishArms(given, departmentId, limit));
  const draft: Draft = { fact, ...level, arms: [...level.arms, ...own] };
  const { triggers } = rules.policy.supervision;
  return triggers !== null && state.reworks + 1 >= triggers.reworks ? [draft, ...triggered(given, 'reworks')] : [draft];
}

/** 结案: once the category's conditions are met and it is said what becomes of open children. */
export function close(given: Given, { children }: Act<'close'>): Decision {
  const { state } = given;
  const { evidence } = state.category.closureConditions;
  const shown = state.attachments.filter(({ purpose }) => purpose === 'after').length;
  if (shown < evidence) {
    return refuse(state, 'INVALID', `the category asks for ${evidence} pictures of the finished work, there are ${shown}`, 'attachments');
  }
  const open = state.children.filter((child) => child.open).length;
  if (open > 0 && children === undefined) {
    return refuse(state, 'INVALID', `${open} child cases are open: close them too, or keep them`, 'children');
  }
  return [closed(given, { type: 'closed', ...(open > 0 && children !== undefined ? { children } : {}) })];
}

/** The case's clock stops; the call-back's and the time for reopening begin. */
export function closed(setting: Setting, fact: Draft['fact']): Draft {
  const { state } = setting;
  return { fact, stage: 'closed', arms: afterClose(setting), disarms: allKeys(state) };
}

function afterClose({ rules: inForce, now }: Setting): CaseDeadline[] {
  // An ended case is in no emergency.
  const rules = inForce.peace ?? inForce;
  const { afterClose: after } = rules.policy;
  if (after === null) return [];
  return (['callback', 'reopen'] as const).map((kind) =>
    deadlineOf(rules.calendar, { kind, departmentId: null }, { fromAt: now, limits: [after[kind]] }),
  );
}

/** The same case again: its clock goes on where it stood, and it counts as rework. */
export function reopen(given: Given): Draft[] {
  return again(given, { type: 'reopened' });
}

/** 回访: the resident's word, or that nobody was reached. The last try ends the calling. */
export function recordCallback(given: Given, act: Act<'recordCallback'>): Decision {
  const { state, rules } = given;
  if (act.reached && (act.solved === undefined || act.word === undefined)) {
    return refuse(state, 'INVALID', 'say whether it is solved and what the resident thinks', act.solved === undefined ? 'solved' : 'word');
  }
  const tries = callbacksNow(state).length + 1;
  const over = act.reached || tries >= mostCallbacks(rules.policy);
  return [
    {
      fact: {
        type: 'calledBack',
        channel: act.channel,
        reached: act.reached,
        solved: act.reached ? (act.solved ?? null) : null,
        word: act.reached ? (act.word ?? null) : null,
      },
      ...(over ? { disarms: ['callback'] } : { arms: nextTry(given, tries) }),
    },
  ];
}

/** A try puts off the next; once all of them were due nothing calls for one any more. */
function nextTry(given: Given, tries: number): CaseDeadline[] {
  const open = given.state.deadlines.find(({ kind }) => kind === 'callback');
  if (open === undefined) return [];
  return afterClose(given).filter(({ kind }) => kind === 'callback').map((next) => ({ ...next, rung: Math.max(open.rung, tries) }));
}

/** 评价 of a department's task, proposed by the machine and signed here; another word than proposed needs a reason. */
export function rate({ state, command }: Given, { departmentId, rating }: Act<'rate'>): Decision {
  const task = activeTask(state, departmentId);
  if (task === undefined || task.part === 'informed') {
    return refuse(state, 'INVALID', 'this department has no task to rate', 'departmentId');
  }
  if (task.rating !== null) return refuse(state, 'INVALID', 'this task is rated already', 'departmentId');
  const proposed = proposedRating(task, state.callbacks);
  if (rating !== proposed && command.text === undefined) {
    return refuse(state, 'INVALID', `the process proposes ${proposed}: another rating needs a reason`, 'reason');
  }
  return [{ fact: { type: 'rated', departmentId, proposed, rating } }];
}
