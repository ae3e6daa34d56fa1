import type { onDuty } from '@shaodao/contracts/registry';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { AtlasService } from '../atlas/atlas.service.js';
import { answerDuty, type DutyFound, type DutyQuestion } from './duty-ladder.js';

type Question = z.output<typeof onDuty.input>;
type Answer = z.output<typeof onDuty.output>;

@Injectable()
export class DutyService {
  constructor(private readonly atlas: AtlasService) {}

  /** As the register stood at the instant asked, or as it will if nobody changes it. */
  async onDuty(question: Question): Promise<Answer> {
    const { people, via } = await this.find(question);
    const atlas = this.atlas.current();
    return { personIds: people.flatMap(({ number }) => atlas.personId(number) ?? []), via };
  }

  /** By number, with where each came from. */
  async find({ departmentId, ...question }: Question): Promise<DutyFound> {
    const book = await this.atlas.bookAt(question.at);
    const atlas = this.atlas.current();
    const calendar = atlas.rules.calendarAt(question.at);
    const asked: DutyQuestion = {
      ...question,
      areaCode: question.areaCode ?? atlas.installed.code,
      department: departmentId === null ? null : (atlas.department(departmentId)?.code ?? departmentId),
    };
    return answerDuty(book, calendar, asked);
  }
}
