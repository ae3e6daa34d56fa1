import type { CaseActInput } from '@shaodao/contracts/case-act';
import { CodedError } from '@shaodao/contracts/errors';
import { getPerson, resolveRouting } from '@shaodao/contracts/registry';
import type { Actor } from '@shaodao/domain/case/actor';
import { isEnded } from '@shaodao/domain/case/stage';
import { Bus } from '@shaodao/platform/bus';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { CasesService } from '../cases/cases.service.js';
import type { Corrected } from './act.js';
import { Calling } from './calling.service.js';

/** Looks up what a command names before the case hears of it: a category, a place, departments, a colleague, another case. */
@Injectable()
export class Correction {
  constructor(
    private readonly bus: Bus,
    private readonly cases: CasesService,
    private readonly calling: Calling,
  ) {}

  /** Refuses what is not there: NOT_FOUND or INVALID with the field; null when nothing had to be looked up. */
  async of(actor: Actor, caseId: string, act: CaseActInput): Promise<Corrected | null> {
    if (act.command === 'handOver') return this.colleague(actor, act.toPersonId);
    if (act.command === 'merge') return this.other(actor, act.intoCaseId, 'intoCaseId');
    if (act.command === 'linkChild') return this.other(actor, act.childCaseId, 'childCaseId');
    if (act.command === 'whistle') return this.calling.whistle(actor, caseId, act);
    await this.calling.another(actor, caseId, act);
    const question = questionOf(act);
    return Object.values(question).every((part) => part === undefined) ? null : this.bus.request(resolveRouting, question);
  }

  private async colleague(actor: Actor, id: string): Promise<null> {
    const { roles } = await this.bus.request(getPerson, { id, actor });
    if (!roles.some(({ departmentId }) => departmentId !== null && departmentId === actor.departmentId)) {
      throw new CodedError('INVALID', { field: 'toPersonId', reason: 'not a person of your department' });
    }
    return null;
  }

  /** The other case of a merge or a parent must be there for the asker, and open; a child must be free. */
  private async other(actor: Actor, caseId: string, field: 'intoCaseId' | 'childCaseId'): Promise<null> {
    const { state } = await this.cases.find(actor, caseId, field);
    if (isEnded(state.stage)) throw new CodedError('INVALID', { field, reason: 'that case has ended' });
    if (field === 'childCaseId' && (state.parentId !== null || state.children.length > 0)) {
      throw new CodedError('INVALID', { field, reason: 'that case has a parent or children already' });
    }
    return null;
  }
}

/** Category, grid, point and departments that are new to the case. */
function questionOf(act: CaseActInput): z.input<typeof resolveRouting.input> {
  if (act.command === 'accept') return { categoryCode: act.categoryCode, gridId: act.gridId };
  if (act.command === 'reportIn') return { location: act.location };
  if (act.command === 'addDepartment') return { departmentIds: [act.departmentId] };
  const named =
    'toDepartmentId' in act ? act.toDepartmentId : 'proposedDepartmentId' in act ? act.proposedDepartmentId : undefined;
  return { departmentIds: named === undefined ? undefined : [named] };
}
