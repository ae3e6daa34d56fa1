import { createHash } from 'node:crypto';
import type { Realm } from '@shaodao/domain/activation/realm';

/** What a second press must share to join the first; `areas` as `outermost` gives them: one set has one key. */
export function lockKey({ districtCode, realm, planCode, areas }: { districtCode: string; realm: Realm; planCode: string; areas: readonly string[] }): string {
  const set = createHash('sha256').update(areas.join(',')).digest('hex').slice(0, 16);
  return `${districtCode}:${realm}:${planCode}:${set}`;
}
