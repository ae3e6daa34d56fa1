import { replan, type NewRules } from '@shaodao/domain/case/replan';
import { CodedError } from '@shaodao/contracts/errors';
import { Injectable, Logger } from '@nestjs/common';
import { v5 } from 'uuid';
import { CommandsStore } from '../commands/commands.store.js';
import { Engine } from '../engine/engine.service.js';
import { ReportsStore } from '../reports/reports.store.js';
import { digestOf, type KeptText } from '../requests/text.js';
import { OpenCasesStore } from './open-cases.store.js';
import { ReplansStore, type KeptReplan, type Outcome } from './replans.store.js';
import { changeFor, isUnder } from './target.js';

const ENDED: Outcome = { outcome: 'ended', moved: 0 };
const FAILED: Outcome = { outcome: 'failed', moved: 0 };

/** One case of a re-plan: put to its workflow under an id that every retry has again, so that it is one act. */
@Injectable()
export class CaseReplanService {
  private readonly log = new Logger('Replans');

  constructor(
    private readonly store: ReplansStore,
    private readonly cases: OpenCasesStore,
    private readonly reports: ReportsStore,
    private readonly commands: CommandsStore,
    private readonly engine: Engine,
  ) {}

  async replan(replanId: string, caseId: string): Promise<Outcome> {
    const known = await this.store.outcome(replanId, caseId);
    if (known !== null && known.outcome !== 'failed') return known;
    const kept = await this.store.find(replanId);
    if (kept === null) throw new CodedError('NOT_FOUND', { field: 'replanId', reason: 'no such re-plan' });
    const outcome = await this.move(kept, caseId);
    await this.store.keepOutcome(replanId, caseId, outcome);
    return outcome;
  }

  private async move(kept: KeptReplan, caseId: string): Promise<Outcome> {
    const found = await this.cases.find(caseId);
    if (found === null) return ENDED;
    const { state } = found;
    const rules = await this.reports.rulesNow(state.rulesRef);
    const change = changeFor(state, kept.target);
    const commandId = v5(caseId, kept.replanId);
    if (isUnder(state, rules, change)) {
      // Perhaps by a try of this very re-plan whose answer was lost.
      const moved = await this.store.moved(caseId, commandId);
      return moved === null ? { outcome: 'same', moved: 0 } : { outcome: 'moved', moved };
    }
    const text = textOf(kept, caseId);
    const words = { textId: text.textId, digest: text.digest };
    const next: NewRules = { ...change, commandId, actor: kept.actor, at: Date.now(), text: words };
    try {
      // On paper first: what throws here would stop the case's workflow.
      replan(state, rules, next, Date.now());
    } catch (error) {
      this.log.warn(`case ${caseId} cannot live under the new rules: ${String(error)}`);
      return FAILED;
    }
    await this.store.keepText(caseId, text);
    const moved = await this.engine.replan(caseId, next);
    if (moved !== null) return { outcome: 'moved', moved };
    await this.commands.drop(text);
    return (await this.cases.find(caseId)) === null ? ENDED : FAILED;
  }
}


/** The reason as words of the case: its id and digest come out the same in every retry. */
function textOf({ replanId, reason, salt }: KeptReplan, caseId: string): KeptText {
  const body = { reason };
  return { textId: v5(`text of ${caseId}`, replanId), salt, body, digest: digestOf(salt, body) };
}
