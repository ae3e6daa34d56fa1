import type { Activation, listActivations, pressKey } from '@shaodao/contracts/activations';
import { CodedError } from '@shaodao/contracts/errors';
import { resolvePlan } from '@shaodao/contracts/plans';
import { resolveRouting } from '@shaodao/contracts/registry';
import { localDate } from '@shaodao/domain/calendar';
import type { Actor } from '@shaodao/domain/case/actor';
import type { ActivationAct, ActivationCommand } from '@shaodao/domain/activation/command';
import { moreSevere, type ResponseLevel } from '@shaodao/domain/activation/level';
import { realmOf } from '@shaodao/domain/activation/realm';
import type { ActivationState } from '@shaodao/domain/activation/state';
import { commandFault, maySeeActivation } from '@shaodao/domain/activation/rights';
import { outermost } from '@shaodao/domain/tier';
import { Bus } from '@shaodao/platform/bus';
import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import type { z } from 'zod';
import { hashOf } from '../requests/requests.store.js';
import { AlertsStore } from '../alerts/alerts.store.js';
import { ActivationEngine } from './activation-engine.js';
import { ActivationView } from './activation-view.service.js';
import { ActivationsStore, type KeptActivation } from './activations.store.js';
import { newAnswerKey } from './answer-token.js';
import { commandIdOf } from './command-id.js';
import { lockKey } from './lock.js';
import { rulesOf } from './plan-rules.js';
import { inChinese, PRESS_FAULTS } from './refusal-words.js';
import { stateOf } from './state-of.js';

const LISTED = 50;

/** A command as a person gives it. `words` are kept, the act carries ids and codes. */
export interface Given {
  actor: Actor;
  id: string;
  key: string | null;
  /** Given where more than the order is named by it; default: that of the key. */
  commandId?: string;
  act: ActivationAct;
  words: string;
  /** What a repeat under the key must say again, where the act is counted from rows that change; without it the act. */
  said?: object;
}

/** 一键启动: the key, and what people command afterwards. */
@Injectable()
export class ActivationsService {
  constructor(
    private readonly bus: Bus,
    private readonly store: ActivationsStore,
    private readonly engine: ActivationEngine,
    private readonly view: ActivationView,
    private readonly alerts: AlertsStore,
  ) {}

  async press(input: z.output<typeof pressKey.input>): Promise<z.output<typeof pressKey.output>> {
    const { actor, planId, responseLevel: level, reason, drill, breakGlass, alertId } = input;
    const areas = outermost(input.areas);
    const fault = commandFault(actor, areas, level);
    if (fault !== null) throw new CodedError('FORBIDDEN', PRESS_FAULTS[fault]);
    const at = Date.now();
    const [{ districtCode, plan, names }, { calendar }] = await Promise.all([
      this.bus.request(resolvePlan, { planId, areas, responseLevel: level, at }),
      this.bus.request(resolveRouting, {}),
    ]);
    const realm = realmOf(drill);
    const activationId = v7();
    const press = { activationId, approvalId: v7(), actor, at, realm, planCode: plan.code, areas, level, breakGlass, textId: v7() };
    const key = lockKey({ districtCode, realm, planCode: plan.code, areas });
    const day = localDate(at, calendar.offsetMs);
    const rules = rulesOf(plan, calendar);
    const pressed = await this.store.press({ lockKey: key, districtCode, day, drill, areas, plan, names, press, rules, reason, alertId, answerKey: newAnswerKey() });
    if (alertId !== null && pressed.joined) await this.alerts.joined(alertId, pressed.activationId);
    const kept = await this.kept(pressed.activationId);
    // Also for one that joins: the first press may have been cut off before its start.
    if (kept.state === null) await this.engine.start(kept);
    if (pressed.joined && breakGlass && stateOf(kept).phase === 'confirming') {
      // 破窗 of a press that waits for a second person: in its own words, once.
      const key = `break ${kept.activationId}`;
      return { joined: true, activation: await this.command({ actor, id: kept.activationId, key, act: { command: 'breakGlass' }, words: reason }) };
    }
    return { joined: pressed.joined, activation: await this.view.of(kept, actor) };
  }

  async list({ actor, live }: z.output<typeof listActivations.input>): Promise<z.output<typeof listActivations.output>> {
    const found = await this.store.list(actor.areaCode, live, LISTED);
    return { items: found.filter(({ areas }) => maySeeActivation(actor, areas)).map((kept) => this.view.summary(kept)) };
  }

  async get(actor: Actor, id: string): Promise<Activation> {
    return this.view.of(await this.seen(actor, id), actor);
  }

  async command(given: Given): Promise<Activation> {
    const state = await this.order(given);
    return this.view.of({ ...(await this.kept(given.id)), state }, given.actor);
  }

  /** Keyed by the client's key and the person: a repeat meets the first, other words under the key are refused. The state after it. */
  async order({ actor, id, key, commandId = commandIdOf({ id, key, actor }), act, words, said = act }: Given): Promise<ActivationState> {
    const kept = await this.seen(actor, id);
    const bodyHash = hashOf({ said, words });
    const text = await this.store.keepCommand({ commandId, activationId: id, personId: actor.personId, bodyHash, textId: v7(), words });
    if (text.bodyHash !== bodyHash) throw new CodedError('KEY_REUSED', { field: 'Idempotency-Key' });
    return this.put(kept, { commandId, actor, at: Date.now(), act, textId: text.textId });
  }

  /** INVALID `responseLevel` above the plan's highest: what it may be pressed at it may be raised to, and no more. */
  async changeLevel({ areas, level, ...given }: Omit<Given, 'act'> & { areas: string[]; level: ResponseLevel }): Promise<Activation> {
    const { plan } = await this.seen(given.actor, given.id);
    if (moreSevere(level, plan.highestLevel)) {
      throw new CodedError('INVALID', { field: 'responseLevel', reason: `the plan goes up to level ${plan.highestLevel}`, reasonZh: `预案最高可启动${plan.highestLevel}级响应` });
    }
    return this.command({ ...given, act: { command: 'changeLevel', areas, level } });
  }

  /** What was pressed but whose start was cut off. */
  async startLate(before: number): Promise<void> {
    for (const kept of await this.store.neverStarted(before)) await this.engine.start(kept);
  }

  /** NOT_FOUND also for who may not know of it. */
  async seen(actor: Actor, id: string): Promise<KeptActivation> {
    const kept = await this.kept(id);
    if (!maySeeActivation(actor, kept.areas)) throw noActivation();
    return kept;
  }

  async kept(id: string): Promise<KeptActivation> {
    const kept = await this.store.find(id);
    if (kept === null) throw noActivation();
    return kept;
  }

  private async put(kept: KeptActivation, command: ActivationCommand): Promise<ActivationState> {
    if (kept.state === null) await this.engine.start(kept);
    const state = await this.engine.command(kept, command).catch((error: unknown) => {
      throw inChinese(error);
    });
    if (state === null) throw inChinese(new CodedError('WRONG_STAGE', { reason: 'it is over' }));
    return state;
  }
}

function noActivation(): CodedError {
  return new CodedError('NOT_FOUND', { field: 'id', reason: 'no such activation', reasonZh: '没有这个响应，或不在您的辖区' });
}
