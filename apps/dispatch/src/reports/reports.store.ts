import type { CaseReport } from '@shaodao/domain/case/apply';
import type { CaseRules } from '@shaodao/domain/policy';
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

  private async read(caseId: string): Promise<KeptCase | null> {
    const kept = await this.database.caseKept.findUnique({ where: { caseId }, });
    if (kept === null) return null;
    const { lng, lat } = kept;
    return {
      ...kept,
      location: lng === null || lat === null ? null : { lng, lat },
      opening: kept.opening as unknown as CaseReport,
      rules: await this.rulesOf(kept.rulesRef),
    };
  }

  private async rulesOf(ref: string): Promise<CaseRules> {
    const known = this.rules.get(ref);
    if (known !== undefined) return known;
    const { rules } = await this.database.caseRulesRow.findUniqueOrThrow({ where: { ref } });
    this.rules.set(ref, rules as unknown as CaseRules);
    return rules as unknown as CaseRules;
  }

  /** Keeps id, number and words in one transaction; an id that is kept already stays as it is. Answers its number. */
  async keep(report: NewCase): Promise<{ number: string; personId: string; bodyHash: string }> {
    const { opening, rules, text, location } = report;
    const [kept] = await this.database.$queryRaw<{ number: string; person_id: string; body_hash: string }[]>`
      SELECT number, person_id, body_hash FROM keep_case(
        ${opening.caseId}::uuid, ${report.districtCode}, ${report.day}::date, ${opening.actor.personId}::uuid,
        ${report.bodyHash}, ${rulesRef(rules)}, ${JSON.stringify(rules)}::jsonb, ${JSON.stringify(opening)}::jsonb,
        ${report.title}, ${report.description}, ${location?.lng ?? null}::float8, ${location?.lat ?? null}::float8,
        ${text.textId}::uuid, ${text.salt}, ${JSON.stringify(text.body)}::jsonb, ${report.key}, ${opening.at}::bigint)`;
    if (kept === undefined) throw new Error('keep_case answered nothing');
    return { number: kept.number, personId: kept.person_id, bodyHash: kept.body_hash };
  }
}

function rulesRef({ policy, calendar }: CaseRules): string {
  return `${policy.id}@${policy.version}/${calendar.id}@${calendar.version}`;
}
