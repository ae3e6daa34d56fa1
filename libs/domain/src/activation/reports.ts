import { addLimit } from '../limit.js';
import type { ActivationFact } from './event.js';
import { moreSevere } from './level.js';
import { levelOf, type ActivationRules, type ActivationState, type ReportRun } from './state.js';

/** 终报 within five working days of the stand-down (D). */
const FINAL = { unit: 'workDay', days: 5 } as const;

/** 较大 and above (Ⅲ级 and more severe) is reported to the city within the plan's limit (兰州: 2 h); Ⅳ级 is not. */
export function firstReport(state: ActivationState, { firstReportMs }: ActivationRules, at: number): ActivationFact[] {
  if (firstReportMs === null || moreSevere('III', levelOf(state)) || state.reports.length > 0) return [];
  return [{ type: 'reportOwed', kind: 'first', nth: 1, dueAt: at + firstReportMs }];
}

/** 续报: the next once the one before is filed or overdue, counted from when that was due, so that none drifts. */
export function furtherReport({ furtherReportMs }: ActivationRules, { kind, nth, dueAt }: ReportRun): ActivationFact[] {
  if (furtherReportMs === null || kind === 'final') return [];
  return [{ type: 'reportOwed', kind: 'further', nth: kind === 'first' ? 1 : nth + 1, dueAt: dueAt + furtherReportMs }];
}

export function finalReport({ calendar }: ActivationRules, at: number): ActivationFact {
  return { type: 'reportOwed', kind: 'final', nth: 1, dueAt: addLimit(calendar, at, FINAL) };
}

/** Reports that nobody has filed. */
export function owedReports({ reports }: Pick<ActivationState, 'reports'>): ReportRun[] {
  return reports.filter(({ filedAt }) => filedAt === null);
}
