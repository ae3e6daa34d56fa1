import { LIST_NAMES } from '@shaodao/contracts/register/lists';
import type { SeedEntry } from '../seed-entry.js';
import { growCounty } from './county.js';
import { growDachuan } from './dachuan.js';
import { growHuayuan } from './huayuan.js';
import { growXixiu } from './xixiu.js';
import { growXiyuan } from './xiyuan.js';

/**
 * All that five places say of themselves together, in order of the lists: 287 + 397 + 114 + 23 + 267 = 1,088 grids. The 114 of
 * 西苑 are 7 community, 25 courtyard, 68 building, 4 functional and 10 industry grids; the last 14 have no ground. Residents are
 * apart: with them there would be nearly as many rows as one office file may hold.
 */
export function growFivePlaces(): SeedEntry[] {
  const all = [growDachuan(), growXixiu(), growXiyuan(), growHuayuan(), growCounty()].flat();
  return all.toSorted((a, b) => LIST_NAMES.indexOf(a.list) - LIST_NAMES.indexOf(b.list));
}
