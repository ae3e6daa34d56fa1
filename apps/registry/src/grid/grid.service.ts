import type { Crosswalk, gridCrosswalk } from '@shaodao/contracts/crosswalk';
import { CodedError } from '@shaodao/contracts/errors';
import type { Grid, listGrids } from '@shaodao/contracts/registry';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { AtlasService } from '../atlas/atlas.service.js';
import { shapeIn, type Crs } from '../ground/crs.js';
import { PAGE_BYTES, pageOf } from '../page.js';
import { maySee } from '../register/sight.js';
import { crosswalkIn } from './crosswalk.js';

export type GridList = z.output<typeof listGrids.input>;
export type GridPage = z.output<typeof listGrids.output>;

@Injectable()
export class GridService {
  constructor(private readonly atlas: AtlasService) {}

  /** Grids of an area in order of code; the cursor is the code of the last one seen. */
  list({ areaCode = '', limit, cursor = '', crs }: GridList): GridPage {
    if (cursor !== '' && !/^\d{15}$/.test(cursor)) {
      throw new CodedError('INVALID', { field: 'cursor', reason: 'not a cursor of this list' });
    }
    const own = this.atlas.current().grids.filter((grid) => grid.code.startsWith(areaCode) && grid.code > cursor);
    const page = pageOf(own, limit, ({ code }) => code);
    return { ...page, items: page.items.map((grid) => told(grid, crs)) };
  }

  get(id: string, crs: Crs): Grid {
    const grid = this.atlas.current().grid(id);
    if (grid === undefined) throw new CodedError('NOT_FOUND', { field: 'id', reason: 'no such grid' });
    return told(grid, crs);
  }

  /** 多网合一: what became of the old grids of each line, as far as the asker may know the people in them. */
  crosswalk({ actor, areaCode }: z.output<typeof gridCrosswalk.input>): Crosswalk {
    const { book, installed } = this.atlas.current();
    const asked = areaCode ?? installed.code;
    if (book.get('areas', asked) === undefined && book.get('grids', asked) === undefined) {
      throw new CodedError('NOT_FOUND', { field: 'areaCode', reason: 'no such area', reasonZh: '没有这个区域' });
    }
    const found = crosswalkIn(book, asked, (number) => {
      const person = book.get('people', number)?.entry;
      return person !== undefined && maySee(actor, 'people', person, book);
    });
    if (Buffer.byteLength(JSON.stringify(found)) <= PAGE_BYTES) return found;
    throw new CodedError('INVALID', { field: 'areaCode', reason: 'too much for one answer: ask for a smaller area', reasonZh: '内容过多，请按街道或社区查询' });
  }
}

function told(grid: Grid, crs: Crs): Grid {
  const shape = shapeIn(crs, grid.polygon);
  return shape.type === 'Polygon' ? { ...grid, polygon: shape } : grid;
}
