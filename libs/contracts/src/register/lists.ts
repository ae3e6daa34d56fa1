import { departments, partyUnits, units, windows } from './bodies.js';
import { leave, overrides, rosters, shifts, swaps } from './duty-lists.js';
import { accounts, people, posts, residents } from './people.js';
import { areas, grids, oldGrids } from './places.js';
import { commandChains, dutyTasks, plans, planSteps, planThresholds, teams } from './plan-lists.js';
import { routes } from './routing-list.js';
import type { EntryOf, List } from './shape.js';

/** All lists of the register, what others refer to first: in this order they are read from a workbook and written to one. */
export const LISTS = {
  areas,
  grids,
  departments,
  people,
  posts,
  accounts,
  windows,
  units,
  partyUnits,
  oldGrids,
  rosters,
  shifts,
  overrides,
  leave,
  swaps,
  routes,
  plans,
  planThresholds,
  planSteps,
  teams,
  dutyTasks,
  commandChains,
  residents,
} as const;
export type ListName = keyof typeof LISTS;
export type Entry<N extends ListName = ListName> = EntryOf<(typeof LISTS)[N]>;

export const LIST_NAMES = Object.keys(LISTS) as ListName[];

export function listOf(name: ListName): List {
  return LISTS[name] as unknown as List;
}
