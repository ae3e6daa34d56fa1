import type { Entry } from '@shaodao/contracts/register/lists';
import type { WorkingCalendar } from '@shaodao/domain/calendar';
import { onDutyAt } from '@shaodao/domain/duty/on-duty';
import type { Role } from '@shaodao/domain/register/role';
import { dutyBookBy } from '../duty/duty-book.js';
import type { Book } from '../register/book.js';
import { rostersOf } from '../register/facts.js';
import { postsByPerson } from '../register/rules/people-rules.js';
import { inForce } from '../register/term.js';

/** What a roster asks about people at an instant: who is away, on a shift, of which unit, and who is called where they live. */

export function awayAt(book: Book, at: number): ReadonlySet<string> {
  const all = [...book.of('leave').values()].map(({ entry }) => entry);
  return new Set(all.filter(({ fromAt, untilAt }) => fromAt <= at && at < untilAt).map(({ person }) => person));
}

/** Those of some people who stand in a shift then; whoever only is a roster's fallback does not. */
export function onShiftAmong(book: Book, calendar: WorkingCalendar, { numbers, at }: { numbers: readonly string[]; at: number }): ReadonlySet<string> {
  const rosters = rostersOf(book);
  // A deputy stands on no roster of their own: those who are away lead to them.
  const keys = new Set([...numbers, ...awayAt(book, at)].flatMap((number) => rosters.get(number) ?? []));
  const standing = [...keys].flatMap((key) => {
    const duty = dutyBookBy(book, calendar, key);
    return duty === null ? [] : onDutyAt({ ...duty, at }).people;
  });
  return new Set(standing.filter(({ shift }) => shift !== null).map(({ personId }) => personId));
}

export function heldBy(book: Book, number: string, at: number): Entry<'posts'>[] {
  const posts = postsByPerson(book).get(number);
  return posts === undefined ? [] : posts.map(({ entry }) => entry).filter((post) => inForce(post, at));
}

/** The code of the unit a person belongs to: as the register says of them, else of a post they hold. */
export function unitOf(book: Book, person: Entry<'people'>, at: number): string | null {
  if (person.department !== null) return person.department;
  return heldBy(book, person.number, at).flatMap(({ department }) => department ?? []).sort()[0] ?? null;
}

const CADRES: readonly Role[] = ['attachedCadre', 'departmentHead', 'departmentDeputyHead', 'departmentDuty', 'subdistrictSecretary', 'subdistrictDirector', 'subdistrictDuty', 'subdistrictOfficer'];
/** Firms, committees and organisations beside departments are asked, not called. */
const OFFICES: readonly Entry<'departments'>['kind'][] = ['department', 'station', 'subsidiary'];

/** 就地转为志愿者 (某县): members in service, cadres attached to grids, staff of departments and subdistricts. */
export function isCalledAtHome(book: Book, person: Entry<'people'>, at: number): boolean {
  if (person.memberClass === 'inService') return true;
  const unit = person.department === null ? undefined : book.get('departments', person.department)?.entry;
  if (unit !== undefined && OFFICES.includes(unit.kind)) return true;
  return heldBy(book, person.number, at).some(({ role }) => CADRES.includes(role));
}
