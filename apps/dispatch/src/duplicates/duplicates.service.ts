import type { listDuplicates } from '@shaodao/contracts/cases';
import type { Actor } from '@shaodao/domain/case/actor';
import { likenessOf } from '@shaodao/domain/case/duplicate';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { CasesService } from '../cases/cases.service.js';
import { DuplicatesStore } from './duplicates.store.js';

const MOST = 20;
/** Sorted by distance, so that what lies in the corners of the box, outside the circle, comes last. */
const LOOKED_AT = MOST + 1;

/** 疑似重复: what a case may be a second report of. Whoever sees it decides; nothing is merged by itself. */
@Injectable()
export class DuplicatesService {
  constructor(
    private readonly cases: CasesService,
    private readonly store: DuplicatesStore,
  ) {}

  /** A parent and its children are known to belong together: they are not suggested. */
  async list(actor: Actor, caseId: string): Promise<z.output<typeof listDuplicates.output>> {
    const { kept, state } = await this.cases.find(actor, caseId);
    const { category, place, reportedAt, parentId, children } = state;
    const reported = { categoryCode: category.code, gridId: place.gridId, location: kept.location, reportedAt };
    const related = new Set([parentId, ...children.map((child) => child.caseId)]);
    const found = await this.store.near(actor, caseId, { reported, most: LOOKED_AT + children.length });
    const items = found.flatMap(({ row, location }) => {
      const likeness = related.has(row.id) ? null : likenessOf(reported, { ...row, location });
      if (likeness === null) return [];
      return [{ ...row, metres: likeness.metres === null ? null : Math.round(likeness.metres) }];
    });
    return { items: items.slice(0, MOST) };
  }
}
