import { cutCode, isFault, joinCode, type CodeFault, type CodePart } from './layout.js';

/**
 * Both editions have 16 digits, so a code does not tell its own: the list it comes from does. `2013` is GB/T 30428.2-2013 (not
 * read: 6 + 2 + 2 + 6); `threeDigit` the published schema after it, whose subclasses have three digits (6 + 2 + 3 + 5).
 */
export const COMPONENT_CODE_EDITIONS = ['2013', 'threeDigit'] as const;
export type ComponentCodeEdition = (typeof COMPONENT_CODE_EDITIONS)[number];

/** 部件编码 in its parts. */
export interface ComponentCode {
  /** 6 digits, GB/T 2260. */
  district: string;
  /** 大类, 2 digits. */
  class: string;
  /** 小类, 3 digits; 2 in the edition of 2013. */
  subclass: string;
  /** 流水号, from 1 up to 99,999; 999,999 in the edition of 2013. */
  sequence: number;
}

const LAYOUTS: Record<ComponentCodeEdition, readonly CodePart<keyof ComponentCode>[]> = {
  '2013': layout(2, 6),
  threeDigit: layout(3, 5),
};

function layout(subclassDigits: number, sequenceDigits: number): readonly CodePart<keyof ComponentCode>[] {
  return [
    { name: 'district', digits: 6, zh: '行政区划代码' },
    { name: 'class', digits: 2, zh: '大类代码' },
    { name: 'subclass', digits: subclassDigits, zh: '小类代码' },
    { name: 'sequence', digits: sequenceDigits, zh: '流水号' },
  ];
}

export function parseComponentCode(
  text: string,
  edition: ComponentCodeEdition,
): ComponentCode | CodeFault<keyof ComponentCode> {
  const parts = cutCode(text, LAYOUTS[edition]);
  return isFault(parts) ? parts : { ...parts, sequence: Number(parts.sequence) };
}

/** Throws RangeError for parts that do not fit the edition. */
export function buildComponentCode(parts: ComponentCode, edition: ComponentCodeEdition): string {
  return joinCode({ ...parts }, LAYOUTS[edition]);
}

/** A district's own subclasses, three digits: 999 is the first given, 080 the last, so that national ones may grow from below. */
const FIRST_LOCAL = 999;
const LAST_LOCAL = 80;

/** Whether a three-digit subclass is a district's own (080 to 999) and not a national one. */
export function isLocalSubclass(subclass: string): boolean {
  return /^\d{3}$/.test(subclass) && Number(subclass) >= LAST_LOCAL;
}

/** The subclass a district gives next in a class, counted backwards past the lowest it ever gave; null when 080 is taken. */
export function nextLocalSubclass(given: readonly string[]): string | null {
  const lowest = Math.min(FIRST_LOCAL + 1, ...given.filter(isLocalSubclass).map(Number));
  return lowest > LAST_LOCAL ? String(lowest - 1).padStart(3, '0') : null;
}
