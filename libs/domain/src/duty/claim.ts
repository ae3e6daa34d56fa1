import { DAY_MS } from '../calendar.js';
import type { DutyBook } from './book.js';
import { dayOf, midnightOf } from './day-kind.js';
import { gapsBetween, type DutyGap } from './gaps.js';
import { occurrencesAt, occurrencesBetween, type Span } from './layer.js';

/**
 * The gaps an office would call one (D). Everybody of a shift away is a gap always. Time without a shift is one where the
 * roster says that it would have one:
 * - a shift runs, but its turn is empty;
 * - the roster works through the night, and less than a day has passed since its first shift of a day began: a hole between
 *   two shifts. Nights of office hours, and days on which no shift begins, are left to the fallback by the roster itself;
 * - it has no shifts at all and no fallback either: nobody would ever be found.
 */
export function claimedGaps({ fromAt, untilAt, ...book }: DutyBook & Span): DutyGap[] {
  const kept: DutyGap[] = [];
  for (const gap of gapsBetween({ ...book, fromAt, untilAt })) {
    if (gap.why === 'absent') kept.push(gap);
    else kept.push(...joined(piecesOf(book, gap).filter((piece) => isClaimed(book, piece.fromAt))));
  }
  return kept;
}

/**
 * May a claimed gap run or come from `at` on without anybody changing anything? No where everybody who is named is there, no
 * turn is empty, and the hours leave no hole whatever the calendar says. Such a roster needs no watching until it changes.
 */
export function gapsMayCome({ at, ...book }: DutyBook & { at: number }): boolean {
  const { roster, overrides, swaps, leave, isPresent } = book;
  const { layers, fallback, key } = roster;
  if (layers.length === 0) return fallback.length === 0;
  const turns = layers.flatMap(({ rotation }) => (rotation.turns.length === 0 ? [[]] : rotation.turns));
  const orders = overrides.filter((order) => order.rosterKey === key && order.untilAt > at).map(({ personIds }) => personIds);
  if ([...turns, ...orders].some((people) => people.length === 0)) return true;
  const swapped = swaps.filter((swap) => swap.rosterKey === key && swap.state === 'accepted').flatMap((swap) => [swap.asker, swap.with]);
  const named = new Set([...turns, ...orders, swapped].flat());
  if ([...named].some((person) => !isPresent(person))) return true;
  if (leave.some(({ personId, untilAt }) => untilAt > at && named.has(personId))) return true;
  if (!layers.some(overnight)) return false;
  return layers.some(({ days }) => days !== 'any') || claimedGaps({ ...book, fromAt: at, untilAt: at + 2 * DAY_MS }).length > 0;
}

function isClaimed({ roster, calendar }: DutyBook, at: number): boolean {
  const { layers, fallback } = roster;
  if (layers.length === 0) return fallback.length === 0;
  if (occurrencesAt(layers, calendar, at).length > 0) return true;
  const firstAt = layers.some(overnight) ? dayBegunAt({ layers, calendar }, at) : null;
  return firstAt !== null && at < firstAt + DAY_MS;
}

function overnight({ fromMinute, untilMinute }: DutyBook['roster']['layers'][number]): boolean {
  return untilMinute <= fromMinute || untilMinute > DAY_MS / 60_000;
}

/** When the first shift of the last day that has begun one by then began; null where none did since yesterday. */
function dayBegunAt({ layers, calendar }: { layers: DutyBook['roster']['layers']; calendar: DutyBook['calendar'] }, at: number): number | null {
  const today = dayOf(calendar, at);
  for (const day of [today, today - 1]) {
    const [fromAt, untilAt] = [midnightOf(calendar, day), midnightOf(calendar, day + 1)];
    const begun = occurrencesBetween(layers, calendar, { fromAt, untilAt }).map((one) => one.fromAt);
    const first = Math.min(...begun.filter((begunAt) => begunAt >= fromAt));
    if (first <= at) return first;
  }
  return null;
}

/** A gap cut where a shift of an empty turn begins or ends, and where a day counted from its first shift does. */
function piecesOf({ roster: { layers }, calendar }: DutyBook, gap: DutyGap): DutyGap[] {
  const around = occurrencesBetween(layers, calendar, { fromAt: gap.fromAt - 2 * DAY_MS, untilAt: gap.untilAt });
  const cuts = around.flatMap(({ fromAt, untilAt }) => [fromAt, untilAt, fromAt + DAY_MS]).filter((at) => gap.fromAt < at && at < gap.untilAt);
  const edges = [...new Set([gap.fromAt, ...cuts, gap.untilAt])].sort((one, other) => one - other);
  return edges.slice(0, -1).map((fromAt, nth) => ({ ...gap, fromAt, untilAt: edges[nth + 1] ?? gap.untilAt }));
}

function joined(pieces: readonly DutyGap[]): DutyGap[] {
  const whole: DutyGap[] = [];
  for (const piece of pieces) {
    const last = whole.at(-1);
    if (last?.untilAt === piece.fromAt) last.untilAt = piece.untilAt;
    else whole.push({ ...piece });
  }
  return whole;
}
