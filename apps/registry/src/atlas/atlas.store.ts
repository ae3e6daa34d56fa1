import { polygon } from '@shaodao/contracts/registry';
import { casePolicy, storedCalendar } from '@shaodao/contracts/rules';
import { CATEGORY_TABLE, categoryLines, type RuleKind } from '@shaodao/contracts/rules-publishing';
import { inForce } from '@shaodao/domain/rule-version';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Database } from '../database.store.js';
import type { Installed } from './atlas.js';
import type { Published, RuleVersions } from './rule-book.js';

@Injectable()
export class AtlasStore {
  constructor(private readonly database: Database) {}

  /** Names the edition in the database; null while no district is loaded. */
  async edition(): Promise<string | null> {
    const row = await this.database.district.findFirst({ select: { code: true, edition: true }, orderBy: { code: 'asc' } });
    return row === null ? null : `${row.code}@${row.edition}`;
  }

  /** The installation and the rules in force or to come; null while none is loaded. Rules that do not fit their shape throw. */
  async read(): Promise<{ installed: Installed; versions: RuleVersions } | null> {
    const row = await this.database.district.findFirst({ orderBy: { code: 'asc' } });
    if (row === null) return null;
    const { code, name, centerLng: lng, centerLat: lat, outline } = row;
    return {
      installed: { edition: `${code}@${row.edition}`, code, name, center: { lng, lat }, outline: polygon.parse(outline) },
      versions: {
        policies: await this.versions('policies', row.policyId, casePolicy),
        calendars: await this.versions('calendars', row.calendarId, storedCalendar),
        categories: await this.versions('categories', CATEGORY_TABLE, categoryLines),
      },
    };
  }

  /** The version in force and those to come: time only goes forward, so older ones are never asked for again. */
  private async versions<T>(kind: RuleKind, id: string, shape: z.ZodType<T>): Promise<Published<T>[]> {
    const known = await this.database.ruleVersion.findMany({ where: { kind, id }, select: { version: true, effectiveAt: true } });
    const now = inForce(known.map(({ version, effectiveAt }) => ({ version, effectiveAt: Number(effectiveAt) })), Date.now());
    const rows = await this.database.ruleVersion.findMany({ where: { kind, id, version: { gte: now?.version ?? 0 } } });
    return rows.map(({ version, effectiveAt, body }) => ({ version, effectiveAt: Number(effectiveAt), rules: shape.parse(body) }));
  }
}
