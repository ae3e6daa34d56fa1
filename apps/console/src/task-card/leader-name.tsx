import { usePersonNames } from '../person/person-names.js';

/** For the signed-in alone: whoever holds nothing but a link is told no names. */
export function LeaderName({ id }: { id: string }) {
  return usePersonNames([id])(id);
}
