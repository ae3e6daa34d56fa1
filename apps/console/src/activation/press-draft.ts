import { outermost } from '@shaodao/domain/tier';
import { RESPONSE_LEVELS, moreSevere, type ResponseLevel } from '@shaodao/domain/activation/level';
import { commandFault } from '@shaodao/domain/activation/rights';
import type { Actor } from '@shaodao/domain/case/actor';
import type { ActivationPress, Alert, PlanSummary } from '../api.js';

/** The longest reason the server takes. */
const REASON_MOST = 500;

/** What is chosen on the way to the key; null and empty until it is. */
export interface PressDraft {
  drill: boolean | null;
  plan: PlanSummary | null;
  areas: string[];
  level: ResponseLevel | null;
  reason: string;
  breakGlass: boolean;
  breakReason: string;
  /** The alert that proposed it. */
  alertId: string | null;
}

export const EMPTY_DRAFT: PressDraft = { drill: null, plan: null, areas: [], level: null, reason: '', breakGlass: false, breakReason: '', alertId: null };

/** What an alert proposes, as far as this seat commands it: a person looks, changes and presses. */
export function draftOf({ id, drill, level, headline, event, plans: fitting }: Alert, plans: readonly PlanSummary[], actor: Actor): PressDraft {
  const [fits] = fitting;
  const plan = plans.find(({ code }) => code === fits?.code) ?? null;
  const draft = { ...EMPTY_DRAFT, alertId: id, drill, plan, reason: headline ?? event ?? '' };
  if (plan === null) return draft;
  const around = (fits?.areas ?? []).map((area) => (actor.areaCode.startsWith(area) ? actor.areaCode : area));
  const areas = [...new Set(around)].filter((area) => mayChoose(area, plan, actor));
  const may = levelsOf(plan, actor).some((one) => one.level === level && one.may);
  return { ...draft, areas, level: may ? level : null };
}

/** Inside the plan and inside what the presser commands. */
export function mayChoose(code: string, plan: PlanSummary, actor: Actor): boolean {
  return plan.areas.some((area) => code.startsWith(area)) && code.startsWith(actor.areaCode);
}

/** Levels of the plan, and those of them which this seat may command. */
export function levelsOf(plan: PlanSummary, actor: Actor): { level: ResponseLevel; may: boolean }[] {
  return RESPONSE_LEVELS.filter((level) => !moreSevere(level, plan.highestLevel)).map((level) => ({
    level,
    may: commandFault(actor, [actor.areaCode], level) === null,
  }));
}

/** The press this draft makes, or what it still lacks, in words. */
export function pressOf({ drill, plan, areas, level, reason, breakGlass, breakReason, alertId }: PressDraft): { press: ActivationPress } | { lacks: string } {
  if (drill === null) return { lacks: '请先选择实战还是演练' };
  if (plan === null) return { lacks: '请选择预案' };
  if (areas.length === 0) return { lacks: '请选择启动区域' };
  if (level === null) return { lacks: '请选择响应级别' };
  if (reason.trim() === '') return { lacks: '请写明启动理由' };
  if (breakGlass && breakReason.trim() === '') return { lacks: '请写明破窗理由' };
  const said = breakGlass ? `${reason.trim()}\n破窗理由：${breakReason.trim()}` : reason.trim();
  if (said.length > REASON_MOST) return { lacks: `理由合计最多 ${REASON_MOST} 字` };
  return { press: { planId: plan.code, areas: outermost(areas), responseLevel: level, reason: said, drill, breakGlass, alertId } };
}
