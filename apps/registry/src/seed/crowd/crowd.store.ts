import type { Database } from '../../database.store.js';
import { Book } from '../../register/book.js';
import { newId } from '../../register/register.service.js';
import { RegisterStore } from '../../register/register.store.js';
import { sayEntries } from '../district.store.js';
import { areasOfCrowd, freeGrids, growCrowd, teamCode, type CrowdSize } from './crowd.js';

const LOAD_LIMIT_MS = 60_000;

/** Says a crowd in one change; teams an earlier one of the same plan had beyond it end. Gives what it stands on. */
export async function loadCrowd(database: Database, size: Omit<CrowdSize, 'grids' | 'department'>): Promise<{ grids: number; teams: number; areas: string[] }> {
  return database.$transaction(
    async (transaction) => {
      await transaction.$executeRaw`SELECT 1 FROM district FOR UPDATE`;
      const at = Date.now();
      const store = new RegisterStore(database);
      const head = await store.head(transaction);
      const book = Book.empty().with(await store.readAll({ instant: at, later: true, head }, transaction), at, head);
      const { code: district } = await transaction.district.findFirstOrThrow({ orderBy: { code: 'asc' } });
      const entries = growCrowd({ ...size, grids: freeGrids(book, district, at), department: [...book.of('departments').keys()].sort()[0] ?? '' }).map((said) => ({ ...said, id: book.get(said.list, said.key)?.id ?? newId(said.list, said.key) }));
      const teams = entries.filter(({ list }) => list === 'teams');
      const kept = new Set(teams.map(({ key }) => key));
      const ended = [...book.of('teams').keys()].filter((key) => key.startsWith(teamCode(size.plan)) && !kept.has(key));
      await sayEntries(transaction, { book, entries: [...entries, ...ended.map((key) => ({ list: 'teams' as const, key, id: null, entry: null }))], at, reason: '量测用编队' });
      return { grids: new Set(teams.map(({ entry }) => ('areaCode' in entry ? entry.areaCode : ''))).size, teams: teams.length, areas: areasOfCrowd(entries) };
    },
    { timeout: LOAD_LIMIT_MS, maxWait: LOAD_LIMIT_MS },
  );
}
