import { listOf, type Entry, type ListName } from '@shaodao/contracts/register/lists';
import type { ImportFault } from '@shaodao/contracts/register/imports';
import { laterFaults } from '../register/change.js';
import { entryFaults } from '../register/check.js';
import type { Fault } from '../register/fault.js';
import { groundFaults } from '../register/ground-faults.js';
import { onePerGridFaults } from '../register/rules/ground-rules.js';
import { breathing } from './breath.js';
import { faultAt, importFault, type Faults } from './import-fault.js';
import { placeOfRow, type RowPlace } from './import-row.js';
import type { Change, Proposal } from './proposal.js';

/** Heads of households that are asked for at once. */
const CHUNK = 1_000;

interface Asked {
  /** Those of these keys that stand in a list that is not held. */
  standing: (list: ListName, keys: readonly string[]) => Promise<ReadonlyMap<string, unknown>>;
  onTurn: (done: number) => void;
}

/**
 * Adds what is wrong with the register as it would stand. While a row is at fault by itself, places and ground are not judged,
 * and nobody is told that what that row says is missing: its absence would be seen as faults of others.
 */
export async function judge(proposal: Proposal, faults: Faults, asked: Asked): Promise<void> {
  const { before, after, changes, broken } = proposal;
  const whole = faults.count === 0;
  const drafts = changes.map(({ draft }) => draft);
  const where = placing(changes);
  const breathe = breathing();
  let turns = 0;
  for (const some of entryFaults(after, drafts)) {
    for (const one of some) if (!echoes(one, where.rowOf(one), broken)) faults.add(where.placed(one));
    asked.onTurn(Math.min(++turns * 200, drafts.length));
    await breathe();
  }
  await missingHeads(proposal, faults, asked);
  if (!whole) return;
  for (const one of laterFaults(after, drafts)) faults.add(where.placed(one));
  for (const one of onePerGridFaults(after, drafts)) faults.add(where.placed(one));
  await breathe();
  if (faults.count > 0) return;
  for (const one of await groundFaults(before, after, drafts)) faults.add(where.placed(one));
}

/** Does it say that something is missing which stands in a row at fault? */
function echoes(fault: Fault, row: RowPlace | undefined, broken: ReadonlySet<string>): boolean {
  const to = listOf(fault.list).fields[fault.field]?.refersTo;
  if (to === undefined || row === undefined || broken.size === 0) return false;
  const lists = to === 'ground' ? ['areas', 'grids'] : [to];
  const [name = ''] = fault.reason.split(' stands in no list', 1);
  return fault.reason.includes(' stands in no list') && lists.some((list) => broken.has(`${list} ${name}`));
}

/** Where faults of entries are told: in their own row, or in one that names what they are of. */
function placing(changes: readonly Change[]) {
  const rows = new Map(changes.map(({ row }) => [`${row.of.list} ${row.key}`, row]));
  let naming: Map<string, RowPlace> | undefined;
  const rowOf = ({ list, key }: Pick<Fault, 'list' | 'key'>): RowPlace | undefined => rows.get(`${list} ${key}`);
  const causeOf = (fault: Fault): RowPlace | undefined => {
    naming ??= namingRows(changes);
    return naming.get(fault.key) ?? rows.get(`areas ${fault.key.slice(0, 6)}`);
  };
  const placed = (fault: Fault): ImportFault => {
    const row = rowOf(fault);
    if (row !== undefined) return faultAt(placeOfRow(row, fault.field), fault);
    const cause = causeOf(fault) ?? changes[0]?.row;
    const named = { reason: `${fault.list} ${fault.key}: ${fault.reason}`, reasonZh: `${listOf(fault.list).zh}“${fault.key}”${fault.reasonZh}` };
    return faultAt(cause === undefined ? { file: '' } : placeOfRow(cause), named);
  };
  return { rowOf, placed };
}

/** By what they name now, or named before. */
function namingRows(changes: readonly Change[]): Map<string, RowPlace> {
  const found = new Map<string, RowPlace>();
  for (const { row, standing, draft } of changes) {
    const fields = Object.entries(listOf(draft.list).fields).filter(([, { refersTo }]) => refersTo !== undefined);
    for (const entry of [draft.entry, standing?.entry]) {
      for (const [field] of entry === null || entry === undefined ? [] : fields) {
        const named = [(entry as Record<string, unknown>)[field]].flat(3);
        for (const name of named) if (typeof name === 'string' && !found.has(name)) found.set(name, row);
      }
    }
  }
  return found;
}

/** Residents are not held: whether the head of a household stands is asked of the database, for those the files do not say. */
async function missingHeads({ changes, broken }: Proposal, faults: Faults, { standing }: Asked): Promise<void> {
  const said = new Map(changes.filter(({ draft }) => draft.list === 'residents').map(({ row, draft }) => [row.key, draft.entry as Entry<'residents'> | null]));
  const asked = changes.filter(({ draft: { list, entry } }) => list === 'residents' && (entry as Entry<'residents'> | null)?.householdHead);
  for (let from = 0; from < asked.length; from += CHUNK) {
    const chunk = asked.slice(from, from + CHUNK).map(({ row, draft }) => ({ row, head: (draft.entry as Entry<'residents'>).householdHead ?? '' }));
    const unknown = chunk.filter(({ head }) => !said.has(head) && !broken.has(`residents ${head}`)).map(({ head }) => head);
    const known = unknown.length === 0 ? new Map<string, unknown>() : await standing('residents', unknown);
    for (const { row, head } of chunk) {
      const stands = said.has(head) ? said.get(head) !== null : known.has(head) || broken.has(`residents ${head}`);
      if (!stands) faults.add(importFault('unknownHead', placeOfRow(row, 'householdHead'), head));
    }
  }
}
