import type { RouteRule } from '@shaodao/domain/routing/rule';
import { routeTable } from '@shaodao/domain/routing/route';
import { minutesOf } from '../duty/duty-book.js';
import { derived } from '../register/book.js';

/** The rules and departments of a book, made ready once. */
export const routesOf = derived(['routes', 'departments'], (book) => {
  const rules = [...book.of('routes').values()].map(({ entry: { from, until, ...rule } }): RouteRule => ({
    ...rule,
    window: from === null || until === null ? null : minutesOf({ from, until }),
  }));
  const departments = [...book.of('departments').values()].map(({ entry: { code, owns, serves } }) => ({ code, owns, serves }));
  return routeTable(rules, departments);
});
