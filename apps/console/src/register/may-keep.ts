import { listOf, type ListName } from '@shaodao/contracts/register/lists';
import { BETWEEN_KEYS, groundOf } from '@shaodao/contracts/register/shape';
import { keepsOf } from '@shaodao/domain/register/rights';
import type { Me } from '../api.js';
import type { Said } from './entry-shape.js';

/** Of a person by their post, which only registry knows. */
const BY_POST: readonly ListName[] = ['people', 'leave'];

/**
 * Is 变更 offered for this entry? Not where it plainly lies outside the seat's area. Whose it is beyond that (a department's,
 * a person's) registry alone can say, and it refuses what is not theirs.
 */
export function offersChange({ actor }: Me, list: ListName, entry: Said): boolean {
  if (!keepsOf(actor, list)) return false;
  // Leaders keep what lies in no area too.
  if (actor.departmentId !== undefined || BY_POST.includes(list) || keepsOf(actor, 'areas')) return true;
  const { roster } = entry;
  const ground = typeof roster === 'string' ? (roster.split(BETWEEN_KEYS)[1] ?? '') : (groundOf(listOf(list), entry) ?? '');
  return ground.startsWith(actor.areaCode);
}
