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
import { allHandlersFinished, condition, continueAsNew, defineSignal, getExternalWorkflowHandle, setHandler, sleep, startChild, workflowInfo } from '@temporalio/workflow';
import { asks, FIRST, works } from './ask.js';
import type { teamWorkflow } from './team.js';

const tally = defineSignal<[ToldTally]>(TALLY);
const announce = defineSignal<[Announcement]>(ANNOUNCE);
const standDown = defineSignal(STAND_DOWN);
const takeEffect = defineSignal(TAKE_EFFECT);

/** The root hears no more often than this. */
const TELL_EVERY = '2s';

/**
 * Up to 2,000 people of one subdistrict. In the window of a press their teams start, and whether it counts is the root's to
 * say; without a window everybody is called first, and the teams start behind that. From then on it passes counts upward and
 * announcements downward until the stand-down.
 */
export async function coordinatorWorkflow(start: CoordinatorStart): Promise<void> {
  const { activationId, from, until, teams, anchorAt } = start;
  const announcements: Announcement[] = [];
  let newest: ToldTally | null = start.resumed?.tally ?? null;
  let told = newest?.countedAt ?? 0;
  let over = false;
  let counts = !start.waits;
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
  if (start.resumed === undefined) await call();
  const isNews = (): boolean => newest !== null && newest.countedAt > told;
  while (!over || announcements.length > 0) {
    await condition(() => over || announcements.length > 0 || isNews());
    for (let next = announcements.shift(); next !== undefined; next = announcements.shift()) {
      await everybody('workApp', next);
      await everybody('inApp', next);
    }
    if (isNews() && !over) {
      await tellUp();
      await sleep(TELL_EVERY);
    }
    if (workflowInfo().continueAsNewSuggested && announcements.length === 0 && !over) {
      await condition(allHandlersFinished);
      await continueAsNew<typeof coordinatorWorkflow>({ ...start, resumed: { tally: newest } });
    }
  }
  await Promise.all(teams.map((teamNo) => end(activationId, teamNo)));

  async function call(): Promise<void> {
    const armed = start.waits ? arm() : null;
    await condition(() => counts || over);
    if (counts) await everybody('workApp', { purpose: 'call', seq: 0 });
    await (armed ?? arm());
    if (counts) await everybody('inApp', { purpose: 'call', seq: 0 });
  }

  async function arm(): Promise<void> {
    await Promise.all(teams.map((teamNo) => begin(start, teamNo)));
    await asks.armedTeams({ activationId, teams, at: Date.now() });
  }

  async function everybody(channel: 'workApp' | 'inApp', { purpose, seq }: Pick<Announcement, 'seq'> & { purpose: Announcement['purpose'] | 'call' }): Promise<void> {
    const parts: Promise<unknown>[] = [];
    for (let at = from; at < until; at += PART_MOST) {
      parts.push(works.callPart({ activationId, from: at, until: Math.min(at + PART_MOST, until), channel, purpose, seq, anchorAt }));
    }
    await Promise.all(parts);
  }

  /** Up to the root, and down to the teams in which nobody is waited for any more. */
  async function tellUp(): Promise<void> {
    if (newest === null) return;
    told = newest.countedAt;
    const done = newest.quiet.filter((teamNo) => teams.includes(teamNo) && !quiet.has(teamNo));
    for (const teamNo of done) quiet.add(teamNo);
    const { coordinatorNo, parentId } = start;
    await Promise.all([
      getExternalWorkflowHandle(parentId).signal(TALLY, coordinatorNo, newest).catch(() => undefined),
      ...done.map((teamNo) => end(activationId, teamNo)),
    ]);
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
