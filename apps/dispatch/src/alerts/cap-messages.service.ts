import type { KeyObject } from 'node:crypto';
import type { getCap, listCap } from '@shaodao/contracts/alerts';
import { CodedError } from '@shaodao/contracts/errors';
import { HAZARDS } from '@shaodao/contracts/register/plan-lists';
import { announcementsOf, type Announcement } from '@shaodao/domain/alert/announcement';
import { capXml } from '@shaodao/domain/alert/xml';
import type { Actor } from '@shaodao/domain/case/actor';
import type { z } from 'zod';
import { ActivationsService } from '../activations/activations.service.js';
import { AlertsService } from './alerts.service.js';
import { signed } from './cap/sign.js';

type CapLine = z.output<typeof listCap.output>['items'][number];

/** Our own activations as CAP messages, made from their history each time they are asked for. */
export class CapMessages {
  constructor(
    private readonly activations: ActivationsService,
    private readonly alerts: AlertsService,
    private readonly own: { sender: string; key: KeyObject | null },
  ) {}

  async list(actor: Actor, id: string): Promise<CapLine[]> {
    return (await this.all(actor, id)).map(lineOf);
  }

  async get(actor: Actor, id: string, seq: number | null): Promise<z.output<typeof getCap.output>> {
    const all = await this.all(actor, id);
    const found = seq === null ? all.at(-1) : all.find((one) => one.seq === seq);
    if (found === undefined) throw new CodedError('NOT_FOUND', { field: 'seq', reason: 'no such message', reasonZh: '没有这条 CAP 消息' });
    const xml = capXml(found.message);
    return { ...lineOf(found), xml: this.own.key === null ? xml : await signed(xml, this.own.key) };
  }

  private async all(actor: Actor, id: string): Promise<Announcement[]> {
    const [activation, { name }] = await Promise.all([this.activations.get(actor, id), this.alerts.ground()]);
    const { number, planName, hazard, drill, areas, timeline } = activation;
    return announcementsOf({ number, planName, hazard, eventName: HAZARDS[hazard], drill, areas, history: timeline }, { sender: this.own.sender, senderName: name });
  }
}

function lineOf({ seq, message: { identifier, msgType, sentAt } }: Announcement): CapLine {
  return { seq, identifier, msgType, sentAt };
}
