import { listOf, type Entry, type ListName } from '@shaodao/contracts/register/lists';
import { keyOf } from '@shaodao/contracts/register/shape';
import type { Seat } from '@shaodao/domain/case/actor';
import type { Role } from '@shaodao/domain/register/role';
import type { SeedEntry } from '../seed-entry.js';
import { fakePhone, inventName } from '../names.js';
import type { Random } from '../random.js';

/** Where a post or a roster is one: an area or a grid, and a department where it is one's. */
export interface Where {
  areaCode: string;
  department?: string;
}

/** Collects what one place says of itself, in the order it is said, which fixes names, numbers and telephones. */
export class Census {
  readonly entries: SeedEntry[] = [];
  private sequence: number;
  private readonly seats = new Map<string, number>();

  /** `first`: of the running numbers of people and telephones; no other place comes near. */
  constructor(
    readonly code: string,
    readonly random: Random,
    first: number,
  ) {
    this.sequence = first;
  }

  /** What is not given has its usual value, as in a file with the column left empty. Gives the key. */
  say<N extends ListName>(name: N, given: Partial<Entry<N>>): string {
    const list = listOf(name);
    const entry = list.entry.parse(given) as Entry<N>;
    const key = keyOf(list, entry);
    this.entries.push({ list: name, key, id: null, entry } as SeedEntry);
    return key;
  }

  /** A new person; gives the number. */
  hire(given: Partial<Entry<'people'>> = {}): string {
    const number = `P${String(this.sequence).padStart(8, '0')}`;
    return this.say('people', { number, name: inventName(this.random), phone: this.phone(), status: 'present', ...given });
  }

  hireAll(count: number, given: Partial<Entry<'people'>> = {}): string[] {
    return Array.from({ length: count }, () => this.hire(given));
  }

  /** A telephone number nobody has. */
  phone(): string {
    return fakePhone(this.sequence++);
  }

  appoint(person: string, role: Role, { areaCode, department, ...more }: Where & Partial<Pick<Entry<'posts'>, 'spot' | 'from' | 'until' | 'route' | 'votesFor' | 'votesCast' | 'accountable'>>): void {
    this.say('posts', { person, role, areaCode, department: department ?? null, status: 'active', ...more });
  }

  /** Hires into one role at a place. */
  staff(role: Role, count: number, where: Where): string[] {
    const people = this.hireAll(count, where.department === undefined ? {} : { department: where.department });
    for (const person of people) this.appoint(person, role, where);
    return people;
  }

  /** An account that signs in to a seat, named by its district, seat and number. */
  account(person: string, seat: Seat, { areaCode, department }: Where): void {
    const nth = (this.seats.get(seat) ?? 0) + 1;
    this.seats.set(seat, nth);
    this.say('accounts', { name: `${this.code}-${seat.toLowerCase()}${nth}`, person, seat, areaCode, department: department ?? null });
  }
}

/** So many things to each of some groups, as evenly to their sizes as whole numbers allow. */
export function apportion(sizes: readonly number[], total: number): number[] {
  const all = sizes.reduce((sum, size) => sum + size, 0);
  let before = 0;
  let given = 0;
  return sizes.map((size) => {
    before += size;
    const share = Math.round((before * total) / all) - given;
    given += share;
    return share;
  });
}
