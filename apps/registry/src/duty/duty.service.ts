import { Injectable } from '@nestjs/common';
import { AtlasService } from '../atlas/atlas.service.js';
import { answerDuty, type DutyAnswer, type DutyQuestion } from './duty-ladder.js';

@Injectable()
export class DutyService {
  constructor(private readonly atlas: AtlasService) {}

  onDuty(question: DutyQuestion): DutyAnswer {
    return answerDuty(this.atlas.current(), question);
  }
}
