import type { listCaseDeadlines, listCaseEvents, readCaseClock } from '@shaodao/contracts/case-history';
import type { CaseSnapshot } from '@shaodao/contracts/case-snapshot';
import type { listCases } from '@shaodao/contracts/cases';
import { CodedError } from '@shaodao/contracts/errors';
import type { Actor } from '@shaodao/domain/case/actor';
import { open } from '@shaodao/domain/case/apply';
import { maySee } from '@shaodao/domain/case/rights';
import type { CaseState } from '@shaodao/domain/case/state';
import { usageOf } from '@shaodao/domain/case/usage';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { ReportsStore, type KeptCase } from '../reports/reports.store.js';
import { CasesStore } from './cases.store.js';
import { deadlinesOf } from './deadlines.js';
import { historyLines } from './history-lines.js';
import { snapshotOf } from './snapshot.js';

/** Lines of history in one answer: about 1 KB each, and the bus carries 1 MB. */
const PAGE = 200;

/** Reading cases: what stands in the record, for those who may see it. */
@Injectable()
export class CasesService {
  constructor(
    private readonly store: CasesStore,
    private readonly reports: ReportsStore,
  ) {}

  async get(actor: Actor, caseId: string): Promise<CaseSnapshot> {
    const { kept, state } = await this.find(actor, caseId);
    return snapshotOf(state, kept, actor);
  }

  async list(
    actor: Actor,
    filter: z.output<typeof listCases.input>['filter'],
  ): Promise<z.output<typeof listCases.output>> {
    if (filter.awaits !== undefined && (filter.departmentId ?? actor.departmentId) === undefined) {
      throw new CodedError('INVALID', { field: 'awaits', reason: 'say of which department' });
    }
    const after = filter.cursor === undefined ? null : cursorOf(filter.cursor);
    const rows = await this.store.list(actor, filter, after);
    const items = rows.slice(0, filter.limit);
    const last = items.at(-1);
    return {
      items: items.map((item) => item.row),
      nextCursor: rows.length > filter.limit && last !== undefined ? `${last.sortKey}_${last.row.id}` : null,
    };
  }

  async events(actor: Actor, caseId: string, afterSeq: number): Promise<z.output<typeof listCaseEvents.output>> {
    await this.find(actor, caseId);
    const [lines, before] = await Promise.all([
      this.store.events(caseId, afterSeq, PAGE + 1),
      afterSeq === 0 ? null : this.store.before(caseId, afterSeq),
    ]);
    return { more: lines.length > PAGE, items: historyLines(lines.slice(0, PAGE), before) };
  }

  async deadlines(actor: Actor, caseId: string): Promise<z.output<typeof listCaseDeadlines.output>> {
    await this.find(actor, caseId);
    const lines = await this.store.events(caseId);
    return { items: deadlinesOf(lines.map((line) => line.event)) };
  }

  /** Who used how much, now. */
  async clock(actor: Actor, caseId: string): Promise<z.output<typeof readCaseClock.output>> {
    const { kept } = await this.find(actor, caseId);
    const lines = await this.store.events(caseId);
    const at = Date.now();
    return { at, ...usageOf(lines.map((line) => line.event), kept.rules.calendar, at) };
  }

  /** A case that is kept but whose first event is still on its way shows as it was opened. */
  async find(actor: Actor, caseId: string, field = 'id'): Promise<{ kept: KeptCase; state: CaseState }> {
    const opened = await this.reports.find(caseId);
    if (opened === null) throw new CodedError('NOT_FOUND', { field });
    const state = (await this.store.state(caseId, opened.rules)) ?? open(opened.opening, opened.rules).state;
    const kept = { ...opened, rules: await this.reports.rulesNow(state.rulesRef) };
    if (!maySee(state, actor)) throw new CodedError('FORBIDDEN', { reason: 'the case lies outside your area' });
    return { kept, state };
  }
}

function cursorOf(cursor: string): { sortKey: string; caseId: string } {
  const [, sortKey, caseId] = /^(\d{1,16})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(cursor) ?? [];
  if (sortKey === undefined || caseId === undefined) throw new CodedError('INVALID', { field: 'cursor' });
  return { sortKey, caseId };
}
