import { HOUR_MS, localDate } from '@shaodao/domain/calendar';
import { onTimeRate, type Tally } from '@shaodao/domain/activation/person-state';
import { openAreas, type ActivationState, type ReportRun } from '@shaodao/domain/activation/state';
import type { KeptActivation } from './activations.store.js';

const CHINA_MS = 8 * HOUR_MS;
const KINDS = { first: '初报', further: '续报', final: '终报' } as const;

/** 初报 续报 终报 as the figures say it; a person reads, changes and signs it. */
export function draftOf({ number, plan, names, drill }: KeptActivation, state: ActivationState, { tally, report, now }: { tally: Tally; report: ReportRun; now: number }): string {
  const where = state.areas.map(({ code, level, until }) => `${names[code] ?? code}（${level}级${until === null ? '' : '，已终止'}）`).join('、');
  const done = state.steps.filter(({ state: step }) => step === 'done' || step === 'undone').length;
  const red = state.steps.filter(({ overdue, dueAt }) => overdue > 0 && dueAt !== null).length;
  const rate = onTimeRate(tally);
  return [
    `${drill ? '【演练】' : ''}${KINDS[report.kind]}${report.kind === 'further' ? `（第${report.nth}次）` : ''}`,
    `${plan.name} ${number}，范围：${where}。`,
    ...(state.effectiveAt === null ? [] : [`${minute(state.effectiveAt)}启动响应${openAreas(state).length === 0 && state.stoodDownAt !== null ? `，${minute(state.stoodDownAt)}终止` : ''}。`]),
    `截至${minute(now)}：应到${tally.people}人，已确认${tally.confirmed}人，迟到${tally.late}人，待确认${tally.pending}人，联系不上${tally.unreachable}人，免到${tally.excused}人；已到岗${tally.onSite}人${rate === null ? '' : `，按时率${(rate * 100).toFixed(1)}%`}。`,
    `处置步骤共${state.steps.length}项，已完成${done}项，超时${red}项。`,
  ].join('\n');
}

function minute(at: number): string {
  return `${localDate(at, CHINA_MS)} ${new Date(at + CHINA_MS).toISOString().slice(11, 16)}`;
}
