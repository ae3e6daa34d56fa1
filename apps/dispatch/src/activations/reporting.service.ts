import type { Activation, fileReport, scoreActivation } from '@shaodao/contracts/activations';
import { CodedError } from '@shaodao/contracts/errors';
import { commandFault, unitOf } from '@shaodao/domain/activation/rights';
import { levelOf, openAreas } from '@shaodao/domain/activation/state';
import { addTallies, EMPTY_TALLY } from '@shaodao/domain/activation/person-state';
import { scoreOf } from '@shaodao/domain/activation/score';
import type { Actor } from '@shaodao/domain/case/actor';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { ActivationsService } from './activations.service.js';
import { PRESS_FAULTS } from './refusal-words.js';
import { stateOf } from './state-of.js';
import { TalliesService } from './tallies.service.js';

/** 初报 续报 终报, signed by a person, and the score at the end. */
@Injectable()
export class ReportingService {
  constructor(
    private readonly activations: ActivationsService,
    private readonly tallies: TalliesService,
  ) {}

  async file({ kind, nth, text, ...given }: z.output<typeof fileReport.input>): Promise<Activation> {
    const { actor, id } = given;
    const kept = await this.activations.seen(actor, id);
    const state = stateOf(kept);
    const areas = openAreas(state).map(({ code }) => code);
    const fault = commandFault(actor, areas.length > 0 ? areas : kept.areas, levelOf(state));
    if (fault !== null) throw new CodedError('FORBIDDEN', PRESS_FAULTS[fault]);
    return this.activations.command({ ...given, act: { command: 'fileReport', kind, nth }, words: text });
  }

  /** Once it is stood down everywhere: before that nothing stands still. */
  async score(actor: Actor, id: string): Promise<z.output<typeof scoreActivation.output>> {
    const kept = await this.activations.seen(actor, id);
    // It is counted from everybody's answers.
    if (unitOf(actor) !== null) throw new CodedError('FORBIDDEN', { reason: 'the score is for command seats', reasonZh: '评分由指挥和属地席位查看' });
    const state = stateOf(kept);
    if (state.stoodDownAt === null) throw new CodedError('WRONG_STAGE', { reason: 'it is scored once it is stood down', reasonZh: '响应终止后才能评分' });
    const { byArea } = await this.tallies.of(id);
    return { id, ...scoreOf(state, byArea.reduce((sum, { tally }) => addTallies(sum, tally), EMPTY_TALLY)) };
  }
}
