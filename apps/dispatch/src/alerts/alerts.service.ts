import type { Alert, receiveAlert } from '@shaodao/contracts/alerts';
import { CodedError } from '@shaodao/contracts/errors';
import { listPlans } from '@shaodao/contracts/plans';
import { currentDistrict } from '@shaodao/contracts/registry';
import { moreSevere } from '@shaodao/domain/activation/level';
import { COMMAND_SEATS } from '@shaodao/domain/activation/rights';
import { commonGround, type AlertGround } from '@shaodao/domain/alert/area';
import { proposalOf, timeFault } from '@shaodao/domain/alert/proposal';
import type { Actor } from '@shaodao/domain/case/actor';
import { Bus } from '@shaodao/platform/bus';
import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import type { z } from 'zod';
import { AlertsStore, type KeptAlert } from './alerts.store.js';
import { KnownSenders } from './cap/known-senders.js';
import { messageOf, readSigned } from './cap/reading.js';

/** How far back a list goes. */
const LIST_MS = 30 * 86_400_000;
/** Words of a list are cut, so that a hundred of them fit into one answer. */
const CUT_IN_LIST = 500;
const CUT = 20_000;

type PlanSummary = z.output<typeof listPlans.output>['items'][number];
type AlertReceived = z.output<typeof receiveAlert.output>;

/** The district by its codes, and what its areas are called. */
export interface NamedGround extends AlertGround {
  name: string;
  names: ReadonlyMap<string, string>;
}

/** 预警: what others send is kept and proposes; a person, or a plan that says so, decides. */
@Injectable()
export class AlertsService {
  constructor(
    private readonly store: AlertsStore,
    private readonly senders: KnownSenders,
    private readonly bus: Bus,
  ) {}

  async receive(base64: string, now: number): Promise<AlertReceived> {
    const read = await readSigned(Buffer.from(base64, 'base64'), this.senders, now);
    const { sender, xml, digest } = read;
    // A repeat is answered as the first was, also when it has expired since. Anybody may send a signed message again: the
    // schema, which costs most, is not asked twice.
    const before = await this.store.signedAs(sender, digest, now);
    if (before !== null) return again(before, digest);
    const message = await messageOf(read);
    const named = await this.store.named(sender, message.identifier, now);
    if (named !== null) return again(named, digest);
    const fault = timeFault(message, now);
    if (fault === 'ahead') throw new CodedError('INVALID', { field: 'sent', reason: 'sent in the future', reasonZh: '发送时间晚于当前时间' });
    if (fault === 'expired') throw new CodedError('INVALID', { field: 'expires', reason: 'expired', reasonZh: '预警已过有效期' });
    const proposal = proposalOf(message, await this.ground());
    const created = await this.store.keep({ id: newId(), message, proposal, digest, xml, receivedAt: now });
    const kept = await this.store.named(sender, message.identifier, now);
    if (kept === null) throw new Error('an alert that was kept is gone');
    return { ...again(kept, digest), created };
  }

  async list(actor: Actor, open: boolean, now: number): Promise<Alert[]> {
    refuseOthers(actor);
    const alerts = open ? await this.store.open(now) : await this.store.since(now - LIST_MS, now);
    const mine = alerts.filter((one) => concerns(one, actor));
    const [ground, plans] = await Promise.all([this.ground(), mine.some(({ state }) => state === 'open') ? this.plans(actor) : []]);
    return mine.map((one) => shown(one, { ground, plans, cut: CUT_IN_LIST }));
  }

  async get(actor: Actor, id: string, now: number): Promise<Alert> {
    refuseOthers(actor);
    const found = await this.store.find(id, now);
    if (found === null || !concerns(found, actor)) throw new CodedError('NOT_FOUND', { field: 'id', reason: 'no such alert', reasonZh: '没有这条预警，或不在您的辖区' });
    const [ground, plans] = await Promise.all([this.ground(), found.state === 'open' ? this.plans(actor) : []]);
    return shown(found, { ground, plans, cut: CUT });
  }

  async ground(): Promise<NamedGround> {
    const { code, name, subdistricts, communities } = await this.bus.request(currentDistrict, {});
    return {
      districtCode: code,
      name,
      subdistricts: subdistricts.map((one) => one.code),
      communities: communities.map((one) => one.code),
      names: new Map([[code, name], ...[...subdistricts, ...communities].map((one): [string, string] => [one.code, one.name])]),
    };
  }

  async plans(actor: Actor): Promise<PlanSummary[]> {
    return (await this.bus.request(listPlans, { actor })).items;
  }
}

function again(kept: KeptAlert, digest: string): AlertReceived {
  if (kept.digest !== digest) {
    throw new CodedError('KEY_REUSED', { field: 'identifier', reason: 'this sender used the identifier for another message', reasonZh: '该发送方已将此标识用于另一条预警' });
  }
  return { id: kept.id, state: kept.state, keptFor: kept.keptFor, created: false };
}

function refuseOthers({ seat }: Actor): void {
  if (!COMMAND_SEATS.includes(seat) && seat !== 'operations') throw new CodedError('FORBIDDEN', { reason: 'alerts are for seats that command activations', reasonZh: '预警供指挥席位查看' });
}

/** One without a place may be anywhere. */
function concerns({ areas }: KeptAlert, { areaCode, seat }: Actor): boolean {
  return areas.length === 0 || seat === 'operations' || areas.some((code) => code.startsWith(areaCode) || areaCode.startsWith(code));
}

/** Plans of its hazard, not beyond their highest level, each with the ground it has in common with the alert. */
export function fitting(plans: readonly PlanSummary[], { hazard, level, areas }: Pick<KeptAlert, 'hazard' | 'level' | 'areas'>): Alert['plans'] {
  return plans
    .filter((plan) => plan.hazard === hazard && !moreSevere(level, plan.highestLevel))
    .map(({ code, name, areas: own }) => ({ code, name, areas: commonGround(own, areas) }))
    .filter((plan) => areas.length === 0 || plan.areas.length > 0);
}

function shown(kept: KeptAlert, { ground, plans, cut }: { ground: NamedGround; plans: readonly PlanSummary[]; cut: number }): Alert {
  const { info, areas, digest: _, toldAt: __, askedAt: ___, ...rest } = kept;
  const short = (text: string | null | undefined): string | null => (text === null || text === undefined ? null : text.length > cut ? `${text.slice(0, cut)}…` : text);
  return {
    ...rest,
    areas: areas.map((code) => ({ code, name: ground.names.get(code) ?? code })),
    senderName: short(info?.senderName),
    event: short(info?.event),
    headline: short(info?.headline),
    description: short(info?.description),
    instruction: short(info?.instruction),
    areaWords: (info?.areas ?? []).slice(0, 20).map(({ desc }) => desc.slice(0, 100)),
    plans: kept.state === 'open' ? fitting(plans, kept) : [],
  };
}
