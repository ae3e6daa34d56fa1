import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { dataFile } from './data-file.js';

const row = z.object({
  code: z.string().regex(/^\d{12}$/),
  name: z.string().min(1),
  kind: z.enum(['community', 'village']),
  subdistrict_code: z.string().regex(/^\d{9}$/),
  subdistrict_name: z.string().min(1),
  district_code: z.string().regex(/^\d{6}$/),
  district_name: z.string().min(1),
});

export const DISTRICT_CODE = '511703';
/** Published: 28 communities are governed by grids; the file holds today's 31 and 9 villages. */
const GOVERNED = 28;

/** A community or village of the district; only governed ones carry grids. */
export interface Place {
  code: string;
  name: string;
  kind: 'community' | 'village';
  subdistrictCode: string;
  governed: boolean;
}

export interface DistrictPlaces {
  name: string;
  subdistricts: { code: string; name: string }[];
  places: Place[];
}

/** A district out of communities.csv, by code; by default the demonstration's, whose first 28 communities are governed. */
export function districtPlaces(districtCode = DISTRICT_CODE, isGoverned = firstOf(GOVERNED)): DistrictPlaces {
  const rows = z
    .array(row)
    .parse(parse(dataFile('communities.csv'), { columns: true, bom: true }))
    .filter((line) => line.district_code === districtCode)
    .sort((a, b) => (a.code < b.code ? -1 : 1));
  const governed = new Set(rows.filter((line) => line.kind === 'community').filter(({ code }, nth) => isGoverned(code, nth)).map(({ code }) => code));
  const subdistricts = new Map(rows.map((line) => [line.subdistrict_code, line.subdistrict_name]));
  return {
    name: rows[0]?.district_name ?? '',
    subdistricts: [...subdistricts].map(([code, name]) => ({ code, name })),
    places: rows.map(({ code, name, kind, subdistrict_code }) => ({
      code,
      name,
      kind,
      subdistrictCode: subdistrict_code,
      governed: governed.has(code),
    })),
  };
}

function firstOf(count: number): (code: string, nth: number) => boolean {
  return (_, nth) => nth < count;
}
