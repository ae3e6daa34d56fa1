import { CodedError } from '@shaodao/contracts/errors';
import type { colleague, getPerson } from '@shaodao/contracts/registry';
import type { Actor } from '@shaodao/domain/case/actor';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { PersonStore } from './person.store.js';
import { maskedPhone, mayMeet } from './sight.js';

export type PersonQuestion = z.output<typeof getPerson.input>;
export type Person = z.output<typeof getPerson.output>;
export type Colleague = z.output<typeof colleague>;

@Injectable()
export class PersonService {
  constructor(private readonly store: PersonStore) {}

  async get({ id, actor }: PersonQuestion): Promise<Person> {
    const person = await this.store.find(id);
    if (person === null) throw new CodedError('NOT_FOUND', { field: 'id', reason: 'no such person' });
    if (!mayMeet(actor, person)) throw new CodedError('FORBIDDEN', { reason: 'that person works elsewhere' });
    return { ...person, phone: person.phone === null ? null : maskedPhone(person.phone) };
  }

  async names(ids: string[]): Promise<Record<string, string>> {
    const people = await this.store.names(ids);
    return Object.fromEntries(people.map(({ id, name }) => [id, name]));
  }

  async colleagues({ departmentId }: Actor): Promise<Colleague[]> {
    return departmentId === undefined ? [] : this.store.ofDepartment(departmentId);
  }
}
