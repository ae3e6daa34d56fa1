import { getPerson, listColleagues, listPersonTasks, namePeople } from '@shaodao/contracts/registry';
import { Answers } from '@shaodao/platform/answers';
import type { Actor } from '@shaodao/domain/case/actor';
import { Controller } from '@nestjs/common';
import { PersonService, type Colleague, type Person, type PersonQuestion, type PersonTask } from './person.service.js';

@Controller()
export class PersonController {
  constructor(private readonly people: PersonService) {}

  @Answers(getPerson)
  async get(input: PersonQuestion): Promise<Person> {
    return this.people.get(input);
  }

  @Answers(listPersonTasks)
  async tasks(input: PersonQuestion): Promise<{ items: PersonTask[] }> {
    return this.people.tasks(input);
  }

  @Answers(namePeople)
  async names({ ids }: { ids: string[] }): Promise<Record<string, string>> {
    return this.people.names(ids);
  }

  @Answers(listColleagues)
  async colleagues({ actor }: { actor: Actor }): Promise<{ items: Colleague[] }> {
    return { items: this.people.colleagues(actor) };
  }
}
