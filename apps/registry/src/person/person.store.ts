import { Injectable } from '@nestjs/common';
import { Database } from '../database.store.js';
import type { PersonPosts } from './sight.js';

@Injectable()
export class PersonStore {
  constructor(private readonly database: Database) {}

  async find(id: string): Promise<(PersonPosts & { name: string; phone: string | null }) | null> {
    const person = await this.database.person.findUnique({
      where: { id },
      select: {
        id: true,
        name: true,
        phone: true,
        posts: {
          select: { role: true, areaCode: true, departmentId: true },
          orderBy: [{ areaCode: 'asc' }, { role: 'asc' }],
        },
      },
    });
    if (person === null) return null;
    const { posts, ...rest } = person;
    return { ...rest, roles: posts };
  }

  async names(ids: string[]): Promise<{ id: string; name: string }[]> {
    return this.database.person.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  }

  async ofDepartment(departmentId: string): Promise<{ id: string; name: string; roles: string[] }[]> {
    const people = await this.database.person.findMany({
      where: { present: true, posts: { some: { departmentId } } },
      select: { id: true, name: true, posts: { select: { role: true }, where: { departmentId }, orderBy: { role: 'asc' } } },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
    });
    return people.map(({ posts, ...person }) => ({ ...person, roles: [...new Set(posts.map(({ role }) => role))] }));
  }
}
