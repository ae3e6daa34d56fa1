import type { Actor } from '@shaodao/domain/case/actor';
import { v5, v7 } from 'uuid';

/** Names what a person orders of an activation: the same in a repeat under the client's key, another each time without one. */
export function commandIdOf({ id, key, actor }: { id: string; key: string | null; actor: Actor }): string {
  return key === null ? v7() : v5(`${id} ${key}`, actor.personId);
}
