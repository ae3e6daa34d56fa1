import type { ListName } from '@shaodao/contracts/register/lists';
import type { Book } from './book.js';
import type { Fault, Touched } from './fault.js';
import { chainFaults, departmentFaults, dutyTaskFaults, partyUnitFaults, routeFaults, teamFaults, unitFaults } from './rules/body-rules.js';
import { leaveFaults, overrideFaults, rosterFaults, shiftFaults, swapFaults } from './rules/duty-rules.js';
import { accountableFaults, areaFaults, gridFaults, onePerGridFaults } from './rules/ground-rules.js';
import { accountFaults, personFaults, postFaults } from './rules/people-rules.js';
import { planStepFaults } from './rules/plan-rules.js';
import { referenceFaults } from './rules/references.js';

type Rule = (book: Book, where: Touched) => Fault[];

const RULES: Partial<Record<ListName, Rule>> = {
  areas: areaFaults,
  grids: gridFaults,
  departments: departmentFaults,
  people: personFaults,
  posts: (book, where) => [...postFaults(book, where), ...accountableFaults(book, where)],
  accounts: accountFaults,
  units: unitFaults,
  partyUnits: partyUnitFaults,
  rosters: rosterFaults,
  shifts: shiftFaults,
  overrides: overrideFaults,
  leave: leaveFaults,
  swaps: swapFaults,
  routes: routeFaults,
  planSteps: planStepFaults,
  teams: teamFaults,
  dutyTasks: dutyTaskFaults,
  commandChains: chainFaults,
};

/**
 * Everything that is wrong with a register after a change that touched these entries: of each by itself, of what it names
 * and what names it, and of the places it concerns. The shapes of entries are judged before.
 */
export function faultsOf(book: Book, touched: readonly Touched[]): Fault[] {
  return [...[...entryFaults(book, touched)].flat(), ...onePerGridFaults(book, touched)];
}

/** A few milliseconds of rules. */
const TURN = 200;

/** What is wrong with entries, a part at a time for whoever lets others speak in between; what concerns places is left out. */
export function* entryFaults(book: Book, touched: readonly Touched[]): Generator<Fault[]> {
  for (let from = 0; from < touched.length; from += TURN) {
    const some = touched.slice(from, from + TURN);
    yield [...some.flatMap((where) => RULES[where.list]?.(book, where) ?? []), ...referenceFaults(book, some)];
  }
}
