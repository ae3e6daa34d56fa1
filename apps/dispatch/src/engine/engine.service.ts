import {
  CASE_COMMAND,
  CASE_FOLLOW_GROUND,
  CASE_SET_MODE,
  CASE_RECORDED,
  CASE_REPLAN,
  CASE_WORKFLOW,
  caseIdOf,
  caseWorkflowId,
  type CaseStart,
  type RecordedLines,
} from '@shaodao/contracts/case-workflow';
import { CodedError, isErrorCode, type RefusalDetails } from '@shaodao/contracts/errors';
import { MODE_WORKFLOW, modeWorkflowId, type ModeStart } from '@shaodao/contracts/mode-workflow';
import { REPLAN_WORKFLOW, replanWorkflowId, type ReplanStart } from '@shaodao/contracts/replan-workflow';
import { ASK_ANEW, ROSTER_WATCH_WORKFLOW, rosterWatchWorkflowId, TERM_WORKFLOW, termWorkflowId } from '@shaodao/contracts/timer-workflow';
import { RESHAPE_WORKFLOW, reshapeWorkflowId, type ReshapeStart } from '@shaodao/contracts/reshape-workflow';
import type { CaseCommand } from '@shaodao/domain/case/command';
import type { NewGround } from '@shaodao/domain/case/follow-ground';
import type { ModeOrder } from '@shaodao/domain/case/mode';
import type { NewRules } from '@shaodao/domain/case/replan';
import type { CaseState } from '@shaodao/domain/case/state';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import {
  Client,
  Connection,
  isGrpcServiceError,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { settings } from '../config.js';

/** Under the 5 s that a caller of ours waits. */
const LIMIT_MS = 4_000;
/** Of gRPC. */
const FAILED_PRECONDITION = 9;
/** Of the engine's five: a district's rosters all at once must not keep a case waiting. */
const AFTER_CASES = 5;

/** The only door to the durable engine. Every call is bounded; one that timed out may be repeated with the same ids. */
@Injectable()
export class Engine implements OnApplicationShutdown {
  private readonly connection = Connection.lazy({
    address: settings.TEMPORAL_ADDRESS,
    // Back within seconds of the engine: the transport's own default grows to two minutes.
    channelArgs: { 'grpc.initial_reconnect_backoff_ms': 100, 'grpc.max_reconnect_backoff_ms': 1_000 },
  });
  private readonly client = new Client({ connection: this.connection, namespace: settings.TEMPORAL_NAMESPACE });

  /** Starts the case's workflow; a second start of the same id meets the first. Works with every worker down. */
  async start(start: CaseStart): Promise<void> {
    await this.begin(CASE_WORKFLOW, caseWorkflowId(start.report.caseId), start);
  }

  /** Starts the paging of a re-plan, once for its id. */
  async startReplan(start: ReplanStart): Promise<void> {
    await this.begin(REPLAN_WORKFLOW, replanWorkflowId(start.replanId), start);
  }

  /** The term of a post is asked for anew, or from now on if nothing waits for it. */
  async wakeTerm(postId: string): Promise<void> {
    await this.wake(TERM_WORKFLOW, termWorkflowId(postId), { postId });
  }

  /** A roster is looked at anew, and from now on if it is not yet watched. */
  async wakeRosterWatch(rosterKey: string): Promise<void> {
    await this.wake(ROSTER_WATCH_WORKFLOW, rosterWatchWorkflowId(rosterKey), { rosterKey });
  }

  private async wake(workflow: string, workflowId: string, start: object): Promise<void> {
    const { TEMPORAL_TASK_QUEUE: taskQueue } = settings;
    const options = { taskQueue, workflowId, args: [start], signal: ASK_ANEW, signalArgs: [], priority: { priorityKey: AFTER_CASES } };
    try {
      await this.bounded(() => this.client.workflow.signalWithStart(workflow, options));
    } catch (error) {
      throw unavailable(error);
    }
  }

  /** Starts what takes the cases of reshaped grids along, once for its id. */
  async startReshape(start: ReshapeStart): Promise<void> {
    await this.begin(RESHAPE_WORKFLOW, reshapeWorkflowId(start.reshapeId), start);
  }

  /** Starts what tells the cases of a change of mode, once for its epoch. */
  async startMode(start: ModeStart): Promise<void> {
    await this.begin(MODE_WORKFLOW, modeWorkflowId(start.epoch), start);
  }

  /** Tells the case the mode of its ground; one that has ended has nothing to hear. Answers whether it took it in time. */
  async setMode(caseId: string, order: ModeOrder): Promise<boolean> {
    try {
      // Under a new id each time: a case that was ended when it first heard of an epoch must hear of it again once reopened.
      await this.bounded(() => this.client.workflow.getHandle(caseWorkflowId(caseId)).executeUpdate<null, [ModeOrder]>(CASE_SET_MODE, { args: [order] }));
      return true;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return true;
      if (error instanceof WorkflowUpdateFailedError || error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || isNotReady(error)) return false;
      throw unavailable(error);
    }
  }

  /** Puts a command to the case. Answers the state after it, or null when no workflow of that case runs. */
  async command(caseId: string, command: CaseCommand): Promise<CaseState | null> {
    return this.update<CaseState, CaseCommand>(caseId, CASE_COMMAND, command);
  }

  /** Moves the case to other rules. Answers how many deadlines moved, or null when no workflow of that case runs. */
  async replan(caseId: string, next: NewRules): Promise<number | null> {
    return this.update<number, NewRules>(caseId, CASE_REPLAN, next);
  }

  /** Takes the case along with its ground. Answers whether it went now, or null when no workflow of that case runs. */
  async followGround(caseId: string, next: NewGround): Promise<boolean | null> {
    return this.update<boolean, NewGround>(caseId, CASE_FOLLOW_GROUND, next);
  }

  private async begin(workflow: string, workflowId: string, start: CaseStart | ModeStart | ReplanStart | ReshapeStart): Promise<void> {
    const { TEMPORAL_TASK_QUEUE: taskQueue } = settings;
    try {
      await this.bounded(() =>
        this.client.workflow.start(workflow, { taskQueue, workflowId, workflowIdReusePolicy: 'REJECT_DUPLICATE', args: [start] }),
      );
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw unavailable(error);
    }
  }

  /** Starts a workflow once for its id; a second start meets the first, also when that has ended. */
  async startOnce(workflow: string, workflowId: string, { start, taskQueue, priority }: { start: object; taskQueue: string; priority: { priorityKey: number } }): Promise<void> {
    try {
      await this.bounded(() => this.client.workflow.start(workflow, { taskQueue, workflowId, workflowIdReusePolicy: 'REJECT_DUPLICATE', priority, args: [start] }));
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw unavailable(error);
    }
  }

  /** Tells a workflow; one that is through, or not there yet, has nothing to hear. */
  async signalTo(workflowId: string, name: string, ...told: object[]): Promise<void> {
    try {
      await this.bounded(() => this.client.workflow.getHandle(workflowId).signal<object[]>(name, ...told));
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw unavailable(error);
    }
  }

  /** Ids of the cases whose workflow runs, page by page, by the engine's own list: it may be a second behind. */
  async *running(): AsyncGenerator<string[]> {
    const namespace = settings.TEMPORAL_NAMESPACE;
    const query = `WorkflowType = '${CASE_WORKFLOW}' AND TaskQueue = '${settings.TEMPORAL_TASK_QUEUE}' AND ExecutionStatus = 'Running'`;
    let nextPageToken: Uint8Array = new Uint8Array();
    do {
      const asked = { namespace, query, pageSize: 1_000, nextPageToken };
      const page = await this.bounded(() => this.client.workflowService.listWorkflowExecutions(asked));
      yield page.executions.map(({ execution }) => caseIdOf(execution?.workflowId ?? ''));
      ({ nextPageToken } = page);
    } while (nextPageToken.length > 0);
  }

  /** What has become of the case's workflow, e.g. `RUNNING` or `COMPLETED`; null when the engine knows none. */
  async statusOf(caseId: string): Promise<string | null> {
    try {
      return (await this.bounded(() => this.client.workflow.getHandle(caseWorkflowId(caseId)).describe())).status.name;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return null;
      throw unavailable(error);
    }
  }

  private async update<Answer, Asked extends { commandId: string }>(caseId: string, name: string, asked: Asked): Promise<Answer | null> {
    return this.updateOf<Answer, Asked>(caseWorkflowId(caseId), name, asked);
  }

  /** Puts something to a workflow that takes or refuses it; null when none of this id runs. */
  async updateOf<Answer, Asked extends { commandId: string }>(workflowId: string, name: string, asked: Asked): Promise<Answer | null> {
    try {
      return await this.bounded(() =>
        this.client.workflow
          .getHandle(workflowId)
          .executeUpdate<Answer, [Asked]>(name, { args: [asked], updateId: asked.commandId }),
      );
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return null;
      if (error instanceof WorkflowUpdateFailedError) throw refusalOf(error);
      throw unavailable(error);
    }
  }

  /** Ids of the commands that the case's latest run took, from its history; null when the engine has no such case. */
  async taken(caseId: string): Promise<Set<string> | null> {
    try {
      const { events } = await this.client.workflow.getHandle(caseWorkflowId(caseId)).fetchHistory();
      const ids = (events ?? []).map((event) => event.workflowExecutionUpdateAcceptedEventAttributes?.protocolInstanceId);
      return new Set(ids.filter((id) => typeof id === 'string'));
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return null;
      throw error;
    }
  }

  /** Leaves lines of the record with the case, before anything else happens to it. Works with every worker down. */
  async leaveRecorded(caseId: string, recorded: RecordedLines): Promise<void> {
    try {
      await this.client.workflow.getHandle(caseWorkflowId(caseId)).signal<[RecordedLines]>(CASE_RECORDED, recorded);
    } catch (error) {
      // It ended between the look and the signal.
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.connection.close();
  }

  private bounded<T>(call: () => Promise<T>): Promise<T> {
    return this.client.withDeadline(Date.now() + LIMIT_MS, call);
  }
}

function refusalOf(error: WorkflowUpdateFailedError): CodedError {
  const { cause } = error;
  // A workflow that ended between two commands aborts the second: the caller looks at the record and says so.
  if (cause instanceof ApplicationFailure && isErrorCode(cause.type)) {
    return new CodedError(cause.type, (cause.details?.[0] ?? {}) as RefusalDetails);
  }
  return new CodedError('UNAVAILABLE', { reason: 'the case was ending; please try again' }, { cause: error });
}

/** The engine takes no Update for a workflow whose task has failed several times. */
function isNotReady(error: unknown): boolean {
  return error instanceof Error && isGrpcServiceError(error.cause) && Number(error.cause.code) === FAILED_PRECONDITION;
}

function unavailable(error: unknown): CodedError {
  return new CodedError('UNAVAILABLE', { reason: 'the case engine did not answer in time' }, { cause: error });
}
