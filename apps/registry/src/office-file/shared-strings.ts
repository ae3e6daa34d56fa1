import { NOWHERE, refuse } from './fault.js';
import { CELL_MOST_CHARACTERS, CELLS_MOST, CHARACTERS_MOST } from './limits.js';
import { parseWhole } from './xml.js';

/** A character of a cell's text may be written as `_xHHHH_`. */
const ESCAPE = /_x([0-9A-Fa-f]{4})_/g;
/** Seven written characters for each. */
const WRITTEN_MOST = 7 * CELL_MOST_CHARACTERS;

/** ISO/IEC 29500-1, 22.9.2.19: `_x000D_` is a line end, `_x005F_` the underscore before what only looks like one. */
export const unescaped = (text: string): string =>
  text.includes('_x') ? text.replace(ESCAPE, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : text;

/** Collects the text of one string item or cell: all its runs, without phonetic hints. */
export interface TextItem {
  begin(): void;
  open(name: string): void;
  close(name: string): void;
  text(said: string): void;
  /** Longer than a cell may be when it was. */
  end(): string;
}

export function textItem(): TextItem {
  let said = '';
  let inText = false;
  let inHint = false;
  return {
    begin() {
      said = '';
      inText = inHint = false;
    },
    open(name) {
      if (name === 'rPh') inHint = true;
      inText = name === 't' && !inHint;
    },
    close(name) {
      if (name === 'rPh') inHint = false;
      if (name === 't') inText = false;
    },
    text(piece) {
      if (inText && said.length <= WRITTEN_MOST) said += piece;
    },
    end: () => unescaped(said),
  };
}

/** The table of texts that cells point into; a text that is too long or unfit is refused where a cell shows it. */
export async function sharedStrings(chunks: AsyncIterable<Buffer>): Promise<string[]> {
  const strings: string[] = [];
  const item = textItem();
  let characters = 0;
  await parseWhole(chunks, {
    place: () => NOWHERE,
    open: (name) => (name === 'si' ? item.begin() : item.open(name)),
    text: (piece) => item.text(piece),
    close(name) {
      if (name !== 'si') return item.close(name);
      const text = item.end();
      characters += text.length;
      if (strings.push(text) > CELLS_MOST || characters > CHARACTERS_MOST) refuse('tooMuchText');
    },
  });
  return strings;
}
