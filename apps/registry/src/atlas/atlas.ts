import type { department, district, Grid } from '@shaodao/contracts/registry';
import type { z } from 'zod';
import type { Rotation } from '../duty/rotation.js';
import { GroundIndex } from '../ground/ground-index.js';
import { RuleBook, type RuleVersions } from './rule-book.js';

export type District = z.output<typeof district>;
export type Department = z.output<typeof department>;

/** 值班表 of one seat of an area or a department. */
export interface Roster extends Rotation {
  seat: string;
  areaCode: string;
  departmentId: string | null;
  fallback: readonly string[];
}

/** One edition of what registry answers from memory. */
export interface AtlasData {
  edition: string;
  district: District;
  /** In order of code. */
  grids: Grid[];
  departments: Department[];
  rosters: Roster[];
  rules: RuleVersions;
  /** People who left: they are on no duty. */
  absentIds: string[];
}

/** An edition with its lookups. It never changes; a newer edition is another atlas. */
export class Atlas {
  readonly ground: GroundIndex<Grid>;
  readonly rules: RuleBook;
  private readonly gridById: Map<string, Grid>;
  private readonly areaNames: Map<string, string>;
  private readonly departmentById: Map<string, Department>;
  private readonly rosterByKey: Map<string, Roster>;
  private readonly absent: Set<string>;

  constructor(readonly data: AtlasData) {
    const { district, grids } = data;
    this.ground = new GroundIndex(grids);
    this.rules = new RuleBook(data.rules);
    this.gridById = new Map(grids.map((grid) => [grid.id, grid]));
    const areas = [district, ...district.subdistricts, ...district.communities, ...grids];
    this.areaNames = new Map(areas.map((area) => [area.code, area.name]));
    this.departmentById = new Map(data.departments.map((department) => [department.id, department]));
    this.rosterByKey = new Map(data.rosters.map((roster) => [rosterKey(roster), roster]));
    this.absent = new Set(data.absentIds);
  }

  grid(id: string): Grid | undefined {
    return this.gridById.get(id);
  }

  department(id: string): Department | undefined {
    return this.departmentById.get(id);
  }

  /** The name of an area of any tier; empty for a code nobody has. */
  areaName(code: string): string {
    return this.areaNames.get(code) ?? '';
  }

  roster(place: RosterPlace): Roster | undefined {
    return this.rosterByKey.get(rosterKey(place));
  }

  isPresent(personId: string): boolean {
    return !this.absent.has(personId);
  }
}

/** A department's roster is found by the department alone. */
export type RosterPlace = Pick<Roster, 'seat' | 'areaCode' | 'departmentId'>;

function rosterKey({ seat, areaCode, departmentId }: RosterPlace): string {
  return `${seat}:${departmentId ?? areaCode}`;
}
