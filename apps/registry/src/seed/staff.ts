import type { Entry } from '@shaodao/contracts/register/lists';
import { DAY_MS, HOUR_MS } from '@shaodao/domain/calendar';
import type { Seat } from '@shaodao/domain/case/actor';
import { pairs } from '@shaodao/domain/duty/roster';
import { idOf } from '../register/id.js';
import { fakePhone, inventName } from './names.js';
import type { Random } from './random.js';

/** What the register says of a person beside the name, where it says anything. */
type Said = Partial<Pick<Entry<'people'>, 'department' | 'residenceGrid' | 'memberClass' | 'skills'>>;

export interface SeedPerson {
  id: string;
  name: string;
  phone: string;
  said?: Said;
}

/** 职务. `role` is the glossary's identifier of what the person is there. */
export interface SeedPost {
  id: string;
  personId: string;
  role: string;
  areaCode: string;
  departmentId: string | null;
}

export interface SeedRoster {
  id: string;
  seat: Seat;
  areaCode: string;
  departmentId: string | null;
  anchorAt: number;
  turnMs: number;
  turns: string[][];
  fallback: string[];
}

/** A seat somebody holds; only some of them get an account with a password at load. */
export interface SeedSeat {
  personId: string;
  seat: Seat;
  areaCode: string;
  departmentId: string | null;
}

/** Where somebody works: an area, and a department where it is one's. */
export interface Workplace {
  areaCode: string;
  departmentId: string | null;
}

/** Monday 2025-01-06 00:00 in China: turns are whole weeks from there. */
const ANCHOR_AT = Date.UTC(2025, 0, 6) - 8 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;

/** Collects the people of the district in the order they are hired, which fixes their names and phones. */
export class Staff {
  readonly people: SeedPerson[] = [];
  readonly posts: SeedPost[] = [];
  readonly rosters: SeedRoster[] = [];
  readonly seats: SeedSeat[] = [];

  constructor(private readonly random: Random) {}

  /** A new person; `key` names them for good, so it must be said once. */
  hire(key: string, said?: Said): string {
    const id = idOf(`person:${key}`);
    this.people.push({ id, name: inventName(this.random), phone: fakePhone(this.people.length + 1), ...(said === undefined ? {} : { said }) });
    return id;
  }

  appoint(personId: string, role: string, { areaCode, departmentId }: Workplace): void {
    const id = idOf(`post:${personId}:${role}:${areaCode}:${departmentId ?? ''}`);
    this.posts.push({ id, personId, role, areaCode, departmentId });
  }

  /** Hires `count` people into one role at a place. */
  hireAll(role: string, count: number, place: Workplace): string[] {
    return Array.from({ length: count }, (_, nth) => {
      const personId = this.hire(`${role}:${place.departmentId ?? place.areaCode}:${nth + 1}`);
      this.appoint(personId, role, place);
      return personId;
    });
  }

  /** Puts people on the duty of a seat, two by two and week by week, and gives them the seat. */
  roster(seat: Seat, place: Workplace, duty: { people: string[]; fallback: string[] }): void {
    const id = idOf(`roster:${seat}:${place.areaCode}:${place.departmentId ?? ''}`);
    const { people, fallback } = duty;
    this.rosters.push({ id, seat, ...place, anchorAt: ANCHOR_AT, turnMs: WEEK_MS, turns: pairs(people), fallback });
    for (const personId of people) this.seats.push({ personId, seat, ...place });
  }
}
