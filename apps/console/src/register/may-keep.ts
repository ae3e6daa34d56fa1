import { listOf, type ListName } from '@shaodao/contracts/register/lists';
import { groundOf } from '@shaodao/contracts/register/shape';
import { keepsOf } from '@shaodao/domain/register/rights';
import type { Me } from '../api.js';
import type { Said } from './entry-shape.js';

/**
 * Is 变更 offered for this entry? Not where it plainly lies outside the seat's area. Whose it is beyond that (a department's,
 * a person's) registry alone can say, and it refuses what is not theirs.
 */
export function offersChange({ actor }: Me, list: ListName, entry: Said): boolean {
  if (!keepsOf(actor, list)) return false;
  if (actor.departmentId !== undefined) return true;
  const ground = groundOf(listOf(list), entry);
  return ground === null || ground.startsWith(actor.areaCode);
}
