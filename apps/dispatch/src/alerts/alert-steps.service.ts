import { callPeople } from '@shaodao/contracts/calls';
import { CodedError, ERRORS } from '@shaodao/contracts/errors';
import { resolvePlan } from '@shaodao/contracts/plans';
import { HAZARDS } from '@shaodao/contracts/register/plan-lists';
import { onDutyEach } from '@shaodao/contracts/registry';
import { realmOf } from '@shaodao/domain/activation/realm';
import { alertActor } from '@shaodao/domain/alert/press';
import type { Actor } from '@shaodao/domain/case/actor';
import { areaCodeAt } from '@shaodao/domain/tier';
import { Bus } from '@shaodao/platform/bus';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { ActivationsService } from '../activations/activations.service.js';
import { makeRounds } from '../rounds.js';
import { AlertsService, fitting, type NamedGround } from './alerts.service.js';
import { AlertsStore, type KeptAlert } from './alerts.store.js';
import { KnownSenders } from './cap/known-senders.js';

const LOOK_MS = 15_000;
const CHANNELS = ['inApp', 'workApp'] as const;

/**
 * What follows an alert that proposes: plans that start by an alert are pressed, leaders on duty are told. Both are asked
 * again until they are done, and done twice they are done once: a second press joins the first, a call has its key.
 */
@Injectable()
export class AlertSteps implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('AlertSteps');
  private readonly end = new AbortController();

  constructor(
    private readonly alerts: AlertsService,
    private readonly store: AlertsStore,
    private readonly senders: KnownSenders,
    private readonly activations: ActivationsService,
    private readonly bus: Bus,
  ) {}

  onApplicationBootstrap(): void {
    // A book of senders that cannot be read ends the process before it takes anything.
    this.senders.count();
    void makeRounds({ everyMs: LOOK_MS, signal: this.end.signal, log: this.log }, () => this.look(Date.now()));
  }

  onApplicationShutdown(): void {
    this.end.abort();
  }

  /** One that was just taken does not wait for the next round. */
  hurry(): void {
    this.look(Date.now()).catch((error: unknown) => this.log.warn(`not looked: ${error instanceof Error ? error.name : 'error'}`));
  }

  private async look(now: number): Promise<void> {
    const waiting = (await this.store.open(now)).filter(({ toldAt, askedAt }) => toldAt === null || askedAt === null);
    if (waiting.length === 0) return;
    const ground = await this.alerts.ground();
    for (const one of waiting) {
      // Neither waits for the other: a plan starts although nobody could be told, and the other way round.
      const done = await Promise.allSettled([
        one.askedAt === null ? this.start(one, ground, now) : null,
        one.toldAt === null ? this.tell(one, ground, now) : null,
      ]);
      for (const step of done) if (step.status === 'rejected') this.log.warn(`alert ${one.id}: ${step.reason instanceof CodedError ? step.reason.code : 'error'}, tried again`);
    }
  }

  /** Without areas nothing starts by itself: a person says where. */
  private async start(alert: KeptAlert, { districtCode }: NamedGround, now: number): Promise<void> {
    const actor = alertActor(districtCode);
    const plans = alert.areas.length === 0 ? [] : fitting(await this.alerts.plans(actor), alert);
    for (const { code, areas } of plans) {
      await this.press(alert, { actor, planId: code, areas, at: now }).catch((error: unknown) => {
        // One plan that refuses holds up no other; what is not to be had now is asked again.
        if (!(error instanceof CodedError) || ERRORS[error.code].status >= 500) throw error;
        this.log.warn(`alert ${alert.id} does not start ${code}: ${error.code} ${error.details.field ?? ''}`);
      });
    }
    await this.store.asked(alert.id, now);
  }

  private async press(alert: KeptAlert, { actor, planId, areas, at }: { actor: Actor; planId: string; areas: string[]; at: number }): Promise<void> {
    const { id, level, drill } = alert;
    const { plan } = await this.bus.request(resolvePlan, { planId, areas, responseLevel: level, at });
    if (!plan.startsByAlert) return;
    await this.activations.press({ actor, planId, areas, responseLevel: level, reason: reasonOf(alert), drill, breakGlass: false, alertId: id });
  }

  private async tell(alert: KeptAlert, { districtCode, names }: NamedGround, now: number): Promise<void> {
    const { id, areas, level, drill, hazard, sentAt } = alert;
    const question = (seat: 'districtLeader' | 'shiftLeader' | 'subdistrictDuty', areaCode: string) => ({ seat, areaCode, departmentId: null, at: now });
    const subdistricts = [...new Set(areas.filter((code) => code.length > 6).map((code) => areaCodeAt(code, 'subdistrict')))];
    const questions = [question('districtLeader', districtCode), question('shiftLeader', districtCode), ...subdistricts.slice(0, 100).map((code) => question('subdistrictDuty', code))];
    const { answers } = await this.bus.request(onDutyEach, { questions });
    const people = [...new Set(answers.flatMap(({ personIds }) => personIds))].map((personId) => ({ personId, token: '' }));
    if (people.length > 0) {
      const words = {
        purpose: 'alert' as const,
        // No word of the sender: what is free text stays where it is read, with a session.
        number: `CAP-${id.slice(-12)}`,
        planName: hazard === null ? '突发事件' : HAZARDS[hazard],
        areaNames: areas.slice(0, 5).map((code) => names.get(code) ?? code),
        level,
        at: sentAt,
        answerBy: null,
      };
      for (const channel of CHANNELS) await this.bus.request(callPeople, { activationId: id, realm: realmOf(drill), channel, attempt: 0, words, people });
    }
    await this.store.told(id, now);
  }
}

/** Words of the press; those of the sender, not of a person of ours. */
function reasonOf({ sender, identifier, info }: KeptAlert): string {
  return `预警 ${sender} ${identifier}：${info?.headline ?? info?.event ?? ''}`.slice(0, 500);
}
