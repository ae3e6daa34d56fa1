import { randomUUID } from 'node:crypto';
import { databaseSettings, readSettings } from '@shaodao/platform/config';
import { Database } from './database.store.js';
import { Book } from './register/book.js';
import { timerFacts } from './register/facts.js';
import { appendFacts } from './register/append.store.js';
import { RegisterStore } from './register/register.store.js';

/**
 * Once after a database was put back to an earlier instant, before services run. The stream that carried facts is gone, so
 * every roster, every post with a term and every reshaping is told again: a timer that missed its fact starts, all others ask
 * once more.
 */
const database = Database.forLoading(readSettings(databaseSettings));
try {
  const at = Date.now();
  const store = new RegisterStore(database);
  const head = await store.head();
  const book = Book.empty().with(await store.readAll({ instant: at, later: true, head }), at, head);
  const reshapes = await database.reshape.findMany({ where: { calledOffAt: null }, select: { id: true, effectiveAt: true } });
  const facts = [
    ...timerFacts(book),
    ...reshapes.map(({ id, effectiveAt }) => ({ type: 'grids.reshaped' as const, reshapeId: id, effectiveAt: Number(effectiveAt) })),
  ];
  if (facts.length > 0) await database.$transaction((transaction) => appendFacts(transaction, { id: randomUUID(), at }, facts));
  process.stdout.write(`${facts.length} rosters, terms and reshapings told again\n`);
} finally {
  await database.$disconnect();
}
