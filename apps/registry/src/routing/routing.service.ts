import { CodedError } from '@shaodao/contracts/errors';
import type { Grid, resolveRouting } from '@shaodao/contracts/registry';
import type { CaseCategory } from '@shaodao/domain/policy';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Atlas } from '../atlas/atlas.js';
import { AtlasService } from '../atlas/atlas.service.js';
import type { RulesInForce } from '../atlas/rule-book.js';

export type RoutingQuestion = z.output<typeof resolveRouting.input>;
export type Routing = z.output<typeof resolveRouting.output>;

@Injectable()
export class RoutingService {
  constructor(private readonly atlas: AtlasService) {}

  /** All from one edition and one instant, so that policy, calendar, category and place belong together. */
  resolve(question: RoutingQuestion): Routing {
    const atlas = this.atlas.current();
    const rules = atlas.rules.at(Date.now());
    const grid = gridOf(atlas, question);
    if (question.departmentIds?.some((id) => atlas.department(id) === undefined)) {
      throw new CodedError('NOT_FOUND', { field: 'departments', reason: 'no such department' });
    }
    return {
      districtCode: (grid?.code ?? atlas.installed.code).slice(0, 6),
      policy: rules.policy,
      calendar: rules.calendar,
      category: question.categoryCode === undefined ? null : categoryOf(rules, question.categoryCode),
      place:
        grid === null
          ? null
          : { gridId: grid.id, gridCode: grid.code, attachedDepartmentIds: grid.attachedDepartmentIds },
    };
  }
}

/** The named grid; without one the grid under the point; null when neither is given. */
function gridOf(atlas: Atlas, { gridId, location }: RoutingQuestion): Grid | null {
  if (gridId !== undefined) {
    const grid = atlas.grid(gridId);
    if (grid === undefined) throw new CodedError('NOT_FOUND', { field: 'gridId', reason: 'no such grid' });
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
