import { CodedError } from '@shaodao/contracts/errors';
import type { listReplans, replanPage, ReplanOrder, ReplanReport, startReplan } from '@shaodao/contracts/replan';
import { CATEGORY_TABLE, getRules, type RuleKind } from '@shaodao/contracts/rules-publishing';
import type { Actor } from '@shaodao/domain/case/actor';
import { maySetRules } from '@shaodao/domain/rule-version';
import { Bus } from '@shaodao/platform/bus';
import { Injectable, Logger } from '@nestjs/common';
import { v5, v7 } from 'uuid';
import type { z } from 'zod';
import { Engine } from '../engine/engine.service.js';
import { hashOf } from '../requests/requests.store.js';
import { keptText } from '../requests/text.js';
import { OpenCasesStore } from './open-cases.store.js';
import { ReplansStore, type KeptReplan, type Tally } from './replans.store.js';
import type { ReplanTarget } from './target.js';

const LISTED = 20;

type Published = z.output<typeof getRules.output>;

/** Refuses everybody who may not set rules. */
export function assertMaySetRules(actor: Actor): void {
  if (!maySetRules(actor)) throw new CodedError('FORBIDDEN', { reason: 'rules are set by the leaders of the centre and the district' });
}

/** Re-plans of running cases: asked once, kept with what they move to, carried out by their own workflow. */
@Injectable()
export class ReplansService {
  private readonly log = new Logger('Replans');

  constructor(
    private readonly bus: Bus,
    private readonly store: ReplansStore,
    private readonly cases: OpenCasesStore,
    private readonly engine: Engine,
  ) {}

  async start({ actor, key, order }: z.output<typeof startReplan.input>): Promise<ReplanReport> {
    assertMaySetRules(actor);
    const { areaCode } = order.scope;
    if (areaCode?.startsWith(actor.areaCode) === false) {
      throw new CodedError('FORBIDDEN', { field: 'scope.areaCode', reason: 'the area lies outside your district' });
    }
    const bodyHash = hashOf(order);
    const replanId = key === null ? v7() : v5(key, actor.personId);
    const kept = (await this.store.find(replanId)) ?? (await this.keep(replanId, actor, order));
    if (kept.bodyHash !== bodyHash) throw new CodedError('KEY_REUSED', { field: 'Idempotency-Key' });
    const report = await this.report(kept);
    if (report.state === 'waiting') await this.engine.startReplan({ replanId });
    return report;
  }

  async get(actor: Actor, replanId: string): Promise<ReplanReport> {
    assertMaySetRules(actor);
    return this.report(await this.kept(replanId));
  }

  async list(actor: Actor): Promise<z.output<typeof listReplans.output>> {
    assertMaySetRules(actor);
    const newest = await this.store.newest(LISTED);
    return { items: await Promise.all(newest.map((kept) => this.report(kept))) };
  }

  async begin(replanId: string): Promise<null> {
    const { scope, target } = await this.kept(replanId);
    await this.store.keepRules(target);
    await this.store.begin(replanId, await this.cases.count(scope));
    return null;
  }

  /** Cases that were reported meanwhile may have brought rules that nothing was combined with yet. */
  async page(replanId: string, after: string | null, limit: number): Promise<z.output<typeof replanPage.output>> {
    const { scope, target } = await this.kept(replanId);
    const caseIds = await this.cases.left(replanId, { scope, after, limit });
    if (caseIds.length > 0) await this.store.keepRules(target);
    return { caseIds };
  }

  async end(replanId: string): Promise<null> {
    await this.kept(replanId);
    await this.store.end(replanId);
    const { done, total, failed } = await this.store.tally(replanId);
    this.log.log(`re-plan ${replanId}: ${done} of ${total} cases, ${failed} failed`);
    return null;
  }

  /** What was kept but whose start was cut off. */
  async startLate(before: number): Promise<void> {
    for (const replanId of await this.store.neverBegun(before)) await this.engine.startReplan({ replanId });
  }

  private async kept(replanId: string): Promise<KeptReplan> {
    const kept = await this.store.find(replanId);
    if (kept === null) throw new CodedError('NOT_FOUND', { field: 'id', reason: 'no such re-plan' });
    return kept;
  }

  private async keep(replanId: string, actor: Actor, order: ReplanOrder): Promise<KeptReplan> {
    const target = await this.targetOf(order);
    const { reason, scope } = order;
    const { salt } = keptText({ reason });
    await this.store.keep({ replanId, actor, bodyHash: hashOf(order), target, scope, reason, salt, askedAt: Date.now() });
    return this.kept(replanId);
  }

  /** Only what is in force: a case reported now must not get older or newer rules than one that is re-planned. */
  private async targetOf({ policy, calendar, categories }: ReplanOrder): Promise<ReplanTarget> {
    const table = categories === undefined ? undefined : { id: CATEGORY_TABLE, version: categories };
    const [one, two, three] = await Promise.all([
      this.published('policies', policy, 'policy'),
      this.published('calendars', calendar, 'calendar'),
      this.published('categories', table, 'categories'),
    ]);
    return {
      policy: one?.policy ?? undefined,
      calendar: two?.calendar ?? undefined,
      categories: three?.categories ? { version: three.version.version, items: three.categories } : undefined,
    };
  }

  private async published(kind: RuleKind, ref: { id: string; version: number } | undefined, field: string): Promise<Published | null> {
    if (ref === undefined) return null;
    const found = await this.bus.request(getRules, { kind, ...ref }).catch((error: unknown) => {
      throw error instanceof CodedError && error.code === 'NOT_FOUND' ? new CodedError('NOT_FOUND', { ...error.details, field }) : error;
    });
    const { state, version } = found.version;
    if (state === 'inForce') return found;
    throw new CodedError('INVALID', { field, reason: `version ${version} is ${state === 'past' ? 'no longer' : 'not yet'} in force` });
  }

  private async report(kept: KeptReplan): Promise<ReplanReport> {
    const { replanId, actor, target, scope, reason, askedAt } = kept;
    const tally = await this.store.tally(replanId);
    const named = (rules: { id: string; version: number } | undefined): string | null =>
      rules === undefined ? null : `${rules.id}@${rules.version}`;
    return {
      id: replanId,
      state: tally.startedAt === null ? 'waiting' : tally.endedAt === null ? 'running' : 'done',
      policy: named(target.policy),
      calendar: named(target.calendar),
      categories: target.categories?.version ?? null,
      scope,
      reason,
      askedById: actor.personId,
      askedAt,
      ...tally,
      summary: summaryOf(tally, Date.now()),
    };
  }
}

/** “N of M in T s”. */
function summaryOf({ startedAt, endedAt, done, total }: Tally, now: number): string {
  const ms = startedAt === null ? 0 : (endedAt ?? now) - startedAt;
  return `${done} of ${total} in ${(ms / 1_000).toFixed(1)} s`;
}
