import { outermost } from '../tier.js';
import type { CapInfo } from './message.js';

/** The ground an installation answers for, by 行政区划代码. */
export interface AlertGround {
  /** 6 digits. */
  districtCode: string;
  /** 9 digits each. */
  subdistricts: readonly string[];
  /** 12 digits each. */
  communities: readonly string[];
}

/**
 * `ours`: areas of ours by their codes. `elsewhere`: codes, none of them ours. `unsaid`: no code at all, only words, a polygon
 * or a circle: a person says where.
 */
export type AlertPlace = 'ours' | 'elsewhere' | 'unsaid';

/**
 * Areas of ours that an info block names by 6 to 12 digits (GB/T 2260, GB/T 10114). Zeros at the end stand for all that lies
 * inside; a province or a city above us means the whole district, an unknown code inside it the smallest known area around it.
 */
export function placeOfAlert({ areas }: Pick<CapInfo, 'areas'>, ground: AlertGround): { place: AlertPlace; codes: string[] } {
  const given = areas.flatMap(({ geocodes }) => geocodes.map(({ value }) => value.trim())).filter((value) => /^\d{6}(\d{3}){0,2}$/.test(value));
  if (given.length === 0) return { place: 'unsaid', codes: [] };
  const codes = outermost(given.flatMap((code) => areaOf(code, ground) ?? []));
  return codes.length === 0 ? { place: 'elsewhere', codes } : { place: 'ours', codes };
}

/** Ground two lists of areas have in common, by its codes, none inside another. */
export function commonGround(some: readonly string[], others: readonly string[]): string[] {
  const both = some.flatMap((one) => others.flatMap((other) => (one.startsWith(other) ? [one] : other.startsWith(one) ? [other] : [])));
  return outermost(both);
}

function areaOf(code: string, { districtCode, subdistricts, communities }: AlertGround): string | null {
  const said = significant(code);
  if (districtCode.startsWith(said)) return districtCode;
  if (!said.startsWith(districtCode)) return null;
  const around = [...communities, ...subdistricts].find((known) => said.startsWith(known));
  return around ?? districtCode;
}

/** 511703000000 → 511703, 511700 → 5117, 510000 → 51. */
function significant(code: string): string {
  let said = code;
  while (said.length > 6 && said.endsWith('000')) said = said.slice(0, -3);
  if (said.length > 6) return said;
  return said.replace(/0000$/, '').replace(/^(\d{4})00$/, '$1');
}
