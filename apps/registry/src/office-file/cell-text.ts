import { refuse, type FileFaultCode, type FilePlace } from './fault.js';
import { CELL_MOST_CHARACTERS, CELLS_MOST, CHARACTERS_MOST, COLUMNS_MOST, ROWS_MOST, type Counts } from './limits.js';
import type { SheetRow } from './sheet.js';

/**
 * C0 without tab and line ends, DEL, C1, the direction marks that make a text read other than it is, and the two
 * code points that XML forbids.
 */
const CONTROL = '\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069\\uFFFE\\uFFFF';
const LONE = '[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])|(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]';
const UNFIT = new RegExp(`[${CONTROL}\\uFFFD]|${LONE}`);
const UNFIT_EACH = new RegExp(UNFIT, 'g');

/** As a cell is kept: one kind of line end, no white space around, a full-width space is white too. */
export const trimmed = (text: string): string => (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text).trim();

/** For writing: what reading would refuse becomes � for people to see. Then it is refused for that when it comes back. */
export const writable = (text: string): string => trimmed(trimmed(text).replace(UNFIT_EACH, '\uFFFD'));

/** The text of a cell as it is kept; refuses what no person typed. */
export function cellText(raw: string, place: FilePlace): string {
  const text = trimmed(raw);
  if (text.length > CELL_MOST_CHARACTERS) refuse('cellTooLong', place);
  const [unfit] = UNFIT.exec(text) ?? [];
  if (unfit !== undefined) {
    const code = unfit.charCodeAt(0);
    refuse(codeOf(code), place, `U+${code.toString(16).toUpperCase().padStart(4, '0')}`);
  }
  return text;
}

function codeOf(unit: number): FileFaultCode {
  if (unit === 0xfffd) return 'lostCharacter';
  return unit >= 0xd800 && unit <= 0xdfff ? 'loneSurrogate' : 'controlCharacter';
}

/** 0 is A. */
export function columnLetters(index: number): string {
  const before = Math.floor(index / 26);
  return (before ? columnLetters(before - 1) : '') + String.fromCharCode(65 + (index % 26));
}

/** A is 0; -1 when these are not one to three capital letters. */
export function columnIndex(letters: string): number {
  if (!/^[A-Z]{1,3}$/.test(letters)) return -1;
  let sum = 0;
  for (const letter of letters) sum = sum * 26 + letter.charCodeAt(0) - 64;
  return sum - 1;
}

/** Counts a row of cells that ends with text; refuses the first too many. */
export function countRow({ row, cells }: SheetRow, sheet: string | null, counts: Counts): void {
  const place = { sheet, row, column: null };
  if (cells.length > COLUMNS_MOST) refuse('tooManyColumns', { ...place, column: columnLetters(cells.length - 1) });
  if (++counts.rows > ROWS_MOST) refuse('tooManyRows', place);
  counts.cells += cells.length;
  for (const cell of cells) counts.characters += cell.length;
  if (counts.cells > CELLS_MOST || counts.characters > CHARACTERS_MOST) refuse('tooMuchText', place);
}
