import { DAY_MS } from '../calendar.js';
import type { DutyBook } from './book.js';
import type { Span } from './layer.js';
import { segmentsBetween, type Segment } from './segments.js';

/** 空岗: time in which nobody is on duty; that a fallback would be asked mends nothing. */
export interface DutyGap extends Span {
  /** `noShift`: the roster has nobody then. `absent`: it has, and all of them are away without anybody in their place. */
  why: 'noShift' | 'absent';
  /** Whose shifts stand empty; nobody for `noShift`. */
  absentIds: string[];
}

/** A gap is told so long before it begins that it can be filled (issue 5: a week ahead). */
export const GAP_NOTICE_MS = 7 * DAY_MS;

/** The gaps of a span, cut to it, in order; two that touch differ in why or in who is absent. */
export function gapsBetween({ fromAt, untilAt, ...book }: DutyBook & Span): DutyGap[] {
  const gaps: DutyGap[] = [];
  for (const segment of segmentsBetween(book, { fromAt, untilAt })) {
    if (segment.standing.length > 0) continue;
    const gap = gapOf(segment);
    const last = gaps.at(-1);
    if (last !== undefined && last.untilAt === gap.fromAt && isSame(last, gap)) last.untilAt = gap.untilAt;
    else gaps.push(gap);
  }
  return gaps;
}

/** The first gap that begins within the notice from `at` on, or runs at `at`; its end is cut to the notice. null: none. */
export function nextGap({ at, noticeMs = GAP_NOTICE_MS, ...book }: DutyBook & { at: number; noticeMs?: number }): DutyGap | null {
  return gapsBetween({ ...book, fromAt: at, untilAt: at + noticeMs })[0] ?? null;
}

function gapOf({ fromAt, untilAt, holders }: Segment): DutyGap {
  const absentIds = [...new Set(holders.map(({ personId }) => personId))];
  return { fromAt, untilAt, why: absentIds.length === 0 ? 'noShift' : 'absent', absentIds };
}

function isSame(one: DutyGap, other: DutyGap): boolean {
  return one.absentIds.length === other.absentIds.length && one.absentIds.every((id, at) => id === other.absentIds[at]);
}
