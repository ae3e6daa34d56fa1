import { reportCase, type CaseReportInput } from '@shaodao/contracts/case-commands';
import type { CaseSnapshot } from '@shaodao/contracts/case-snapshot';
import { CodedError } from '@shaodao/contracts/errors';
import { resolveRouting } from '@shaodao/contracts/registry';
import { localDate } from '@shaodao/domain/calendar';
import type { Actor } from '@shaodao/domain/case/actor';
import { open } from '@shaodao/domain/case/apply';
import { setMode } from '@shaodao/domain/case/mode';
import { Bus } from '@shaodao/platform/bus';
import { Injectable } from '@nestjs/common';
import { v5, v7 } from 'uuid';
import type { z } from 'zod';
import { snapshotOf } from '../cases/snapshot.js';
import { Engine } from '../engine/engine.service.js';
import { ModesService } from '../modes/modes.service.js';
import { RecordService } from '../record/record.service.js';
import { hashOf, RequestsStore } from '../requests/requests.store.js';
import { keptText } from '../requests/text.js';
import { ReportsStore, type KeptCase, type NewCase } from './reports.store.js';

type ReportInput = z.output<typeof reportCase.input>;

/** 报事: a case is accepted once its id, number and words are kept and its workflow runs. */
@Injectable()
export class ReportsService {
  constructor(
    private readonly bus: Bus,
    private readonly store: ReportsStore,
    private readonly requests: RequestsStore,
    private readonly engine: Engine,
    private readonly record: RecordService,
    private readonly modes: ModesService,
  ) {}

  async report({ actor, key, report }: ReportInput): Promise<CaseSnapshot> {
    if (actor.seat === 'operations') throw new CodedError('FORBIDDEN', { reason: 'operations report no cases' });
    const bodyHash = hashOf(report);
    const answered = key === null ? null : await this.requests.answered(actor.personId, key, bodyHash);
    if (answered !== null) return answered;
    const kept = await this.keep(actor, key, report, bodyHash);
    if (kept.personId !== actor.personId || kept.bodyHash !== bodyHash) {
      throw new CodedError('KEY_REUSED', { field: 'id', reason: 'this id was used for another case' });
    }
    const [mode, isRecorded] = await Promise.all([this.modes.forGround(kept.opening.place.gridCode), this.record.has(kept.caseId)]);
    // A case in the record runs or has ended: the engine forgets ended ones, so it must not be asked to start them again.
    if (!isRecorded) {
      const seen = this.record.seen(kept.caseId);
      await this.engine.start({ report: kept.opening, rules: kept.rules, ...(mode.emergency === null ? {} : { mode }) });
      await seen;
    }
    const opened = open(kept.opening, kept.rules).state;
    const snapshot = snapshotOf(setMode(opened, kept.rules, mode, opened.reportedAt).state, kept, actor);
    if (key !== null) this.requests.answer(actor.personId, key, snapshot);
    return snapshot;
  }

  /** A repeat, or a first try that died half way, goes on with what was kept the first time. */
  private async keep(actor: Actor, key: string | null, report: CaseReportInput, bodyHash: string): Promise<KeptCase> {
    const caseId = report.id ?? idFor(actor, key);
    const known = await this.store.find(caseId);
    if (known !== null) {
      if (key !== null) await this.requests.remember(actor.personId, key, bodyHash, caseId);
      return known;
    }
    const { districtCode, policy, calendar, category, place } = await this.bus.request(resolveRouting, {
      categoryCode: report.categoryCode,
      gridId: report.gridId,
      location: report.location,
    });
    if (category === null || place === null) throw new Error('routing without category or place');
    const at = Date.now();
    const { title, description, location = null } = report;
    const text = keptText({ title, description, ...(location === null ? {} : { location }) });
    const fresh: NewCase = {
      districtCode,
      day: localDate(at, calendar.offsetMs),
      bodyHash,
      rules: { policy, calendar },
      opening: {
        caseId,
        actor,
        grade: report.grade,
        category,
        place,
        at,
        text: { textId: text.textId, digest: text.digest },
      },
      title,
      description,
      location,
      text,
      key,
    };
    await this.store.keep(fresh);
    const kept = await this.store.find(caseId);
    if (kept === null) throw new Error('a kept case is gone');
    return kept;
  }
}

/** Two presses under one key are one case even when they race: the key names the id. */
function idFor(actor: Actor, key: string | null): string {
  return key === null ? v7() : v5(key, actor.personId);
}
