import { CHANGES_TOLD, type ImportChange, type ImportFault, type ImportReport } from '@shaodao/contracts/register/imports';
import { listOf, type Entry, type ListName } from '@shaodao/contracts/register/lists';
import { masked } from '../register/mask.js';
import type { Faults } from './import-fault.js';
import { countsOf, type Change, type Proposal } from './proposal.js';

/** A boundary may be long; who compares two of them looks at a map. */
const VALUE_MOST = 200;
/** A message holds 1 MB: both together fit in it. */
const FAULTS_MOST_BYTES = 500_000;
const CHANGES_MOST_BYTES = 300_000;

/** What became of an import. Only what is refused or a dry run is told one by one. */
export function reportOf(faults: Faults, proposal: Proposal | null, dryRun: boolean): ImportReport {
  return {
    lists: proposal === null ? [] : countsOf(proposal.counts),
    faultCount: faults.count,
    faults: fitting(faults.told().values(), FAULTS_MOST_BYTES),
    changes: proposal !== null && dryRun && faults.count === 0 ? fitting(told(proposal.changes), CHANGES_MOST_BYTES) : [],
  };
}

function fitting<T extends ImportFault | ImportChange>(all: Iterable<T>, mostBytes: number): T[] {
  const kept: T[] = [];
  let bytes = 0;
  for (const one of all) {
    bytes += Buffer.byteLength(JSON.stringify(one)) + 1;
    if (bytes > mostBytes) break;
    kept.push(one);
  }
  return kept;
}

function* told(changes: readonly Change[]): Generator<ImportChange> {
  for (const { standing, draft } of changes.slice(0, CHANGES_TOLD)) {
    const { list, key, entry } = draft;
    const [before, after] = [printed(list, standing?.entry ?? null), printed(list, entry)];
    const fields = Object.entries(listOf(list).fields)
      .map(([field, { zh }]) => ({ field, header: zh, before: before[field] ?? null, after: after[field] ?? null }))
      .filter((one) => one.before !== one.after);
    yield { list, key, kind: entry === null ? 'ended' : standing === undefined ? 'new' : 'changed', fields: fields.map((one) => ({ ...one, before: cut(one.before), after: cut(one.after) })) };
  }
}

/** As cells show it; what is empty is left out. */
function printed(list: ListName, entry: Entry | null): Record<string, string> {
  if (entry === null) return {};
  const values = masked(list, entry) as Record<string, unknown>;
  const cells = Object.entries(listOf(list).fields).map(([name, field]) => [name, isEmpty(values[name]) ? '' : field.print(values[name] as never)]);
  return Object.fromEntries(cells.filter(([, cell]) => cell !== '')) as Record<string, string>;
}

const isEmpty = (value: unknown): boolean => value === null || value === undefined || (Array.isArray(value) && value.length === 0);

const cut = (text: string | null): string | null => (text === null || text.length <= VALUE_MOST ? text : `${text.slice(0, VALUE_MOST)}…`.toWellFormed());
