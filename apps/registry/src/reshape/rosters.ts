import { listOf, type Entry } from '@shaodao/contracts/register/lists';
import { keyOf } from '@shaodao/contracts/register/shape';
import type { Draft } from '../register/append.store.js';
import { copyCode, ended, isRetired, moved, partsOf, type Reshaping } from './moves.js';
import { reshapeFault, type ReshapingFault } from './reshaping-fault.js';

/**
 * Rosters of a grid go on in every part, each with its shifts, overrides and swaps, without those who have no post there any
 * more. Of a merger's rosters for one role the one that is kept goes on.
 */
export function rosterDrafts(reshaping: Reshaping, strangers: (code: string) => ReadonlySet<string>): { drafts: Draft[]; faults: ReshapingFault[] } {
  const { book, effectiveAt, plan, decision } = reshaping;
  const old = [...book.of('rosters')].filter(([, { entry }]) => isRetired(plan, entry.areaCode));
  const faults: ReshapingFault[] = [];
  const dropped = new Set<string>();
  if (decision.order.kind === 'merge') {
    for (const rivals of Map.groupBy(old, ([, { entry }]) => `${entry.role}~${entry.department ?? ''}`).values()) {
      const keys = rivals.map(([key]) => key);
      const kept = keys.filter((key) => decision.keep.includes(key));
      if (keys.length < 2) continue;
      if (kept.length === 1) keys.filter((key) => key !== kept[0]).forEach((key) => dropped.add(key));
      else faults.push(reshapeFault('keep', `one roster of a role goes on, name it: ${keys.join(', ')}`, `合并后同一角色只能有一张值班表，请在其中指定：${keys.join('、')}`));
    }
  }
  const drafts = old.flatMap(([key, roster]) => [
    ended('rosters', key, effectiveAt),
    ...endings(reshaping, key),
    ...partsOf(plan).flatMap((part) => {
      if (dropped.has(key)) return [];
      const without = (people: readonly string[]): string[] => people.filter((person) => !strangers(part).has(person));
      const entry = { ...roster.entry, areaCode: part, fallback: without(roster.entry.fallback) };
      const next = { key: keyOf(listOf('rosters'), entry), part, isHeir: part === plan.namedHeirs[roster.entry.areaCode ?? ''] };
      return [moved('rosters', { id: roster.id, entry }, effectiveAt), ...shiftsOf(reshaping, key, { ...next, without }), ...changesOf(reshaping, key, { ...next, without })];
    }),
  ]);
  return { drafts, faults };
}

interface Next {
  key: string;
  part: string;
  isHeir: boolean;
  without: (people: readonly string[]) => string[];
}

function shiftsOf({ book, effectiveAt }: Reshaping, roster: string, { key, without }: Next): Draft[] {
  return [...book.of('shifts').values()].flatMap((shift) => {
    if (shift.entry.roster !== roster) return [];
    const turns = shift.entry.turns.map(without).filter((turn) => turn.length > 0);
    return turns.length === 0 ? [] : [moved('shifts', { id: shift.id, entry: { ...shift.entry, roster: key, turns } }, effectiveAt)];
  });
}

/** What changes a roster for a while keeps its code in the heir; elsewhere it is one of its own. */
function changesOf({ book, effectiveAt }: Reshaping, roster: string, { key, part, isHeir, without }: Next): Draft[] {
  const own = <E extends Entry<'overrides'> | Entry<'swaps'>>(entry: E): E => ({ ...entry, roster: key, code: isHeir ? entry.code : copyCode(entry.code, part) });
  const overrides = [...book.of('overrides').values()].flatMap(({ id, entry }) => {
    const people = entry.roster === roster ? without(entry.people) : [];
    return people.length === 0 ? [] : [moved('overrides', { id, entry: { ...own(entry), people } }, effectiveAt)];
  });
  const swaps = [...book.of('swaps').values()].flatMap(({ id, entry }) => {
    const both = entry.roster === roster && without([entry.asker, entry.with]).length === 2;
    return both ? [moved('swaps', { id, entry: own(entry) }, effectiveAt)] : [];
  });
  return [...overrides, ...swaps];
}

/** What stands under the old roster ends; a code that goes on is said anew behind it. */
function endings({ book, effectiveAt }: Reshaping, roster: string): Draft[] {
  return (['shifts', 'overrides', 'swaps'] as const).flatMap((list) =>
    [...book.of(list)].filter(([, { entry }]) => entry.roster === roster).map(([key]) => ended(list, key, effectiveAt)),
  );
}
