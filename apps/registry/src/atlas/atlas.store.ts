import { polygon } from '@shaodao/contracts/registry';
import { casePolicy, storedCalendar } from '@shaodao/contracts/rules';
import { CATEGORY_TABLE, categoryLines, type RuleKind } from '@shaodao/contracts/rules-publishing';
import { inForce } from '@shaodao/domain/rule-version';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../database.store.js';
import { Atlas, type AtlasData, type Roster } from './atlas.js';
import type { Published } from './rule-book.js';

const turns = z.array(z.array(z.string()));
const people = z.array(z.string());

@Injectable()
export class AtlasStore {
  constructor(private readonly database: Database) {}

  /** Names the edition in the database; null while no district is loaded. */
  async edition(): Promise<string | null> {
    const row = await this.database.district.findFirst({ select: { code: true, edition: true }, orderBy: { code: 'asc' } });
    return row === null ? null : `${row.code}@${row.edition}`;
  }

  /** Reads the whole district, about 60 ms; null while none is loaded. Rules that do not fit their shape throw. */
  async read(): Promise<Atlas | null> {
    const row = await this.database.district.findFirst({ orderBy: { code: 'asc' } });
    if (row === null) return null;
    const [areas, absent] = await Promise.all([
      this.database.area.findMany({ orderBy: { code: 'asc' } }),
      this.database.person.findMany({ where: { present: false }, select: { id: true } }),
    ]);
    return new Atlas({
      edition: `${row.code}@${row.edition}`,
      district: {
        code: row.code,
        name: row.name,
        center: { lng: row.centerLng, lat: row.centerLat },
        outline: polygon.parse(row.outline),
        communities: areas
          .filter((area) => area.kind !== 'subdistrict')
          .map(({ code, name, parentCode, governed }) => ({ code, name, subdistrictCode: parentCode, governed })),
        subdistricts: areas.filter((area) => area.kind === 'subdistrict').map(({ code, name }) => ({ code, name })),
      },
      grids: await this.grids(new Map(areas.map((area) => [area.code, area.name]))),
      departments: await this.database.department.findMany({ orderBy: { code: 'asc' } }),
      rosters: await this.rosters(),
      rules: {
        policies: await this.versions('policies', row.policyId, casePolicy),
        calendars: await this.versions('calendars', row.calendarId, storedCalendar),
        categories: await this.versions('categories', CATEGORY_TABLE, categoryLines),
      },
      absentIds: absent.map((person) => person.id),
    });
  }

  private async grids(names: ReadonlyMap<string, string>): Promise<AtlasData['grids']> {
    const rows = await this.database.grid.findMany({
      include: { community: true, departments: { orderBy: { rank: 'asc' } } },
      orderBy: { code: 'asc' },
    });
    return rows.map(({ community, departments, ...grid }) => ({
      ...grid,
      polygon: polygon.parse(grid.polygon),
      communityName: community.name,
      subdistrictCode: community.parentCode,
      subdistrictName: names.get(community.parentCode) ?? '',
      attachedDepartmentIds: departments.map((attached) => attached.departmentId),
    }));
  }

  /** The version in force and those to come: time only goes forward, so older ones are never asked for again. */
  private async versions<T>(kind: RuleKind, id: string, shape: z.ZodType<T>): Promise<Published<T>[]> {
    const known = await this.database.ruleVersion.findMany({ where: { kind, id }, select: { version: true, effectiveAt: true } });
    const now = inForce(known.map(({ version, effectiveAt }) => ({ version, effectiveAt: Number(effectiveAt) })), Date.now());
    const rows = await this.database.ruleVersion.findMany({ where: { kind, id, version: { gte: now?.version ?? 0 } } });
    return rows.map(({ version, effectiveAt, body }) => ({ version, effectiveAt: Number(effectiveAt), rules: shape.parse(body) }));
  }

  private async rosters(): Promise<Roster[]> {
    const rows = await this.database.roster.findMany();
    return rows.map((row) => ({
      seat: row.seat,
      areaCode: row.areaCode,
      departmentId: row.departmentId,
      anchorAt: Number(row.anchorAt),
      turnMs: Number(row.turnMs),
      turns: turns.parse(row.turns),
      fallback: people.parse(row.fallback),
    }));
  }
}
