import type { DutyBook, Swap, SwapState } from './book.js';
import type { Span } from './layer.js';
import { standIn } from './on-duty.js';
import { segmentsBetween } from './segments.js';

/** What is done with a swap: `ask` makes it, the others answer one that is asked. */
export const SWAP_ACTIONS = ['ask', 'accept', 'decline', 'withdraw'] as const;
export type SwapAction = (typeof SWAP_ACTIONS)[number];

/** Why a swap cannot be, for the field that is wrong, in words for people. */
export interface SwapRefusal {
  field: 'by' | 'with' | 'fromAt' | 'untilAt' | 'back' | 'state';
  reason: string;
  reasonZh: string;
}

export interface SwapStep {
  action: SwapAction;
  /** Who does it. */
  by: string;
  now: number;
  /** The roster as it stands, with the swaps accepted before. */
  book: DutyBook;
}

export type SwapOutcome = { swap: Swap; refusal: null } | { swap: null; refusal: SwapRefusal };

/**
 * One step of a swap. It is asked and withdrawn by the asker, accepted and declined by the other, and answered once.
 * When it is asked and again when it is accepted, both shifts must lie ahead, each must belong to its giver throughout
 * (who is on leave may give what they have), and the taker must be there then and not on duty already.
 */
export function decideSwap(swap: Swap, { action, by, now, book }: SwapStep): SwapOutcome {
  const refusal = mayAct(swap, action, by) ?? (action === 'ask' || action === 'accept' ? fits(swap, now, book) : null);
  if (refusal !== null) return { swap: null, refusal };
  return { swap: { ...swap, state: STATE_AFTER[action] }, refusal: null };
}

const STATE_AFTER: Record<SwapAction, SwapState> = { ask: 'asked', accept: 'accepted', decline: 'declined', withdraw: 'withdrawn' };

function mayAct(swap: Swap, action: SwapAction, by: string): SwapRefusal | null {
  if (swap.state !== 'asked') return refuse('state', 'this swap has been answered', '该换班申请已有结果');
  const asker = action === 'ask' || action === 'withdraw';
  if (asker && by !== swap.asker) return refuse('by', 'only the one who asks may do this', '只有申请人可以操作');
  if (!asker && by !== swap.with) return refuse('by', 'only the one who is asked may do this', '只有被申请人可以操作');
  return null;
}

function fits(swap: Swap, now: number, book: DutyBook): SwapRefusal | null {
  const { asker, back } = swap;
  if (swap.rosterKey !== book.roster.key) return refuse('fromAt', 'the shift is of another roster', '该班次不属于本值班表');
  if (asker === swap.with) return refuse('with', 'nobody swaps with themselves', '不能与本人换班');
  const given = { span: swap, giver: asker, taker: swap.with, fields: GIVEN };
  const taken = back === null ? [] : [{ span: back, giver: swap.with, taker: asker, fields: TAKEN }];
  for (const part of [given, ...taken]) {
    const refusal = passes(part, now, book);
    if (refusal !== null) return refusal;
  }
  return null;
}

interface Passing {
  span: Span;
  giver: string;
  taker: string;
  fields: typeof GIVEN | typeof TAKEN;
}

const GIVEN = { from: 'fromAt', until: 'untilAt', giver: 'fromAt', taker: 'with' } as const;
const TAKEN = { from: 'back', until: 'back', giver: 'back', taker: 'back' } as const;

/** May one shift pass from giver to taker? */
function passes({ span, giver, taker, fields }: Passing, now: number, book: DutyBook): SwapRefusal | null {
  if (!(span.fromAt < span.untilAt)) return refuse(fields.until, 'the end must be after the start', '结束时间须晚于开始时间');
  if (span.fromAt <= now) return refuse(fields.from, 'only a shift that has not begun can be swapped', '只能调换尚未开始的班次');
  const segments = segmentsBetween(book, span);
  const has = segments.every(({ holders }) => holders.some(({ personId }) => personId === giver));
  if (!has) return refuse(fields.giver, 'the giver is not on duty all that time', '转出班次的人员在该时段内并非全程值班');
  const busy = segments.some(({ holders, standing }) => [...holders, ...standing].some(({ personId }) => personId === taker));
  if (busy) return refuse(fields.taker, 'the taker is on duty then already', '接班人员在该时段内已有值班');
  if (segments.some(({ fromAt }) => standIn(book, taker, fromAt) !== taker)) {
    return refuse(fields.taker, 'the taker is on leave or has left', '接班人员在该时段内请假或已离岗');
  }
  return null;
}

function refuse(field: SwapRefusal['field'], reason: string, reasonZh: string): SwapRefusal {
  return { field, reason, reasonZh };
}
