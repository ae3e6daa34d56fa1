import type { CaseActInput } from '@shaodao/contracts/case-act';
import { CodedError } from '@shaodao/contracts/errors';
import { resolveRouting } from '@shaodao/contracts/registry';
import { tierOfSeat, type Actor } from '@shaodao/domain/case/actor';
import type { WhistleTarget } from '@shaodao/domain/case/command';
import { mayBlow } from '@shaodao/domain/case/seat-rights';
import { isActing, isActive, type CaseState } from '@shaodao/domain/case/state';
import type { WhistleRule } from '@shaodao/domain/policy';
import type { WhistleSource } from '@shaodao/domain/routing/rule';
import { compareTiers, type TierLevel } from '@shaodao/domain/tier';
import { Bus } from '@shaodao/platform/bus';
import { Injectable } from '@nestjs/common';
import { CasesService } from '../cases/cases.service.js';
import type { Corrected } from './act.js';

type Whistle = Extract<CaseActInput, { command: 'whistle' }>;

/**
 * Which departments a command calls. They are found here and put into the command, so that what a case does with it never
 * depends on rules of routing that change while it runs.
 */
@Injectable()
export class Calling {
  constructor(
    private readonly bus: Bus,
    private readonly cases: CasesService,
  ) {}

  /** Departments that are named must be there; where none is, those the rules of routing find. */
  async whistle(actor: Actor, caseId: string, { kind, departments }: Whistle): Promise<Corrected | null> {
    if (departments.length > 0) {
      await this.bus.request(resolveRouting, { whistle: { kind, led: false, departments } });
      return null;
    }
    // 网格吹哨 calls the grid's own attached department and its cadres (达川): the case knows them.
    if (kind === 'grid') return null;
    const { kept, state } = await this.cases.find(actor, caseId);
    // What the case will refuse anyway is not counted as 兜底.
    if (state.stage !== 'dispatch' || !mayBlow(state, kept.rules, actor, kind)) return null;
    const route = {
      categoryCode: state.category.code,
      areaCode: state.place.gridCode,
      level: levelOf(state, kept.rules.policy.whistles[kind]),
      source: sourceOf(kept.opening.actor),
      at: Date.now(),
      attachedDepartmentIds: state.place.attachedDepartmentIds,
    };
    const { routed } = await this.bus.request(resolveRouting, { route, whistle: { kind, led: false, departments } });
    if (routed === null) throw nobody();
    return { category: null, place: null, called: routed.departments };
  }

  /** One more department, or another in the place of one, may not bring a firm to the lead of an enforcement whistle. */
  async another(actor: Actor, caseId: string, act: CaseActInput): Promise<void> {
    const asked = replacementOf(act);
    if (asked === null) return;
    const { state } = await this.cases.find(actor, caseId);
    if (state.whistle?.kind !== 'enforcement') return;
    const leaving = asked.leaving ?? (act.command === 'adjudicate' ? state.adjudicationAsked : null);
    const part = asked.part ?? state.tasks.find((task) => task.departmentId === leaving && isActive(task))?.part;
    if (part === undefined) return;
    const led = state.tasks.some((task) => isActing(task) && task.part === 'lead' && task.departmentId !== leaving);
    await this.check(asked.field, { kind: 'enforcement', led, departments: [{ departmentId: asked.departmentId, part }] });
  }

  /** The refusal names the field of this command, not that of a whistle. */
  private async check(field: string, whistle: { kind: 'enforcement'; led: boolean; departments: WhistleTarget[] }): Promise<void> {
    try {
      await this.bus.request(resolveRouting, { whistle });
    } catch (error) {
      if (!(error instanceof CodedError) || error.code !== 'INVALID') throw error;
      throw new CodedError('INVALID', { ...error.details, field });
    }
  }
}

/** The tier that will have the case once the whistle is out, as the case itself decides it. */
function levelOf({ level }: CaseState, { level: raised }: WhistleRule): TierLevel {
  return raised !== null && compareTiers(raised, level) > 0 ? raised : level;
}

/** 哨源 by who reported: the four tiers' own people, a department, or the command centre. */
function sourceOf({ seat }: Actor): WhistleSource {
  const tier = tierOfSeat(seat);
  if (tier === null) return seat === 'operations' ? 'operation' : 'department';
  return tier === 'district' ? 'operation' : 'grassroots';
}

/** 兜底: the case stays with the duty officer of its level, whose limit runs on. */
function nobody(): CodedError {
  return new CodedError('INVALID', {
    field: 'departments',
    reason: 'no rule, no owner of the category and no attached department: name a department, or the duty officer of the level settles it',
    reasonZh: '没有匹配的派遣规则、主管部门或包网部门：请指定部门，否则由本级值班人员兜底处置',
  });
}

interface Replacement {
  departmentId: string;
  field: string;
  /** Whose place it takes; null: nobody's, or whoever asked for 终审. */
  leaving: string | null;
  part: WhistleTarget['part'] | undefined;
}

function replacementOf(act: CaseActInput): Replacement | null {
  if (act.command === 'addDepartment') return { departmentId: act.departmentId, field: 'departmentId', leaving: null, part: act.part };
  if (act.command === 'adjudicate') return { departmentId: act.toDepartmentId, field: 'toDepartmentId', leaving: null, part: undefined };
  if (act.command !== 'reassign' && act.command !== 'decideReturn') return null;
  if (act.toDepartmentId === undefined) return null;
  return { departmentId: act.toDepartmentId, field: 'toDepartmentId', leaving: act.departmentId, part: undefined };
}
