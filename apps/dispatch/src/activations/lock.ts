import { createHash } from 'node:crypto';
import type { Realm } from '@shaodao/domain/activation/realm';

/** The areas without those that lie in another of them, in order: one set has one key. */
export function outermost(areas: readonly string[]): string[] {
  const sorted = [...new Set(areas)].sort();
  return sorted.filter((area) => !sorted.some((other) => other !== area && area.startsWith(other)));
}

/** What a second press must share to join the first. */
export function lockKey({ districtCode, realm, planCode, areas }: { districtCode: string; realm: Realm; planCode: string; areas: readonly string[] }): string {
  const set = createHash('sha256').update(areas.join(',')).digest('hex').slice(0, 16);
  return `${districtCode}:${realm}:${planCode}:${set}`;
}
