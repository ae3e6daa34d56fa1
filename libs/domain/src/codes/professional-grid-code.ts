import { cutCode, isFault, joinCode, type CodeFault, type CodePart } from './layout.js';

/** 专业网格编码, 20 digits, in its parts. */
export interface ProfessionalGridCode {
  /** 6 digits: whom or what the grid is for (管理或服务对象, CJ/T 348-2010); a whole class of objects ends with 00. */
  object: string;
  /** 6 digits, GB/T 2260. */
  district: string;
  /** 3 digits, GB/T 10114. */
  subdistrict: string;
  /** 3 digits: the community's own; from 601 up for a grid made of several communities. */
  community: string;
  /** 1 to 99, left to right and top to bottom; 0 where the community is not split. */
  sequence: number;
}

/** 6 object + 6 district + 3 subdistrict + 3 community + 2 sequence (CJ/T 349-2010, 5.2–5.7). */
const LAYOUT: readonly CodePart<keyof ProfessionalGridCode>[] = [
  { name: 'object', digits: 6, zh: '管理或服务对象代码' },
  { name: 'district', digits: 6, zh: '行政区划代码' },
  { name: 'subdistrict', digits: 3, zh: '街道代码' },
  { name: 'community', digits: 3, zh: '社区代码' },
  { name: 'sequence', digits: 2, zh: '专业网格顺序码', zeros: true },
];

export function parseProfessionalGridCode(text: string): ProfessionalGridCode | CodeFault<keyof ProfessionalGridCode> {
  const parts = cutCode(text, LAYOUT);
  return isFault(parts) ? parts : { ...parts, sequence: Number(parts.sequence) };
}

/** Throws RangeError for parts that do not fit, so for a sequence outside 0 to 99. */
export function buildProfessionalGridCode(parts: ProfessionalGridCode): string {
  return joinCode({ ...parts }, LAYOUT);
}
