import { columnLetters, writable } from './cell-text.js';

export interface SheetToWrite {
  /** Up to 31 characters without []:*?/\ */
  name: string;
  headers: readonly string[];
  rows: readonly (readonly string[])[];
  /** What to enter, one for each header; shown beside a cell of the column when it is chosen. Cut to 255 characters. */
  notes?: readonly (string | null)[];
}

const DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
/** Cell formats by their place in styles.xml below. */
const TEXT = 1;
const HEADER = 2;
const LAST_ROW = 1_048_576;
const PIECE = 65_536;
/** Rows looked at for the width of a column, which is 8 to 50 of Latin letters. */
const LOOKED_AT = 200;
const NARROWEST = 8;
const WIDEST = 50;

export const escaped = (text: string): string =>
  text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export const FIXED_PARTS: readonly [string, string][] = [
  ['_rels/.rels', `${DECLARED}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
  [
    'xl/styles.xml',
    `${DECLARED}<styleSheet ${MAIN}>` +
      '<fonts count="2"><font><sz val="11"/><name val="等线"/></font><font><b/><sz val="11"/><name val="等线"/></font></fonts>' +
      '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
      '<fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF7"/></patternFill></fill></fills>' +
      '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
      '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
      '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
      '<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"/></cellXfs>' +
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
  ],
];

/** What depends on the sheets' names only. */
export function workbookParts(names: readonly string[]): [string, string][] {
  const each = (xml: (index: number, name: string) => string): string => names.map((name, index) => xml(index + 1, name)).join('');
  return [
    [
      '[Content_Types].xml',
      `${DECLARED}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
        `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>` +
        `<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${TYPE}.sharedStrings+xml"/>` +
        `${each((index) => `<Override PartName="/xl/worksheets/sheet${index}.xml" ContentType="${TYPE}.worksheet+xml"/>`)}</Types>`,
    ],
    [
      'xl/workbook.xml',
      `${DECLARED}<workbook ${MAIN} xmlns:r="${OFFICE}"><sheets>` +
        `${each((index, name) => `<sheet name="${escaped(name)}" sheetId="${index}" r:id="rId${index}"/>`)}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${DECLARED}<Relationships xmlns="${PACKAGE}/relationships">` +
        `${each((index) => `<Relationship Id="rId${index}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${index}.xml"/>`)}` +
        `<Relationship Id="styles" Type="${OFFICE}/styles" Target="styles.xml"/><Relationship Id="strings" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    ],
  ];
}

/** In pieces of some 64 kB. */
export function* sheetXml(sheet: SheetToWrite, table: ReadonlyMap<string, number>): Generator<string> {
  const { headers, rows } = sheet;
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  yield `${DECLARED}<worksheet ${MAIN}><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>${columnsXml(sheet)}<sheetData>`;
  yield rowXml(headers, { number: 1, style: HEADER, table });
  let piece = '';
  for (const [index, cells] of rows.entries()) {
    piece += rowXml(cells, { number: index + 2, style: TEXT, table });
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  // Excel would put a green corner on every code otherwise.
  const quiet = `<ignoredErrors><ignoredError sqref="A1:XFD${LAST_ROW}" numberStoredAsText="1"/></ignoredErrors>`;
  yield `${piece}</sheetData>${notesXml(sheet)}${quiet}</worksheet>`;
}

function rowXml(cells: readonly string[], as: { number: number; style: number; table: ReadonlyMap<string, number> }): string {
  const { number, style, table } = as;
  const written = cells.map((cell, column) => {
    const index = table.get(writable(cell));
    return index === undefined ? '' : `<c r="${columnLetters(column)}${number}" s="${style}" t="s"><v>${index}</v></c>`;
  });
  return `<row r="${number}">${written.join('')}</row>`;
}

/** The whole column is text, so that a code entered below the rows keeps its digits as well. */
function columnsXml({ headers, rows }: SheetToWrite): string {
  const columns = headers.map((header, column) => {
    const seen = [header, ...rows.slice(0, LOOKED_AT).map((cells) => cells[column] ?? '')];
    const width = Math.min(WIDEST, Math.max(NARROWEST, ...seen.map(widthOf)));
    return `<col min="${column + 1}" max="${column + 1}" width="${width}" style="${TEXT}" customWidth="1"/>`;
  });
  return columns.length > 0 ? `<cols>${columns.join('')}</cols>` : '';
}

/** Beyond Latin letters a character is as wide as two. */
const widthOf = (text: string): number => 2 + text.length + text.replace(/[\0-\u02FF]/g, '').length;

function notesXml({ headers, notes = [] }: SheetToWrite): string {
  const written = headers.flatMap((header, column) => {
    const note = notes[column];
    if (!note) return [];
    const letters = columnLetters(column);
    const cut = (text: string, most: number): string => escaped(writable(text.slice(0, most)));
    return `<dataValidation allowBlank="1" showInputMessage="1" promptTitle="${cut(header, 32)}" prompt="${cut(note, 255)}" sqref="${letters}2:${letters}${LAST_ROW}"/>`;
  });
  return written.length > 0 ? `<dataValidations count="${written.length}">${written.join('')}</dataValidations>` : '';
}

export function* sharedStringsXml(table: ReadonlyMap<string, number>): Generator<string> {
  let piece = `${DECLARED}<sst ${MAIN} uniqueCount="${table.size}">`;
  for (const text of table.keys()) {
    piece += `<si><t${/\s/.test(text) ? ' xml:space="preserve"' : ''}>${escaped(text)}</t></si>`;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  yield `${piece}</sst>`;
}
