import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { CodedError } from '@shaodao/contracts/errors';
import type { callOffReshape, ReshapeDecision, reshapeGrids, reshapePlan, ReshapeReport } from '@shaodao/contracts/reshape';
import type { RegistryFactMessage } from '@shaodao/contracts/registry-facts';
import type { Actor } from '@shaodao/domain/case/actor';
import { gridCodesOf, type ReshapePlan } from '@shaodao/domain/reshape/plan';
import { maySetRules } from '@shaodao/domain/rule-version';
import { Relay } from '@shaodao/platform/relay';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { AtlasService } from '../atlas/atlas.service.js';
import type { Book } from '../register/book.js';
import { factsOf } from '../register/facts.js';
import { idOf } from '../register/id.js';
import type { Draft } from '../register/append.store.js';
import { RegisterStore } from '../register/register.store.js';
import { restoring } from './calling-off.js';
import { decideReshape } from './decide.js';
import type { ReshapingFault } from './reshaping-fault.js';
import { ReshapesStore, type KeptPlan, type KeptReshape } from './reshapes.store.js';

/** A change of some hundred entries; whoever asks waits 5 s. */
const LIMIT_MS = 4_500;

type Ordered = Omit<z.output<typeof reshapeGrids.input>, 'key' | 'dryRun'>;

/** Split, merger and move of grids: judged as a whole, said as one change of the register, told to whoever keeps cases. */
@Injectable()
export class ReshapesService {
  constructor(
    private readonly store: ReshapesStore,
    private readonly register: RegisterStore,
    private readonly atlas: AtlasService,
    private readonly relay: Relay<RegistryFactMessage>,
  ) {}

  async order({ key, dryRun, ...ordered }: z.output<typeof reshapeGrids.input>): Promise<ReshapeReport> {
    const { actor, decision } = ordered;
    assertMayReshape(actor, decision);
    if (dryRun) return this.tried(ordered);
    const id = key === null ? randomUUID() : idOf(`change:${actor.personId}:${key}`);
    const at = Date.now();
    const change = { id, at, authorId: actor.personId, origin: 'reshape' as const, reason: decision.reason };
    const { repeated } = await this.register.append(change, LIMIT_MS, async (transaction) => {
      const book = await this.atlas.bookUnder(transaction);
      const { before, effectiveAt, plan, drafts } = await decided(book, ordered, { at, usedCodes: await this.register.usedCodes(newCodesOf(decision.order), transaction) });
      const resident = await this.store.laterResident(plan.retired, effectiveAt, transaction);
      if (resident !== null) refuse([{ field: 'residents', reason: `resident ${resident} changes later: correct that first`, reasonZh: `居民“${resident}”已有更晚生效的变更，请先更正` }]);
      return {
        drafts,
        facts: [...factsOf(before, drafts), { type: 'grids.reshaped' as const, reshapeId: id, effectiveAt }],
        also: async (): Promise<void> => {
          const residents = await this.store.moveResidents(transaction, { id, effectiveAt, heirs: plan.namedHeirs });
          const follow = { ...countOf(drafts), ...(residents === 0 ? {} : { residents }) };
          await this.store.keep(transaction, { id, actor, orderedAt: at, effectiveAt, decision, plan: keptPlan(before, plan, drafts), follow });
        },
      };
    });
    const kept = await this.store.find(id);
    if (kept === null || (repeated && !isSame(kept, ordered))) throw new CodedError('KEY_REUSED', { field: 'Idempotency-Key' });
    this.relay.wake();
    await this.atlas.refresh();
    return reportOf(kept);
  }

  async get(actor: Actor, id: string): Promise<ReshapeReport> {
    if (!maySetRules(actor)) throw new CodedError('FORBIDDEN', { reason: 'grids are reshaped by the leaders of the centre and the district' });
    return reportOf(await this.kept(id));
  }

  async callOff({ actor, id, reason }: z.output<typeof callOffReshape.input>): Promise<ReshapeReport> {
    assertMayReshape(actor, (await this.kept(id)).decision);
    const at = Date.now();
    const change = { id: idOf(`calling-off:${id}`), at, authorId: actor.personId, origin: 'reshape' as const, reason };
    await this.register.append(change, LIMIT_MS, async (transaction) => {
      const { effectiveAt } = await this.kept(id);
      // Asked under the lock: it may have taken effect while this waited for it.
      if (effectiveAt <= Date.now()) refuse([{ field: 'id', reason: 'it has taken effect: order the opposite', reasonZh: '调整已生效，不能撤回，请反向调整' }]);
      const book = await this.atlas.bookUnder(transaction);
      const back = restoring(book, await this.register.saidBy(id, transaction), effectiveAt);
      if ('faults' in back) return refuse(back.faults);
      return {
        drafts: back.drafts,
        facts: factsOf(book, back.drafts),
        also: async (): Promise<void> => {
          await this.store.restoreResidents(transaction, { id, by: change.id, effectiveAt });
          await this.store.callOff(transaction, id, at);
        },
      };
    });
    this.relay.wake();
    await this.atlas.refresh();
    return reportOf(await this.kept(id));
  }

  async plan(id: string): Promise<z.output<typeof reshapePlan.output>> {
    const kept = await this.kept(id);
    return { state: stateOf(kept), effectiveAt: kept.effectiveAt, orderedBy: kept.actor, retiredCodes: kept.plan.retired.map(({ code }) => code) };
  }

  private async tried(ordered: Ordered): Promise<ReshapeReport> {
    const at = Date.now();
    const { actor, decision } = ordered;
    const book = this.atlas.current().book;
    const { before, effectiveAt, plan, drafts } = await decided(book, ordered, { at, usedCodes: await this.register.usedCodes(newCodesOf(decision.order)) });
    const kept = { id: '', actor, orderedAt: at, effectiveAt, decision, plan: keptPlan(before, plan, drafts), follow: countOf(drafts), calledOffAt: null };
    return { ...reportOf(kept), id: null, state: 'planned' };
  }

  private async kept(id: string): Promise<KeptReshape> {
    const kept = await this.store.find(id);
    if (kept === null) throw new CodedError('NOT_FOUND', { field: 'id', reason: 'no such reshaping' });
    return kept;
  }
}

function assertMayReshape(actor: Actor, { order }: ReshapeDecision): void {
  const isOwn = gridCodesOf(order).every((code) => code.startsWith(actor.areaCode));
  if (!maySetRules(actor) || !isOwn) throw new CodedError('FORBIDDEN', { reason: 'grids are reshaped by the leaders of their centre and district' });
}

async function decided(
  book: Book,
  { decision, effectiveAt: wanted }: Ordered,
  { at, usedCodes }: { at: number; usedCodes: ReadonlySet<string> },
): Promise<{ before: Book; effectiveAt: number; plan: ReshapePlan; drafts: Draft[] }> {
  if (wanted !== null && wanted < at) refuse([{ field: 'effectiveAt', reason: 'lies in the past', reasonZh: '生效时间已过' }]);
  const effectiveAt = Math.max(wanted ?? at, book.since);
  const before = book.at(effectiveAt);
  const result = await decideReshape(before, decision, { effectiveAt, usedCodes });
  return 'faults' in result ? refuse(result.faults) : { before, effectiveAt, ...result };
}

function keptPlan(before: Book, { retired, created, namedHeirs }: ReshapePlan, drafts: readonly Draft[]): KeptPlan {
  const idIn = (code: string): string => drafts.find(({ list, key, entry }) => list === 'grids' && key === code && entry !== null)?.id ?? '';
  const departments = (code: string): string[] => {
    const entry = drafts.find(({ list, key }) => list === 'grids' && key === code)?.entry;
    const codes = entry !== null && entry !== undefined && 'departments' in entry ? entry.departments : [];
    return codes.flatMap((own) => before.get('departments', own)?.id ?? []);
  };
  return {
    retired: retired.map((code) => ({ id: before.get('grids', code)?.id ?? '', code, name: before.get('grids', code)?.entry.name ?? '' })),
    created: created.map((grid) => ({ ...grid, id: idIn(grid.code), attachedDepartmentIds: departments(grid.code) }) as KeptPlan['created'][number]),
    namedHeirs,
  };
}

/** Entries that stand afterwards, by list. */
function countOf(drafts: readonly Draft[]): Record<string, number> {
  const count: Record<string, number> = {};
  for (const { list, entry } of drafts) if (entry !== null && list !== 'grids') count[list] = (count[list] ?? 0) + 1;
  return count;
}

function stateOf({ calledOffAt, effectiveAt }: KeptReshape): ReshapeReport['state'] {
  if (calledOffAt !== null) return 'calledOff';
  return effectiveAt > Date.now() ? 'scheduled' : 'inForce';
}

function reportOf(kept: KeptReshape): ReshapeReport {
  const { id, actor, orderedAt, effectiveAt, decision, plan, follow } = kept;
  const created = plan.created.map(({ id: gridId, code, name, parentCode, polygon }) => ({ id: gridId, code, name, parentCode, polygon }));
  const { kind } = decision.order;
  return { id, kind, state: stateOf(kept), effectiveAt, orderedById: actor.personId, orderedAt, reason: decision.reason, retired: plan.retired, created, namedHeirs: plan.namedHeirs, follow };
}

/** Is it what was ordered under this key before? */
function isSame(kept: KeptReshape, { decision, effectiveAt }: Ordered): boolean {
  return isDeepStrictEqual(kept.decision, decision) && (effectiveAt === null || effectiveAt === kept.effectiveAt);
}

/** The first of what is wrong. */
function refuse(faults: readonly ReshapingFault[]): never {
  const { field, reason, reasonZh } = faults[0] ?? { field: 'order', reason: 'is wrong', reasonZh: '有误' };
  throw new CodedError('INVALID', { field, reason, reasonZh });
}

function newCodesOf(order: ReshapeDecision['order']): string[] {
  switch (order.kind) {
    case 'split':
      return order.into.map(({ code }) => code);
    case 'merge':
      return [order.into.code];
    case 'move':
      return [order.newCode];
  }
}
