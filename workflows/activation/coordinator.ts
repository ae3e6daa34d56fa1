import {
  ANNOUNCE,
  PART_MOST,
  STAND_DOWN,
  TAKE_EFFECT,
  TALLY,
  TEAM_WORKFLOW,
  teamWorkflowId,
  type Announcement,
  type CoordinatorStart,
  type TeamStart,
  type ToldTally,
} from '@shaodao/contracts/activation-workflow';
import { ROOT_RUNG } from '@shaodao/domain/activation/call-channel';
import { missing } from '@shaodao/domain/activation/standing';
import { taskTellings } from '@shaodao/domain/activation/tasks';
import { allHandlersFinished, condition, continueAsNew, defineSignal, getExternalWorkflowHandle, patched, setHandler, startChild, workflowInfo } from '@temporalio/workflow';
import { asks, FIRST, works } from './ask.js';
import type { teamWorkflow } from './team.js';

const tally = defineSignal<[ToldTally]>(TALLY);
const announce = defineSignal<[Announcement]>(ANNOUNCE);
const standDown = defineSignal(STAND_DOWN);
const takeEffect = defineSignal(TAKE_EFFECT);

/**
 * Up to 2,000 people of one subdistrict. In the window of a press their teams start, and whether it counts is the root's to
 * say; without a window everybody is called first, and the teams start behind that. From then on it ends teams
 * in which nobody is waited for, tells who commands how many are missing and those above of tasks that were not reported, and
 * writes announcements to everybody, until the stand-down.
 */
export async function coordinatorWorkflow(start: CoordinatorStart): Promise<void> {
  const { activationId, coordinatorNo, from, until, teams } = start;
  const announcements: Announcement[] = [];
  let newest: ToldTally | null = start.resumed?.tally ?? null;
  let told = newest?.countedAt ?? 0;
  let over = false;
  let counts = !start.waits;
  // Coordinators of an earlier release tell nobody above the subdistrict.
  let rootDue = start.resumed === undefined ? patched('rootRung') : start.resumed.rootDue === true;
  let telling = false;
  const quiet = new Set<number>(newest?.quiet);
  setHandler(tally, (heard) => {
    if (newest === null || heard.countedAt > newest.countedAt) newest = heard;
  });
  setHandler(announce, (heard) => {
    if (!announcements.some(({ seq }) => seq === heard.seq)) announcements.push(heard);
  });
  setHandler(standDown, () => {
    over = true;
  });
  setHandler(takeEffect, () => {
    counts = true;
  });
  const root = tellRoot();
  if (start.resumed === undefined) await call();
  const isNews = (): boolean => newest !== null && newest.countedAt > told;
  const tellings = start.tasks === undefined ? [] : taskTellings(start.tasks, start.anchorAt);
  let through = start.resumed?.tellings ?? 0;
  await Promise.all([serve(), watchTasks()]);
  await endAll();
  await root;

  async function serve(): Promise<void> {
    while (!over || announcements.length > 0) {
      await condition(() => over || announcements.length > 0 || isNews());
      // First of all nobody is called any more.
      if (over) await endAll();
      for (let next = announcements.shift(); next !== undefined; next = announcements.shift()) {
        await everybody('workApp', next);
        await everybody('inApp', next);
      }
      if (isNews()) await endQuiet();
      if (workflowInfo().continueAsNewSuggested && announcements.length === 0 && !over) {
        await condition(() => allHandlersFinished() && !telling);
        // What came while it waited is this run's to do: the next one would not know of it.
        if (over || announcements.length > 0) continue;
        await continueAsNew<typeof coordinatorWorkflow>({ ...start, waits: false, resumed: { tally: newest, rootDue, tellings: through } });
      }
    }
  }

  /** One timer at a time. What was cut off by a new run is told again under the same number, which changes nothing. */
  async function watchTasks(): Promise<void> {
    for (let next = tellings[through]; next !== undefined && !over; next = tellings[++through]) {
      const { at, nth, dueAt, to } = next;
      if (await condition(() => over, Math.max(1, at - Date.now()))) return;
      await works.tellTasks({ activationId, coordinatorNo, nth, dueAt, to });
    }
  }

  async function call(): Promise<void> {
    const armed = start.waits ? arm() : null;
    await condition(() => counts || over);
    if (!over) await everybody('workApp', { purpose: 'call', seq: 0 });
    await (armed ?? (over ? null : arm()));
    if (!over) await everybody('inApp', { purpose: 'call', seq: 0 });
  }

  /** Once, at its own instant, which an outage does not move: nobody who has answered is missing again. */
  async function tellRoot(): Promise<void> {
    if (!rootDue) return;
    await condition(() => over, Math.max(1, start.anchorAt + ROOT_RUNG.afterMs - Date.now()));
    telling = true;
    if (!over && (newest === null || missing(newest.tally) > 0)) await works.tellRoot({ activationId, coordinatorNo });
    rootDue = telling = false;
  }

  async function arm(): Promise<void> {
    await Promise.all(teams.map((teamNo) => begin(start, teamNo)));
    await asks.armedTeams({ activationId, teams, at: Date.now() });
  }

  async function everybody(channel: 'workApp' | 'inApp', { purpose, seq }: Pick<Announcement, 'seq'> & { purpose: Announcement['purpose'] | 'call' }): Promise<void> {
    const parts: Promise<unknown>[] = [];
    for (let at = from; at < until; at += PART_MOST) {
      parts.push(works.callPart({ activationId, from: at, until: Math.min(at + PART_MOST, until), channel, purpose, seq }));
    }
    await Promise.all(parts);
  }

  async function endQuiet(): Promise<void> {
    told = newest?.countedAt ?? told;
    await endThese((newest?.quiet ?? []).filter((teamNo) => teams.includes(teamNo)));
  }

  async function endAll(): Promise<void> {
    await endThese(teams);
  }

  async function endThese(some: readonly number[]): Promise<void> {
    const left = some.filter((teamNo) => !quiet.has(teamNo));
    for (const teamNo of left) quiet.add(teamNo);
    await Promise.all(left.map((teamNo) => end(activationId, teamNo)));
  }
}

async function begin({ activationId, anchorAt, answerByAt }: CoordinatorStart, teamNo: number): Promise<void> {
  const given: TeamStart = { activationId, teamNo, anchorAt, answerByAt };
  await startChild<typeof teamWorkflow>(TEAM_WORKFLOW, { workflowId: teamWorkflowId(activationId, teamNo), args: [given], parentClosePolicy: 'ABANDON', priority: FIRST });
}

/** A team that is through already has nothing to hear. */
async function end(activationId: string, teamNo: number): Promise<void> {
  await getExternalWorkflowHandle(teamWorkflowId(activationId, teamNo)).signal(STAND_DOWN).catch(() => undefined);
}
