import type { RuleKind } from '@shaodao/contracts/rules-publishing';
import type { RuleState } from '@shaodao/domain/rule-version';
import type { Replan } from './rule-queries.js';

export const RULE_KIND_WORDS: Record<RuleKind, string> = { policies: '办理政策', calendars: '工作日历', categories: '类别表' };

export const RULE_STATE_WORDS: Record<RuleState, string> = { inForce: '现行', scheduled: '待生效', past: '历史' };

const HOUR_MS = 3_600_000;

/** `办理政策第 3 版` of `policy@3`; what is written otherwise is shown as it stands. */
export function versionWords(kind: RuleKind, ref: string): string {
  const version = /@(\d+)$/.exec(ref)?.[1];
  return version === undefined ? ref : `${RULE_KIND_WORDS[kind]}第 ${version} 版`;
}

/** The rules a case lives under, of `policy@3/calendar@2`. */
export function rulesRefWords(ref: string): string {
  const [policy = '', calendar] = ref.split('/');
  return calendar === undefined ? ref : `${versionWords('policies', policy)}、${versionWords('calendars', calendar)}`;
}

/** `推迟 24 小时`, `提前 1.5 小时`; empty for no shift. */
export function shiftWords(ms: number): string {
  if (ms === 0) return '';
  const hours = Math.round((Math.abs(ms) / HOUR_MS) * 10) / 10;
  return `${ms > 0 ? '推迟' : '提前'} ${hours === 0 ? '不足 0.1' : hours} 小时`;
}

const REPLAN_STATE_WORDS: Record<Replan['state'], string> = { waiting: '等待开始', running: '进行中', done: '已完成' };

/** `已完成：214 / 214 件，用时 3.2 秒，变动时限 380 项`. */
export function replanWords({ state, done, total, moved, failed, startedAt, endedAt }: Replan, now: number): string {
  const ms = startedAt === null ? 0 : (endedAt === null ? now : Date.parse(endedAt)) - Date.parse(startedAt);
  const seconds = (Math.max(0, ms) / 1_000).toFixed(1);
  const failures = failed === 0 ? '' : `，${failed} 件未成功`;
  return `${REPLAN_STATE_WORDS[state]}：${done} / ${total} 件，用时 ${seconds} 秒，变动时限 ${moved} 项${failures}`;
}
