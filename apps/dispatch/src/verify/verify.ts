import { isOver, type CaseState } from '@shaodao/domain/case/state';
import { chainFaults } from './chain.js';
import type { Finding, Found } from './finding.js';
import { rebuildFaults } from './rebuilt.js';
import type { ReadCase, RecordsStore } from './records.store.js';
import { wordFaults } from './words.js';

/** Cases read at once: a few MB at most, whatever the number of all cases. */
const PAGE = 50;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';
/** A report is recorded within a moment; one whose start was cut off is started within 45 s. */
const UNRECORDED_MS = 60_000;

export interface Verified {
  cases: number;
  events: number;
  /** Kept so lately that their first line may be on its way. */
  young: number;
  differences: number;
}

export interface Watch {
  found: (finding: Finding) => void;
  /** After every page. */
  seen: (verified: Verified) => void;
  /** Every case that is recorded, as it stands. */
  recorded: (caseId: string, isOpen: boolean) => void;
}

/** Compares every case's record with its history. The next page is read while one is looked at. */
export async function verifyAll(store: RecordsStore, watch: Watch): Promise<Verified> {
  const verified: Verified = { cases: 0, events: 0, young: 0, differences: 0 };
  let next = store.page(FIRST_ID, PAGE);
  for (;;) {
    const page = await next;
    const last = page.at(-1);
    if (last === undefined) return verified;
    next = store.page(last.caseId, PAGE);
    // Awaited above, in the next round: should this one throw before, that is what is told.
    next.catch(() => undefined);
    for (const read of page) await verifyOne(store, read, { watch, verified });
    watch.seen(verified);
  }
}

/** What differs is read again before it is told: the record may have moved. */
export async function verifyOne(store: RecordsStore, read: ReadCase, { watch, verified }: { watch: Watch; verified: Verified }): Promise<void> {
  const again = faultsOf(read).length === 0 ? read : ((await store.one(read.caseId)) ?? read);
  verified.cases++;
  verified.events += again.lines.length;
  if (isYoung(again)) verified.young++;
  for (const fault of faultsOf(again)) {
    verified.differences++;
    watch.found({ caseId: again.caseId, number: again.kept?.number ?? again.row?.number ?? null, seq: null, ...fault });
  }
  if (again.row !== null) watch.recorded(again.caseId, isOpen(again));
}

function faultsOf(read: ReadCase): Found[] {
  const { kept, row, lines } = read;
  if (row === null && lines.length === 0) {
    return isYoung(read) ? [] : [{ fault: 'neverRecorded', why: 'it was kept, and nothing of it is recorded' }];
  }
  return [
    ...(kept === null ? [{ fault: 'neverKept' as const, why: 'it is recorded, and was never kept' }] : []),
    ...chainFaults(read),
    ...wordFaults(read),
    ...rebuildFaults(read),
  ];
}

function isYoung({ kept, row }: ReadCase): boolean {
  return row === null && kept !== null && Date.now() - kept.keptAt < UNRECORDED_MS;
}

/** Something can still happen to it, so its workflow must run. */
export function isOpen({ state }: Pick<ReadCase, 'state'>): boolean {
  return state !== null && !isOver({ deadlines: [], closedAt: null, ...state } as unknown as CaseState);
}
