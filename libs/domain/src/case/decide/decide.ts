import type { CaseAct } from '../command.js';
import { isAllowed, seatMay } from '../rights.js';
import { MOST_ATTACHMENTS, type CaseState } from '../state.js';
import { close, rate, recordCallback, reopen, verify } from './closing.js';
import { addDepartment, adjudicate, decideReturn, reassign, releaseDepartment, requestReturn } from './departments.js';
import { refuse, wrongStage, type Decision, type Given } from './given.js';
import { accept, cancel, linkChild, merge, reject } from './intake.js';
import { deescalate, escalate, supervise, urge } from './oversight.js';
import { completePhase, finish, handOver, takeStep } from './steps.js';
import { decideExtension, decideSuspension, requestExtension, requestSuspension, resume } from './time.js';
import { blow, decideWhistle, withdraw } from './whistles.js';

/** Acts on the actor's own task: naming another department's is refused. */
const OWN_TASK: ReadonlySet<CaseAct['command']> = new Set([
  'sign',
  'contact',
  'reportIn',
  'finish',
  'completePhase',
  'handOver',
  'requestReturn',
  'requestExtension',
]);

/** What a command leads to, or why it is not taken. Seat and area are asked before the stage. */
export function decide(given: Given): Decision {
  const { state, rules, command } = given;
  const { act, actor } = command;
  if (!seatMay(state, rules, act.command, actor)) {
    return refuse(state, 'FORBIDDEN', `${actor.seat} may not ${act.command}`);
  }
  if (act.command === 'whistle') return blow(given, act);
  const named = OWN_TASK.has(act.command) && 'departmentId' in act ? act.departmentId : undefined;
  if (named !== undefined && named !== actor.departmentId) {
    return refuse(state, 'FORBIDDEN', 'that task belongs to another department', 'departmentId');
  }
  if (!isAllowed(state, rules, actor, act.command)) return wrongStage(state, act.command);
  switch (act.command) {
    case 'accept':
      return accept(given, act);
    case 'reject':
      return reject(given, act);
    case 'cancel':
      return cancel(given);
    case 'merge':
      return merge(given, act);
    case 'linkChild':
      return linkChild(given, act);
    case 'decideWhistle':
      return decideWhistle(given, act);
    case 'withdrawWhistle':
      return withdraw(given);
    case 'sign':
    case 'contact':
    case 'reportIn':
      return takeStep(given, act);
    case 'completePhase':
      return completePhase(given, act);
    case 'finish':
      return finish(given);
    case 'handOver':
      return handOver(given, act);
    case 'requestReturn':
      return requestReturn(given, act);
    case 'decideReturn':
      return decideReturn(given, act);
    case 'adjudicate':
      return adjudicate(given, act);
    case 'reassign':
      return reassign(given, act);
    case 'addDepartment':
      return addDepartment(given, act);
    case 'releaseDepartment':
      return releaseDepartment(given, act);
    case 'requestExtension':
      return requestExtension(given, act);
    case 'decideExtension':
      return decideExtension(given, act);
    case 'requestSuspension':
      return requestSuspension(given, act);
    case 'decideSuspension':
      return decideSuspension(given, act);
    case 'resume':
      return resume(given);
    case 'urge':
      return urge(given, act);
    case 'supervise':
      return supervise(given, act);
    case 'escalate':
      return escalate(given, act);
    case 'deescalate':
      return deescalate(given, act);
    case 'verify':
      return verify(given, act);
    case 'close':
      return close(given, act);
    case 'reopen':
      return reopen(given);
    case 'recordCallback':
      return recordCallback(given, act);
    case 'rate':
      return rate(given, act);
    case 'attach':
      return attach(state, act);
  }
}

/** The same file twice is one attachment. */
function attach(state: CaseState, act: Extract<CaseAct, { command: 'attach' }>): Decision {
  const { attachmentId, sha256: hash, mediaType, size, purpose } = act;
  if (state.attachments.some(({ sha256 }) => sha256 === hash)) return [];
  if (state.attachments.length >= MOST_ATTACHMENTS) {
    return refuse(state, 'INVALID', `a case has at most ${MOST_ATTACHMENTS} attachments`, 'attachments');
  }
  return [{ fact: { type: 'attached', attachmentId, sha256: hash, mediaType, size, purpose } }];
}
