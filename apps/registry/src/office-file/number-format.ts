import { NOWHERE, refuse } from './fault.js';
import { FORMATS_MOST } from './limits.js';
import { parseWhole } from './xml.js';

/** How a cell shows its number, as far as it changes what people read: digits are never rounded away. */
export type NumberFormat = 'plain' | 'moment' | 'elapsed' | 'percent' | { digits: number };

/** Formats known by number (ISO/IEC 29500-1, 18.8.30), dates of Chinese Excel among them; all others are plain. */
function shipped(id: number): NumberFormat {
  if (id === 9 || id === 10) return 'percent';
  if (id === 46) return 'elapsed';
  const moment = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || id === 45 || id === 47 || (id >= 50 && id <= 58);
  return moment ? 'moment' : 'plain';
}

/** Reads a format as people write it, e.g. `yyyy"年"m"月"d"日";@`, `[h]:mm`, `000000`, `0.0%`. */
export function formatOf(code: string): NumberFormat {
  const bare = code
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/general|g\/通用格式/gi, '')
    .split(';', 1)[0];
  if (bare === undefined) return 'plain';
  if (/\[(h+|m+|s+)\]/i.test(bare)) return 'elapsed';
  const letters = bare.replace(/\[[^\]]*\]/g, '').replace(/e[+-]/gi, '');
  if (/[ymdhseb]|aaa/i.test(letters)) return 'moment';
  if (letters.includes('%')) return 'percent';
  return /^0{2,}$/.test(letters) ? { digits: letters.length } : 'plain';
}

/** Out of styles.xml, one for each cell format. */
export async function formatsOf(chunks: AsyncIterable<Buffer>): Promise<NumberFormat[]> {
  const own = new Map<number, NumberFormat>();
  const formats: NumberFormat[] = [];
  let inCells = false;
  await parseWhole(chunks, {
    place: () => NOWHERE,
    open(name, attributes) {
      if (name === 'cellXfs') inCells = true;
      else if (name === 'numFmt') own.set(Number(attributes.numFmtId), formatOf((attributes.formatCode ?? '').slice(0, 255)));
      else if (name === 'xf' && inCells) {
        const id = Number(attributes.numFmtId ?? 0);
        formats.push(own.get(id) ?? shipped(id));
      }
      if (own.size > FORMATS_MOST || formats.length > FORMATS_MOST) refuse('broken', NOWHERE, `> ${FORMATS_MOST} cellXfs`);
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return formats;
}
