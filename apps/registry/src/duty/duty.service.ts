import type { onDuty } from '@shaodao/contracts/registry';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { AtlasService } from '../atlas/atlas.service.js';
import { answerDuty, type DutyAnswer } from './duty-ladder.js';
import { DutyStore } from './duty.store.js';

@Injectable()
export class DutyService {
  constructor(
    private readonly atlas: AtlasService,
    private readonly store: DutyStore,
  ) {}

  async onDuty({ seat, ...question }: z.output<typeof onDuty.input>): Promise<DutyAnswer> {
    if (seat !== 'attachedCadre') return answerDuty(this.atlas.current(), { seat, ...question });
    const personIds = question.areaCode === null ? [] : await this.store.cadresOf(question.areaCode);
    return { personIds, via: personIds.length === 0 ? 'nobody' : 'roster' };
  }
}
