import { createHash, randomBytes } from 'node:crypto';
import type { answerCallback, CallbackAnswer, getCallbackForm, makeCallbackLink } from '@shaodao/contracts/callbacks';
import { CodedError } from '@shaodao/contracts/errors';
import type { Actor } from '@shaodao/domain/case/actor';
import { allowedCommands, isAllowed, seatMay } from '@shaodao/domain/case/rights';
import { isOver, type CaseState } from '@shaodao/domain/case/state';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { CasesService } from '../cases/cases.service.js';
import { CommandsService } from '../commands/commands.service.js';
import { ReportsStore, type KeptCase } from '../reports/reports.store.js';
import { hashOf } from '../requests/requests.store.js';
import { CallbacksStore, type CallbackLink } from './callbacks.store.js';

/** 192 bits: nobody finds one by trying. */
const TOKEN_BYTES = 24;

type Form = z.output<typeof getCallbackForm.output>;

interface Opened {
  digest: Buffer;
  link: CallbackLink;
  kept: KeptCase;
  state: CaseState;
}

/** 回访 by a web form: links are given out for closed cases, and whoever has one may answer once. */
@Injectable()
export class CallbacksService {
  constructor(
    private readonly store: CallbacksStore,
    private readonly reports: ReportsStore,
    private readonly cases: CasesService,
    private readonly commands: CommandsService,
  ) {}

  async link(actor: Actor, caseId: string): Promise<z.output<typeof makeCallbackLink.output>> {
    const { kept, state } = await this.cases.find(actor, caseId);
    if (!seatMay(state, kept.rules, 'recordCallback', actor)) {
      throw new CodedError('FORBIDDEN', { reason: 'the reporter and those who call back get the link' });
    }
    if (state.closedAt === null || !isAllowed(state, kept.rules, actor, 'recordCallback')) {
      throw new CodedError('WRONG_STAGE', {
        stage: state.stage,
        allowedCommands: allowedCommands(state, kept.rules, actor),
        reason: 'no call-back is open',
      });
    }
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    await this.store.keep(digestOf(token), { caseId, closedAt: state.closedAt, madeAt: Date.now() });
    return { token };
  }

  async form(token: string): Promise<Form> {
    const { link, kept, state } = await this.open(token);
    if (link.usedAt === null && !isAllowed(state, kept.rules, kept.opening.actor, 'recordCallback')) throw unknown();
    return formOf(link, kept, state);
  }

  /**
   * The key of the command is the link, so that a try that was cut off meets itself again. The answer is given in the
   * reporter's name, from the seat the report came from: who holds the link is not known to be anybody else.
   */
  async answer({ token, answer }: z.output<typeof answerCallback.input>): Promise<Form> {
    const { digest, link, kept, state } = await this.open(token);
    const answerHash = hashOf(answer);
    if (link.usedAt !== null) {
      if (link.answerHash !== answerHash) throw answeredOtherwise();
      return formOf(link, kept, state);
    }
    await this.put(kept, `callback ${digest.toString('hex')}`, answer);
    const usedAt = await this.store.use(digest, answerHash, Date.now());
    return formOf({ ...link, usedAt }, kept, state);
  }

  private async put(kept: KeptCase, key: string, answer: CallbackAnswer): Promise<void> {
    const { actor, caseId } = kept.opening;
    try {
      await this.commands.command({ actor, key, caseId, act: { command: 'recordCallback', channel: 'web', reached: true, ...answer } });
    } catch (error) {
      if (error instanceof CodedError && error.code === 'WRONG_STAGE') throw unknown();
      if (error instanceof CodedError && error.code === 'KEY_REUSED') throw answeredOtherwise();
      throw error;
    }
  }

  /** A link that nobody made, one of a closing that was undone, and one of a case that is over are all the same. */
  private async open(token: string): Promise<Opened> {
    const digest = digestOf(token);
    const link = await this.store.find(digest);
    const kept = link === null ? null : await this.reports.find(link.caseId);
    if (link === null || kept === null) throw unknown();
    const found = await this.cases.find(kept.opening.actor, link.caseId);
    if (found.state.closedAt !== link.closedAt || isOver(found.state)) throw unknown();
    return { digest, link, ...found };
  }
}

function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function formOf({ usedAt, closedAt }: CallbackLink, kept: KeptCase, state: CaseState): Form {
  return { number: kept.number, categoryName: state.category.name, closedAt, answeredAt: usedAt };
}

function unknown(): CodedError {
  return new CodedError('NOT_FOUND', { reason: 'this link is unknown or holds no longer' });
}

function answeredOtherwise(): CodedError {
  return new CodedError('KEY_REUSED', { reason: 'this link was used for another answer' });
}
