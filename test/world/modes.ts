import { lowerMode, modeReport, raiseMode } from '@shaodao/contracts/modes';
import type { ResponseLevel } from '@shaodao/domain/activation/level';
import { clockOfDeadline } from '@shaodao/domain/case/limits-of';
import { deadlineKey } from '@shaodao/domain/case/deadline';
import { remainingOf } from '@shaodao/domain/limit';
import { completeState } from '@shaodao/domain/case/evolve';
import type { CaseState } from '@shaodao/domain/case/state';
import { rulesRef, type CaseRules } from '@shaodao/domain/policy';
import { Bus } from '@shaodao/platform/bus';
import { place } from './place.js';
import { query } from './records.js';
import { until } from './wait.js';

/** 平急转换 as the workflow of an activation asks for it. */
export class Modes {
  private constructor(private readonly bus: Bus) {}

  static async connect(): Promise<Modes> {
    return new Modes(await Bus.connect({ url: place.natsUrl, name: 'test-modes' }));
  }

  /** Asked until it is answered, as an activity is; each time the same. */
  async raise(activationId: string, areas: string[], { level = 'II', suspendRoutine = false, at = Date.now() }: { level?: ResponseLevel; suspendRoutine?: boolean; at?: number } = {}): Promise<number> {
    const order = { activationId, areas, level, suspendRoutine, at };
    return until('the switch to be taken', async () => (await this.bus.request(raiseMode, order)).epoch, 60_000);
  }

  async lower(activationId: string, areas: string[], at = Date.now()): Promise<number> {
    return until('the stand-down to be taken', async () => (await this.bus.request(lowerMode, { activationId, areas, at })).epoch, 60_000);
  }

  async report(activationId: string) {
    return this.bus.request(modeReport, { activationId });
  }

  /** Once the newest change of the activation has come to its end. */
  async done(activationId: string, limitMs = 90_000) {
    return until(
      `the end of the change of ${activationId}`,
      async () => {
        const report = await this.report(activationId);
        return report.endedAt === null ? null : { ...report, startedAt: report.startedAt ?? 0, endedAt: report.endedAt };
      },
      limitMs,
    );
  }

  async close(): Promise<void> {
    await this.bus.onApplicationShutdown();
  }
}

/** Several cases as they are recorded, each with its own rules; those of `where`, an SQL condition over `r`. */
export async function recorded(where: string, values: unknown[]): Promise<{ state: CaseState; rules: CaseRules; last: { at: number; type: string } }[]> {
  const rows = await query<{ state: CaseState; rules: CaseRules; last: { at: number; type: string } }>(
    `SELECT r.state, c.rules, (SELECT jsonb_build_object('at', e.at, 'type', e.event->'fact'->>'type') FROM dispatch.case_event e WHERE e.case_id = r.case_id AND e.seq = r.seq) AS last
       FROM dispatch.case_row r JOIN dispatch.case_rules c ON c.ref = r.state->>'rulesRef' WHERE ${where} ORDER BY r.case_id`,
    values,
  );
  return rows.map(({ state, rules, last }) => ({ state: completeState(state, rulesRef(rules)), rules, last }));
}

/** What is left at `now` of every deadline of peace, by its own clock: of those that run and of those at rest in a suspended case. */
export function leftAt({ state, rules }: { state: CaseState; rules: CaseRules }, now: number): Record<string, number> {
  const running = state.deadlines.map((deadline) => {
    const clock = clockOfDeadline({ state, rules }, deadline);
    return [deadlineKey(deadline), remainingOf(rules.calendar, clock, { now, dueAt: deadline.dueAt })] as const;
  });
  return Object.fromEntries([...running, ...(state.suspended?.kept ?? []).map((rest) => [deadlineKey(rest.deadline), rest.remainingMs] as const)]);
}
