import { CodedError } from '@shaodao/contracts/errors';
import type { CaseReport } from '@shaodao/domain/case/apply';
import { rulesRef, type CaseRules } from '@shaodao/domain/policy';
import { completeCategory, completeRules, type StoredRules } from '@shaodao/domain/stored-rules';
import { Injectable } from '@nestjs/common';
import { Database } from '../database.store.js';
import type { KeptText } from '../requests/text.js';

/** A case that is kept: whether its workflow runs yet is the engine's to know. */
export interface KeptCase {
  caseId: string;
  number: string;
  personId: string;
  bodyHash: string;
  title: string;
  description: string;
  location: { lng: number; lat: number } | null;
  opening: CaseReport;
  rules: CaseRules;
}

export interface NewCase {
  districtCode: string;
  /** Day of the China calendar, `YYYY-MM-DD`; numbers are counted per district and day. */
  day: string;
  bodyHash: string;
  rules: CaseRules;
  opening: CaseReport;
  title: string;
  description: string;
  location: { lng: number; lat: number } | null;
  text: KeptText;
  key: string | null;
}

/** Cases under way are asked for again and again; a few KB each. */
const REMEMBERED = 2_000;

@Injectable()
export class ReportsStore {
  private readonly latest = new Map<string, KeptCase>();
  private readonly rules = new Map<string, CaseRules>();

  constructor(private readonly database: Database) {}

  /** What is kept of a case never changes, so the latest ones are remembered. */
  async find(caseId: string): Promise<KeptCase | null> {
    const known = this.latest.get(caseId);
    if (known !== undefined) return known;
    const found = await this.read(caseId);
    if (found !== null) {
      if (this.latest.size >= REMEMBERED) this.latest.delete(this.latest.keys().next().value ?? '');
      this.latest.set(caseId, found);
    }
    return found;
  }

  /** Cases that are kept but of which nothing was ever recorded: their start was cut off. */
  async neverStarted(from: number, to: number): Promise<string[]> {
    const rows = await this.database.caseKept.findMany({
      where: { keptAt: { gte: from, lt: to }, row: null },
      select: { caseId: true },
      take: 50,
    });
    return rows.map((row) => row.caseId);
  }

  private async read(caseId: string): Promise<KeptCase | null> {
    const kept = await this.database.caseKept.findUnique({ where: { caseId }, });
    if (kept === null) return null;
    const { lng, lat } = kept;
    return {
      ...kept,
      location: lng === null || lat === null ? null : { lng, lat },
      opening: openingOf(kept.opening as unknown as CaseReport),
      rules: await this.rulesNow(kept.rulesRef),
    };
  }

  /** The rules a case lives under, by their reference; what an earlier release stamped is completed. */
  async rulesNow(ref: string): Promise<CaseRules> {
    const known = this.rules.get(ref);
    if (known !== undefined) return known;
    const { rules } = await this.database.caseRulesRow.findUniqueOrThrow({ where: { ref } });
    const complete = completeRules(rules as unknown as StoredRules);
    this.rules.set(ref, complete);
    return complete;
  }

  /** Keeps id, number and words in one transaction; an id that is kept already stays as it is. Throws KEY_REUSED. */
  async keep(report: NewCase): Promise<void> {
    const { opening, rules, text, location } = report;
    const kept = await this.database.$queryRaw<{ number: string }[]>`
      SELECT number FROM keep_case(
        ${opening.caseId}::uuid, ${report.districtCode}, ${report.day}::date, ${opening.actor.personId}::uuid,
        ${report.bodyHash}, ${rulesRef(rules)}, ${JSON.stringify(rules)}::jsonb, ${JSON.stringify(opening)}::jsonb,
        ${report.title}, ${report.description}, ${location?.lng ?? null}::float8, ${location?.lat ?? null}::float8,
        ${text.textId}::uuid, ${text.salt}, ${JSON.stringify(text.body)}::jsonb, ${report.key}, ${opening.at}::bigint)`;
    if (kept.length === 0) throw new CodedError('KEY_REUSED', { field: 'Idempotency-Key' });
  }
}

function openingOf(kept: CaseReport): CaseReport {
  return { ...kept, category: completeCategory(kept.category) };
}
