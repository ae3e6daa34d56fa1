import { CodedError } from '@shaodao/contracts/errors';
import type { Grid, resolveRouting } from '@shaodao/contracts/registry';
import type { Routed } from '@shaodao/contracts/routing';
import { TASK_PARTS, type CaseCategory } from '@shaodao/domain/policy';
import { route } from '@shaodao/domain/routing/route';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Atlas } from '../atlas/atlas.js';
import { AtlasService } from '../atlas/atlas.service.js';
import { HeirsService } from '../reshape/heirs.service.js';
import type { RulesInForce } from '../atlas/rule-book.js';
import { routesOf } from './route-book.js';
import { countUnmatched } from './unmatched.js';
import { nestingOf } from './nesting.js';
import { checkKnown, checkLead } from './whistle-departments.js';

export type RoutingQuestion = z.output<typeof resolveRouting.input>;
export type Routing = z.output<typeof resolveRouting.output>;

@Injectable()
export class RoutingService {
  constructor(
    private readonly atlas: AtlasService,
    private readonly heirs: HeirsService,
  ) {}

  /** All from one edition and one instant, so that policy, calendar, category and place belong together. */
  async resolve(question: RoutingQuestion): Promise<Routing> {
    const atlas = this.atlas.current();
    const { gridId } = question;
    // A form filled in before a reshaping names a grid that is no more.
    if (gridId !== undefined && atlas.grid(gridId) === undefined) await this.heirs.refuseRetired(gridId);
    const rules = atlas.rules.at(Date.now());
    const grid = gridOf(atlas, question);
    checkKnown(atlas, question.departmentIds ?? []);
    const routed = question.route === undefined ? null : routedOf(atlas, rules, question.route);
    if (question.route !== undefined && routed === null) countUnmatched(question.route.level);
    // Where nobody is named the whistle calls those found, and they must be allowed to come.
    const departments = routed?.departments ?? question.whistle?.departments ?? [];
    if (question.whistle !== undefined) checkLead(atlas, { ...question.whistle, departments });
    return {
      districtCode: (grid?.code ?? atlas.installed.code).slice(0, 6),
      policy: rules.policy,
      calendar: rules.calendar,
      category: question.categoryCode === undefined ? null : categoryOf(rules, question.categoryCode),
      place: grid === null ? null : placeOf(atlas, grid),
      routed,
    };
  }
}

function placeOf(atlas: Atlas, { id: gridId, code: gridCode, attachedDepartmentIds }: Grid): NonNullable<Routing['place']> {
  return { gridId, gridCode, attachedDepartmentIds, ...nestingOf(atlas.book, gridCode) };
}

/** By the rules, else to the departments attached to the grid, of which the first leads; null: nobody is found. */
export function routedOf(atlas: Atlas, rules: RulesInForce, asked: NonNullable<RoutingQuestion['route']>): Routed | null {
  const { categoryCode, attachedDepartmentIds, ...rest } = asked;
  // A case may outlive its category: it is then routed by place alone.
  const category = rules.category(categoryCode) ?? null;
  const { match, grade, ...parts } = route(routesOf(atlas.book), rules.calendar, { ...rest, category });
  if (match === null) {
    const [first] = attachedDepartmentIds;
    if (first === undefined) return null;
    return { by: 'attached', ruleCode: null, basis: null, departments: [{ departmentId: first, part: 'lead' }], grade: null };
  }
  const departments = TASK_PARTS.flatMap((part) => parts[part].flatMap((code) => ({ departmentId: atlas.departmentId(code) ?? '', part })));
  return { by: match.ruleCode === null ? 'register' : 'rule', ...match, departments, grade };
}

/** The named grid; without one the grid under the point; null when neither is given. */
export function gridOf(atlas: Atlas, { gridId, location }: Pick<RoutingQuestion, 'gridId' | 'location'>): Grid | null {
  if (gridId !== undefined) {
    const grid = atlas.grid(gridId);
    if (grid === undefined) throw new CodedError('NOT_FOUND', { field: 'gridId', reason: 'no such grid' });
    if (!atlas.isLeaf(grid.code)) throw new CodedError('INVALID', { field: 'gridId', reason: 'a case lies in the smallest grid of the ground', reasonZh: '请选择最小一级的地域网格' });
    return grid;
  }
  if (location === undefined) return null;
  const grid = atlas.ground.at(location);
  if (grid === null) throw new CodedError('INVALID', { field: 'location', reason: 'outside the district' });
  return grid;
}

function categoryOf(rules: RulesInForce, wanted: string): CaseCategory {
  const category = rules.category(wanted);
  if (category === undefined) throw new CodedError('NOT_FOUND', { field: 'categoryCode', reason: 'no such category' });
  const { code, name, closing, phases, closureConditions } = category;
  return { code, name, closing, phases, closureConditions };
}
