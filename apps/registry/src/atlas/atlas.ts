import type { department, district, Grid } from '@shaodao/contracts/registry';
import type { z } from 'zod';
import { GroundIndex } from '../ground/ground-index.js';
import { outlineOf } from '../ground/outline.js';
import { derived, type Book } from '../register/book.js';
import { leaves } from '../register/rules/ground-rules.js';
import { RuleBook, type RuleVersions } from './rule-book.js';

export type District = z.output<typeof district>;
export type Department = z.output<typeof department>;

/** What an installation says of itself beside the register. */
export interface Installed {
  edition: string;
  code: string;
  name: string;
  center: District['center'];
  outline: District['outline'];
}

/** Grids of every kind, as other services know them. */
const allGrids = derived(['grids', 'areas', 'departments'], (book): Grid[] =>
  [...book.of('grids').values()]
    .map(({ id, entry }) => {
      const subdistrictCode = entry.code.slice(0, 9);
      return {
        id: id ?? '',
        code: entry.code,
        name: entry.name,
        kind: entry.kind,
        communityCode: entry.areaCode,
        communityName: book.get('areas', entry.areaCode)?.entry.name ?? '',
        subdistrictCode,
        subdistrictName: book.get('areas', subdistrictCode)?.entry.name ?? '',
        attachedDepartmentIds: entry.departments.flatMap((code) => book.get('departments', code)?.id ?? []),
        polygon: entry.polygon ?? { type: 'Polygon' as const, coordinates: [] },
      };
    })
    .sort((a, b) => (a.code < b.code ? -1 : 1)),
);

/** Those a case can lie in: the leaves of the ground. */
const grids = derived(['grids', 'areas', 'departments'], (book) => {
  const codes = new Set(leaves(book).map(({ entry }) => entry.code));
  return allGrids(book).filter(({ code }) => codes.has(code));
});
const leafCodes = derived(['grids', 'areas', 'departments'], (book) => new Set(grids(book).map(({ code }) => code)));
const gridById = derived(['grids', 'areas', 'departments'], (book) => new Map(allGrids(book).map((grid) => [grid.id, grid])));
const ground = derived(['grids', 'areas', 'departments'], (book) => new GroundIndex<Grid>(grids(book)));

const departments = derived(['departments'], (book): Department[] =>
  [...book.of('departments').values()]
    .map(({ id, entry: { code, name, line, kind } }) => ({ id: id ?? '', code, name, line, kind }))
    .sort((a, b) => (a.code < b.code ? -1 : 1)),
);
const departmentById = derived(['departments'], (book) => new Map(departments(book).map((one) => [one.id, one])));
const numberById = derived(['people'], (book) => new Map([...book.of('people').values()].map(({ id, entry }) => [id ?? '', entry.number])));

const tree = derived(['areas'], (book) => {
  const areas = [...book.of('areas').values()].map(({ entry }) => entry).sort((a, b) => (a.code < b.code ? -1 : 1));
  return {
    communities: areas
      .filter((area) => area.kind === 'community' || area.kind === 'village')
      .map(({ code, name, parent, governed }) => ({ code, name, subdistrictCode: parent ?? '', governed })),
    subdistricts: areas.filter((area) => area.kind === 'subdistrict').map(({ code, name }) => ({ code, name })),
  };
});

/** Districts beside the installation's own: their outline is the largest piece their grids make together. */
const outlines = derived(['grids', 'areas', 'departments'], (book) => {
  const byDistrict = Map.groupBy(grids(book), ({ code }) => code.slice(0, 6));
  return new Map([...byDistrict].map(([code, own]) => [code, outlineOf(own.map(({ polygon }) => polygon))]));
});

function districtOn(book: Book, code: string): Pick<District, 'code' | 'name' | 'center' | 'outline'> | null {
  const area = book.get('areas', code)?.entry;
  const found = outlines(book).get(code);
  return area === undefined || found === undefined ? null : { code, name: area.name, ...found };
}

/** One edition of the register and the rules with their lookups. It never changes; a newer edition is another atlas. */
export class Atlas {
  readonly rules: RuleBook;

  constructor(
    readonly installed: Installed,
    readonly book: Book,
    private readonly versions: RuleVersions,
  ) {
    this.rules = new RuleBook(versions);
  }

  withBook(book: Book): Atlas {
    return new Atlas(this.installed, book, this.versions);
  }

  /** In order of code. */
  get grids(): Grid[] {
    return grids(this.book);
  }

  get ground(): GroundIndex<Grid> {
    return ground(this.book);
  }

  get departments(): Department[] {
    return departments(this.book);
  }

  /** A district with what lies under its code; null for one that is not here. */
  district(code: string): District | null {
    const { edition: _, ...own } = this.installed;
    const { communities, subdistricts } = tree(this.book);
    const head = code === own.code ? own : districtOn(this.book, code);
    if (head === null) return null;
    return {
      ...head,
      communities: communities.filter((area) => area.code.startsWith(code)),
      subdistricts: subdistricts.filter((area) => area.code.startsWith(code)),
    };
  }

  grid(id: string): Grid | undefined {
    return gridById(this.book).get(id);
  }

  /** Can a case lie in it? */
  isLeaf(code: string): boolean {
    return leafCodes(this.book).has(code);
  }

  department(id: string): Department | undefined {
    return departmentById(this.book).get(id);
  }

  /** The name of an area of any tier; empty for a code nobody has. */
  areaName(code: string): string {
    return (this.book.get('areas', code) ?? this.book.get('grids', code))?.entry.name ?? '';
  }

  /** The number of a person other services know by a UUID. */
  personNumber(id: string): string | undefined {
    return numberById(this.book).get(id);
  }

  personId(number: string): string | undefined {
    return this.book.get('people', number)?.id ?? undefined;
  }

  departmentId(code: string): string | undefined {
    return this.book.get('departments', code)?.id ?? undefined;
  }
}
