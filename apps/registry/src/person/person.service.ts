import { CodedError } from '@shaodao/contracts/errors';
import type { colleague, getPerson, personTask } from '@shaodao/contracts/registry';
import type { Actor } from '@shaodao/domain/case/actor';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { AtlasService } from '../atlas/atlas.service.js';
import { derived } from '../register/book.js';
import { masked } from '../register/mask.js';
import { rolesOf } from '../register/sight.js';
import { tasksOfPerson } from './person-tasks.js';
import { mayMeet } from './sight.js';

export type PersonQuestion = z.output<typeof getPerson.input>;
export type Person = z.output<typeof getPerson.output>;
export type PersonTask = z.output<typeof personTask>;
export type Colleague = z.output<typeof colleague>;

/** Who has a post in which department; those who left are nobody's colleagues. */
const colleaguesByDepartment = derived(['posts', 'people'], (book) => {
  const found = new Map<string, Map<string, Colleague>>();
  for (const { entry: post } of book.of('posts').values()) {
    const person = book.get('people', post.person);
    if (post.department === null || post.status === 'ended' || person?.entry.status !== 'present') continue;
    const own = found.get(post.department) ?? new Map<string, Colleague>();
    found.set(post.department, own);
    const roles = [...new Set([...(own.get(post.person)?.roles ?? []), post.role])].sort();
    own.set(post.person, { id: person.id ?? '', name: person.entry.name, roles });
  }
  return found;
});

@Injectable()
export class PersonService {
  constructor(private readonly atlas: AtlasService) {}

  get({ id, actor }: PersonQuestion): Person {
    const { found, person } = this.met(id, actor);
    const { name, phone } = masked('people', found.entry) as typeof found.entry;
    const roles = person.roles.toSorted((a, b) => order(a).localeCompare(order(b)));
    return { id, name, phone, roles };
  }

  tasks({ id, actor }: PersonQuestion): { items: PersonTask[] } {
    const { found } = this.met(id, actor);
    const tasks = tasksOfPerson(this.atlas.current().book, found.entry.number, Date.now());
    return { items: tasks.map(({ code, mode, plan, role, words }) => ({ code, mode, plan, role, words })) };
  }

  /** Somebody the actor may look up, with what they are. */
  private met(id: string, actor: Actor) {
    const atlas = this.atlas.current();
    const { book } = atlas;
    const found = book.get('people', atlas.personNumber(id) ?? '');
    if (found === undefined) throw new CodedError('NOT_FOUND', { field: 'id', reason: 'no such person' });
    const person = rolesOf(book, found.entry);
    if (!mayMeet(actor, person)) throw new CodedError('FORBIDDEN', { reason: 'that person works elsewhere' });
    return { found, person };
  }

  names(ids: string[]): Record<string, string> {
    const atlas = this.atlas.current();
    const known = ids.map((id) => [id, atlas.book.get('people', atlas.personNumber(id) ?? '')?.entry.name] as const);
    return Object.fromEntries(known.flatMap(([id, name]) => (name === undefined ? [] : [[id, name]])));
  }

  colleagues({ departmentId }: Actor): Colleague[] {
    const atlas = this.atlas.current();
    const department = departmentId === undefined ? undefined : atlas.department(departmentId);
    const own = department === undefined ? [] : [...(colleaguesByDepartment(atlas.book).get(department.code)?.values() ?? [])];
    return own.sort((a, b) => a.name.localeCompare(b.name, 'zh') || (a.id < b.id ? -1 : 1));
  }
}

function order({ areaCode, role }: Person['roles'][number]): string {
  return `${areaCode ?? '~'}${role}`;
}
