import {
  CASE_COMMAND,
  CASE_FOLLOW_GROUND,
  CASE_MODE,
  CASE_NOTE,
  CASE_RECORDED,
  CASE_REPLAN,
  CASE_SET_MODE,
  type CaseStart,
  type RecordedLines,
} from '@shaodao/contracts/case-workflow';
import { open } from '@shaodao/domain/case/apply';
import type { CaseCommand, Refusal } from '@shaodao/domain/case/command';
import { completeState } from '@shaodao/domain/case/evolve';
import type { NewGround } from '@shaodao/domain/case/follow-ground';
import type { ModeOrder } from '@shaodao/domain/case/mode';
import type { CaseNote } from '@shaodao/domain/case/note';
import type { NewRules } from '@shaodao/domain/case/replan';
import { allowedCommands } from '@shaodao/domain/case/rights';
import { CaseSession } from '@shaodao/domain/case/session';
import { isOver, nextDeadline, type CaseState } from '@shaodao/domain/case/state';
import { rulesRef } from '@shaodao/domain/policy';
import { completeCategory, completeRules } from '@shaodao/domain/stored-rules';
import {
  allHandlersFinished,
  ApplicationFailure,
  CancellationScope,
  condition,
  continueAsNew,
  defineSignal,
  defineUpdate,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { CaseRecord } from './record.js';

const command = defineUpdate<CaseState, [CaseCommand]>(CASE_COMMAND);
const replan = defineUpdate<number, [NewRules]>(CASE_REPLAN);
const followGround = defineUpdate<boolean, [NewGround]>(CASE_FOLLOW_GROUND);
const setMode = defineUpdate<null, [ModeOrder]>(CASE_SET_MODE);
const mode = defineSignal<[ModeOrder]>(CASE_MODE);
const note = defineSignal<[CaseNote]>(CASE_NOTE);
const recorded = defineSignal<[RecordedLines]>(CASE_RECORDED);

/**
 * 案件: from report to the end of the time for reopening. People's commands arrive as Updates, other cases' notes as
 * Signals like the mode of their ground, the clock acts by one timer for the earliest deadline, and every event goes to the record in order.
 * A cancel request from outside is not a way to end a case.
 */
export async function caseWorkflow(start: CaseStart): Promise<void> {
  await CancellationScope.nonCancellable(() => run(start));
}

async function run(start: CaseStart): Promise<void> {
  const record = new CaseRecord();
  const session = begin(start, record);
  setHandler(
    command,
    (asked) => {
      const refusal = session.take(asked, Date.now());
      if (refusal !== null) throw refused(refusal, session, asked);
      return session.state;
    },
    // A refusal here leaves no trace in the history. It must stay synchronous: a promise never refuses.
    {
      validator: (asked) => {
        const refusal = session.refusal(asked, Date.now());
        if (refusal !== null) throw refused(refusal, session, asked);
      },
    },
  );
  setHandler(replan, (next) => session.replan(next, Date.now()));
  setHandler(followGround, (next) => session.followGround(next, Date.now()));
  setHandler(setMode, (order) => {
    session.setMode(order, Date.now());
    return null;
  });
  setHandler(mode, (order) => session.setMode(order, Date.now()));
  setHandler(note, (told) => session.hear(told, Date.now()));
  setHandler(recorded, ({ lines, rules }) => session.adopt(lines, completeRules(rules)));

  const rests = (): boolean => isOver(session.state) || isLong(session.rules.policy.continueAfterEvents);
  // What a handler or the clock adds while the other side ends must not be left behind.
  do await Promise.all([clock(session, rests), record.drain(rests)]);
  while (record.isWaiting() || !rests());
  await condition(allHandlersFinished);
  if (isOver(session.state)) return;
  const resumed = { state: session.state, ...session.known() };
  await continueAsNew<typeof caseWorkflow>({ ...start, rules: session.rules, resumed });
}

function begin({ report, rules: stored, mode: order, resumed }: CaseStart, record: CaseRecord): CaseSession {
  const rules = completeRules(stored);
  const keep = record.add.bind(record);
  if (resumed !== undefined) {
    return new CaseSession(completeState(resumed.state, rulesRef(rules)), rules, keep, resumed);
  }
  const opened = open({ ...report, category: completeCategory(report.category) }, rules);
  record.add(opened, null, rules);
  const session = new CaseSession(opened.state, rules, keep);
  if (order !== undefined) session.setMode(order, report.at);
  return session;
}

/** A run that has grown long is continued by a new one; how long is the district's to say, else the engine's. */
function isLong(continueAfterEvents: number | null): boolean {
  const { continueAsNewSuggested, historyLength } = workflowInfo();
  return continueAsNewSuggested || (continueAfterEvents !== null && historyLength >= continueAfterEvents);
}

/** One timer at a time: a deadline that moves later leaves it standing, only an earlier one replaces it. */
async function clock(session: CaseSession, rests: () => boolean): Promise<void> {
  for (let due = nextDeadline(session.state); due !== null && !rests(); due = nextDeadline(session.state)) {
    const armedFor = due.dueAt;
    const earlier = (): boolean => (nextDeadline(session.state)?.dueAt ?? armedFor) < armedFor;
    await condition(() => rests() || earlier(), Math.max(1, armedFor - Date.now()));
    session.settle(Date.now());
  }
}

function refused({ code, reason, field, stage }: Refusal, { state, rules }: CaseSession, { actor }: CaseCommand): ApplicationFailure {
  const commands = allowedCommands(state, rules, actor);
  return ApplicationFailure.nonRetryable(reason, code, { field, reason, stage, allowedCommands: commands });
}
