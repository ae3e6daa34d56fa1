import { cutCode, isFault, joinCode, type CodeFault, type CodePart } from './layout.js';

/** 网格编码, 15 digits, in its parts. */
export interface GridCode {
  /** 6 digits, GB/T 2260. */
  district: string;
  /** 3 digits. */
  subdistrict: string;
  /** 3 digits. */
  community: string;
  /** 1 to 999, W→E and N→S inside the community. */
  sequence: number;
}

/**
 * 6 district + 3 subdistrict + 3 community + 3 sequence (北京网格码). No part is all zeros: a grid belongs to a community, never
 * directly to a subdistrict (西安 DB6101/T 3185-2024), and sequences begin with 001.
 */
const LAYOUT: readonly CodePart<keyof GridCode>[] = [
  { name: 'district', digits: 6, zh: '行政区划代码' },
  { name: 'subdistrict', digits: 3, zh: '街道代码' },
  { name: 'community', digits: 3, zh: '社区代码' },
  { name: 'sequence', digits: 3, zh: '网格顺序码' },
];

export function parseGridCode(text: string): GridCode | CodeFault<keyof GridCode> {
  const parts = cutCode(text, LAYOUT);
  return isFault(parts) ? parts : { ...parts, sequence: Number(parts.sequence) };
}

/** Throws RangeError for parts that do not fit, so for a sequence outside 1 to 999. */
export function buildGridCode(parts: GridCode): string {
  return joinCode({ ...parts }, LAYOUT);
}

/** The code of the grid with this sequence in a community (12 digits). Throws RangeError as `buildGridCode`. */
export function gridCodeIn(communityCode: string, sequence: number): string {
  const [district, subdistrict, community] = [communityCode.slice(0, 6), communityCode.slice(6, 9), communityCode.slice(9)];
  return buildGridCode({ district, subdistrict, community, sequence });
}
