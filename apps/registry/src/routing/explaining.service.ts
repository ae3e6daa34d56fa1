import { CodedError } from '@shaodao/contracts/errors';
import { onePlace, type explainRouting } from '@shaodao/contracts/routing';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Atlas } from '../atlas/atlas.js';
import { AtlasService } from '../atlas/atlas.service.js';
import { explain, type Explained } from './explain.js';
import { gridOf } from './routing.service.js';

type Question = z.output<typeof explainRouting.input>;

@Injectable()
export class ExplainingService {
  constructor(private readonly atlas: AtlasService) {}

  /** By the register at the instant asked and the rules in force then; older rules than today's are not held, so today's stand for them. */
  async explain({ categoryCode, at, source, level, ...place }: Question): Promise<Explained> {
    const atlas = this.atlas.current();
    const now = Date.now();
    const asked = at ?? now;
    const rules = atlas.rules.at(Math.max(asked, now));
    const category = rules.category(categoryCode);
    if (category === undefined) throw new CodedError('NOT_FOUND', { field: 'categoryCode', reason: 'no such category', reasonZh: '没有这个类别' });
    const book = await this.atlas.bookAt(asked);
    const areaCode = areaOf(atlas, place);
    const attached = book.get('grids', areaCode)?.entry.departments ?? [];
    return explain({ atlas, book, rules, question: { category, areaCode, at: asked, source, level }, attached });
  }
}

/** The code of the place asked about: a grid's, or an area's of any tier. */
function areaOf(atlas: Atlas, place: Pick<Question, 'gridId' | 'location' | 'areaCode'>): string {
  if (!onePlace(place)) {
    throw new CodedError('INVALID', { field: 'areaCode', reason: 'give one of gridId, location, areaCode', reasonZh: '网格、坐标、区域代码须且只能给一项' });
  }
  const { areaCode } = place;
  if (areaCode === undefined) return gridOf(atlas, place)?.code ?? '';
  if (atlas.areaName(areaCode) === '') throw new CodedError('NOT_FOUND', { field: 'areaCode', reason: 'no such area', reasonZh: '没有这个区域' });
  return areaCode;
}
