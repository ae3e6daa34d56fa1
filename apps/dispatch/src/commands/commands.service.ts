import type { commandCase } from '@shaodao/contracts/case-commands';
import type { CaseSnapshot } from '@shaodao/contracts/case-snapshot';
import { CodedError } from '@shaodao/contracts/errors';
import type { Actor } from '@shaodao/domain/case/actor';
import type { CaseCommand } from '@shaodao/domain/case/command';
import { allowedCommands } from '@shaodao/domain/case/rights';
import { isEnded } from '@shaodao/domain/case/stage';
import type { CaseState } from '@shaodao/domain/case/state';
import { Injectable } from '@nestjs/common';
import { v5, v7 } from 'uuid';
import type { z } from 'zod';
import { CasesService } from '../cases/cases.service.js';
import { snapshotOf } from '../cases/snapshot.js';
import { Engine } from '../engine/engine.service.js';
import { hashOf, RequestsStore } from '../requests/requests.store.js';
import { keptText } from '../requests/text.js';
import { RecordService } from '../record/record.service.js';
import { ReportsStore, type KeptCase } from '../reports/reports.store.js';
import { actOf, wordsOf } from './act.js';
import { CommandsStore } from './commands.store.js';
import { Correction } from './correction.service.js';

type CommandInput = z.output<typeof commandCase.input>;

/** A person's command, from the wire to the case and back: keyed, its words kept apart, put once. */
@Injectable()
export class CommandsService {
  constructor(
    private readonly correction: Correction,
    private readonly store: CommandsStore,
    private readonly requests: RequestsStore,
    private readonly reports: ReportsStore,
    private readonly cases: CasesService,
    private readonly engine: Engine,
    private readonly record: RecordService,
  ) {}

  async command({ actor, key, caseId, act }: CommandInput): Promise<CaseSnapshot> {
    const bodyHash = hashOf({ caseId, act });
    const kept = await this.reports.find(caseId);
    if (kept === null) throw new CodedError('NOT_FOUND', { field: 'id' });
    const words = wordsOf(act);
    const text = words === null ? null : keptText(words);
    const answered = await this.store.keep({ caseId, personId: actor.personId, key, bodyHash, text });
    if (answered !== null) return answered;
    // A key is a client's own words: two people may choose the same, and the engine must not keep it.
    const commandId = key === null ? v7() : v5(key, actor.personId);
    try {
      const command = {
        commandId,
        actor,
        at: Date.now(),
        act: actOf(act, await this.correction.of(actor, caseId, act)),
        ...(text === null ? {} : { text: { textId: text.textId, digest: text.digest } }),
      };
      const state = await this.put(actor, kept, command);
      // A re-plan may have moved it to other rules than those it was kept with.
      const snapshot = snapshotOf(state, { ...kept, rules: await this.reports.rulesNow(state.rulesRef) }, actor);
      if (key !== null) this.requests.answer(actor.personId, key, snapshot);
      return snapshot;
    } catch (error) {
      if (text !== null && error instanceof CodedError && error.code !== 'UNAVAILABLE') await this.store.drop(text);
      throw error;
    }
  }

  /** Puts a command to the case, also to one whose start was cut off, or which took it and ended. Answers the state after it. */
  async put(actor: Actor, kept: KeptCase, command: CaseCommand): Promise<CaseState> {
    return (
      (await this.engine.command(kept.caseId, command)) ??
      (await this.startedLate(actor, kept, command)) ??
      this.afterTheEnd(actor, kept.caseId, command.commandId)
    );
  }

  /** A report that was cut off between keeping and starting: the case is there for its reporter, so it starts now. */
  private async startedLate(actor: Actor, kept: KeptCase, command: CaseCommand): Promise<CaseState | null> {
    if (await this.record.has(kept.caseId)) return null;
    await this.cases.find(actor, kept.caseId);
    await this.engine.start({ report: kept.opening, rules: kept.rules });
    return this.engine.command(kept.caseId, command);
  }

  /** No workflow runs: the case has ended, perhaps by this very command in a try whose answer was lost. */
  private async afterTheEnd(actor: Actor, caseId: string, commandId: string): Promise<CaseState> {
    const { kept, state } = await this.cases.find(actor, caseId);
    if (await this.store.taken(caseId, commandId)) return state;
    if (!isEnded(state.stage)) throw new CodedError('UNAVAILABLE', { reason: 'the last step of the case is being recorded' });
    throw new CodedError('WRONG_STAGE', {
      stage: state.stage,
      allowedCommands: allowedCommands(state, kept.rules, actor),
    });
  }
}
