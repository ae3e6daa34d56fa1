import type { onDuty } from '@shaodao/contracts/registry';
import { SEATS, tierOfSeat, type Seat } from '@shaodao/domain/case/actor';
import type { WorkingCalendar } from '@shaodao/domain/calendar';
import { onDutyAt } from '@shaodao/domain/duty/on-duty';
import { areaCodeAt } from '@shaodao/domain/tier';
import type { z } from 'zod';
import { derived, type Book } from '../register/book.js';
import { inForce } from '../register/term.js';
import { dutyBookOf, type DutyPlace } from './duty-book.js';

type Question = z.output<typeof onDuty.input>;
/** The question with its department by code, as the register knows it. */
export type DutyQuestion = Omit<Question, 'departmentId'> & { department: string | null };
export type DutyVia = z.output<typeof onDuty.output>['via'];
/** Who is on duty by number. `how` says of each where the answer came from. */
export interface DutyFound {
  people: { number: string; how: string; layer: string | null }[];
  via: DutyVia;
}

/** Who answers where a seat has nobody; operations have nobody above them. */
const SEAT_ABOVE: Record<Seat, Seat | null> = {
  gridWorker: 'communitySecretary',
  communityOfficer: 'communitySecretary',
  communitySecretary: 'subdistrictDuty',
  subdistrictDuty: 'districtLeader',
  subdistrictSecretary: 'districtLeader',
  departmentDuty: 'departmentHead',
  departmentHead: 'districtLeader',
  shiftLeader: 'centreLeader',
  centreLeader: 'districtLeader',
  districtLeader: null,
  operations: null,
};

/** Who holds a role in an area, by `role:area`. */
const holders = derived(['posts', 'people'], (book) => {
  const present = [...book.of('posts').values()].filter(({ entry }) => book.get('people', entry.person)?.entry.status === 'present');
  return Map.groupBy(present.map(({ entry }) => entry), ({ role, areaCode }) => `${role}:${areaCode ?? ''}`);
});

/**
 * The role's own roster; where it has none or nobody, for a seat its fallback and then the same one level above, and so on;
 * for a role that is no seat everybody who holds it in the area (包网干部, 十大员); else nobody.
 */
export function answerDuty(book: Book, calendar: WorkingCalendar, question: DutyQuestion): DutyFound {
  const { seat: role, at } = question;
  if (!(SEATS as readonly string[]).includes(role)) return answerHolders(book, calendar, question);
  for (let seat: Seat | null = role as Seat; seat !== null; seat = SEAT_ABOVE[seat]) {
    const duty = dutyBookOf(book, calendar, placeOf(seat, question));
    const found = duty === null ? null : onDutyAt({ ...duty, at });
    if (found === null || found.people.length === 0) continue;
    const people = found.people.map(({ personId, via, shift }) => ({ number: personId, how: via, layer: shift?.layer ?? null }));
    return { people, via: seat !== role ? 'levelAbove' : found.via === 'fallback' ? 'fallback' : 'roster' };
  }
  return { people: [], via: 'nobody' };
}

function answerHolders(book: Book, calendar: WorkingCalendar, { seat: role, areaCode, department, at }: DutyQuestion): DutyFound {
  const duty = dutyBookOf(book, calendar, { role, areaCode: areaCode ?? '', departmentId: department });
  const found = duty === null ? [] : onDutyAt({ ...duty, at }).people;
  if (found.length > 0) return { people: found.map(({ personId, via, shift }) => ({ number: personId, how: via, layer: shift?.layer ?? null })), via: 'roster' };
  const posts = (holders(book).get(`${role}:${areaCode ?? ''}`) ?? []).filter((post) => (department === null || post.department === department) && inForce(post, at));
  const people = [...new Set(posts.map(({ person }) => person))].map((number) => ({ number, how: 'post', layer: null }));
  return { people, via: people.length === 0 ? 'nobody' : 'roster' };
}

/** Departments are asked by themselves, tiers by the area that holds the question's, everybody else by the district. */
function placeOf(role: Seat, { areaCode, department }: DutyQuestion): DutyPlace {
  const district = (areaCode ?? '').slice(0, 6);
  if (role === 'departmentDuty' || role === 'departmentHead') return { role, areaCode: district, departmentId: department };
  const tier = tierOfSeat(role);
  return { role, areaCode: tier === null ? district : areaCodeAt(areaCode ?? '', tier), departmentId: null };
}
