import { CASE_COMMAND, type CaseStart } from '@shaodao/contracts/case-workflow';
import { apply, open, type Applied } from '@shaodao/domain/case/apply';
import { settleDue } from '@shaodao/domain/case/clock';
import type { CaseCommand, Refusal } from '@shaodao/domain/case/command';
import { allowedCommands } from '@shaodao/domain/case/rights';
import { isEnded } from '@shaodao/domain/case/stage';
import { nextDeadline, type CaseState } from '@shaodao/domain/case/state';
import {
  allHandlersFinished,
  ApplicationFailure,
  CancellationScope,
  condition,
  continueAsNew,
  defineUpdate,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { CaseRecord } from './record.js';

/** How many commands a continued run still knows, so that a late repeat meets its first answer. */
const RECENT_COMMANDS = 200;

const command = defineUpdate<CaseState, [CaseCommand]>(CASE_COMMAND);

/**
 * 案件: from report to close. People's commands arrive as Updates, the clock acts by one timer for the earliest
 * deadline, and every event goes to the record in order. A cancel request from outside is not a way to end a case.
 */
export async function caseWorkflow(start: CaseStart): Promise<void> {
  await CancellationScope.nonCancellable(() => run(start));
}

async function run(start: CaseStart): Promise<void> {
  const { rules, resumed } = start;
  const opened = resumed === undefined ? open(start.report, rules) : { state: resumed.state, events: [] };
  let state = opened.state;
  const recent = resumed?.recentCommandIds ?? [];
  const record = new CaseRecord(rules.policy);
  record.add(null, opened.events);

  const commit = (applied: Applied): void => {
    record.add(state, applied.events);
    state = applied.state;
  };
  const admit = (asked: CaseCommand): Applied => {
    const decision = apply(state, rules, asked, Date.now());
    if ('code' in decision) throw refused(decision, allowedCommands(state, rules, asked.actor));
    return decision;
  };
  setHandler(
    command,
    (asked) => {
      if (!recent.includes(asked.commandId)) {
        commit(admit(asked));
        recent.push(asked.commandId);
      }
      return state;
    },
    // A refusal here leaves no trace in the history. It must stay synchronous: a promise never refuses.
    {
      validator: (asked) => {
        if (!recent.includes(asked.commandId)) admit(asked);
      },
    },
  );

  const over = (): boolean => isEnded(state.stage) || workflowInfo().continueAsNewSuggested;
  await Promise.all([clock(), record.drain(over)]);
  await condition(allHandlersFinished);
  if (isEnded(state.stage)) return;
  const recentCommandIds = recent.slice(-RECENT_COMMANDS);
  await continueAsNew<typeof caseWorkflow>({ ...start, resumed: { state, recentCommandIds } });

  /** One timer at a time: a deadline that moves later leaves it standing, only an earlier one replaces it. */
  async function clock(): Promise<void> {
    for (let due = nextDeadline(state); due !== null && !over(); due = nextDeadline(state)) {
      const armedFor = due.dueAt;
      const earlier = (): boolean => (nextDeadline(state)?.dueAt ?? armedFor) < armedFor;
      await condition(() => over() || earlier(), Math.max(1, armedFor - Date.now()));
      commit(settleDue(state, rules, Date.now()));
    }
  }
}

function refused(refusal: Refusal, commands: string[]): ApplicationFailure {
  const { code, reason, field, stage } = refusal;
  return ApplicationFailure.nonRetryable(reason, code, { field, reason, stage, allowedCommands: commands });
}
