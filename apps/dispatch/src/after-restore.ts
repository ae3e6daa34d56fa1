import type { CaseFactMessage } from '@shaodao/contracts/case-facts';
import { errandDatabase } from './database.store.js';
import { Engine } from './engine/engine.service.js';
import { linesAhead } from './record/ahead.js';
import { HistoryStore, type History } from './record/history.store.js';
import { retold } from './record/retell.js';

/**
 * Once after a database was put back to an earlier instant, before services and workers run: `after-restore.js [hours]`.
 * For every case with lines in the last `hours` (24) before the newest one: lines that the engine does not know are left
 * with the case's run, and its facts are told again, since the stream that carried them is gone. May run twice.
 */
const HOURS = 24;
const AT_ONCE = 100;
/** Questions to the engine that are open at once. */
const ASKING = 8;

const hours = Number(process.argv[2] ?? HOURS);
if (!(hours > 0)) {
  process.stderr.write(`hours must be a number above 0, not ${String(process.argv[2])}\n`);
  process.exit(2);
}
const database = errandDatabase();
const store = new HistoryStore(database);
const engine = new Engine();
try {
  const since = await store.since(hours);
  const caseIds = since === null ? [] : await store.touched(since);
  await store.renewUploads(Date.now());
  let facts = 0;
  for (let from = 0; from < caseIds.length; from += AT_ONCE) {
    const histories = await store.histories(caseIds.slice(from, from + AT_ONCE));
    const again: CaseFactMessage[] = [];
    for (let asked = 0; asked < histories.length; asked += ASKING) {
      const some = histories.slice(asked, asked + ASKING);
      again.push(...(await Promise.all(some.map((history) => mend(history, since ?? 0)))).flat());
    }
    facts += await store.tell(again);
  }
  tell(`${caseIds.length} cases of the last ${hours} hours looked at, ${facts} facts told again`);
} finally {
  await engine.onApplicationShutdown();
  await database.$disconnect();
}

/** Leaves with a case's run what it does not know of its record; answers the facts to tell again. */
async function mend(history: History, since: number): Promise<CaseFactMessage[]> {
  const { facts, state } = await retold(history, since, (ref) => store.rulesOf(ref));
  const taken = await engine.taken(history.caseId);
  const lines = taken === null ? [] : linesAhead(history, taken);
  if (lines.length > 0) {
    await engine.leaveRecorded(history.caseId, { lines, rules: await store.rulesOf(state.rulesRef) });
    tell(`case ${history.caseId}: lines ${lines[0]?.seq} to ${lines.at(-1)?.seq} of the record given to its run`);
  }
  return facts;
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}
