import { CodedError } from '@shaodao/contracts/errors';
import type { heirOfGrid } from '@shaodao/contracts/reshape';
import type { Spot } from '@shaodao/domain/ground-shape';
import type { CasePlace } from '@shaodao/domain/policy';
import type { ReshapeGrid } from '@shaodao/domain/reshape/order';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { heirAt } from '../ground/reshape.js';
import { ReshapesStore, type KeptReshape } from './reshapes.store.js';

/** Who has what a retired grid had, through as many reshapings as there were. */
@Injectable()
export class HeirsService {
  constructor(private readonly store: ReshapesStore) {}

  async heir({ id, gridCode, location }: z.output<typeof heirOfGrid.input>): Promise<CasePlace> {
    const kept = await this.store.find(id);
    if (kept?.plan.namedHeirs[gridCode] === undefined) throw new CodedError('NOT_FOUND', { field: 'gridCode', reason: 'not a grid of this reshaping' });
    return this.follow(kept, gridCode, location);
  }

  /** Refuses a grid that is no more with words for its heirs; does nothing for one nobody ever had. */
  async refuseRetired(gridId: string): Promise<void> {
    const code = await this.store.codeOfGrid(gridId);
    const kept = code === null ? null : await this.store.endedBy(code, Date.now());
    if (code === null || kept === null) return;
    const heirs = kept.plan.created.map((grid) => `${grid.code} ${grid.name}`);
    throw new CodedError('NOT_FOUND', {
      field: 'gridId',
      reason: `grid ${code} is no more since ${new Date(kept.effectiveAt).toISOString()}: name ${heirs.join(' or ')}, or a point`,
      reasonZh: `网格${code}已调整，请选择${heirs.join('或')}，或填写位置`,
    });
  }

  private async follow(kept: KeptReshape, gridCode: string, spot: Spot | null): Promise<CasePlace> {
    const { created, namedHeirs, retired } = kept.plan;
    const code = heirAt({ retired: retired.map((grid) => grid.code), created: created as ReshapeGrid[], namedHeirs }, gridCode, spot);
    const later = await this.store.endedBy(code, Date.now());
    if (later !== null) return this.follow(later, code, spot);
    const heir = created.find((grid) => grid.code === code);
    if (heir === undefined) throw new Error(`the heir ${code} is none of reshaping ${kept.id}`);
    return { gridId: heir.id, gridCode: code, attachedDepartmentIds: heir.attachedDepartmentIds };
  }
}
