import { posix } from 'node:path';
import { cellText } from './cell-text.js';
import { NOWHERE, refuse } from './fault.js';
import { ELEMENTS_MOST, SHEETS_MOST } from './limits.js';
import { formatsOf, type NumberFormat } from './number-format.js';
import { sharedStrings } from './shared-strings.js';
import { parseWhole, type Attributes } from './xml.js';
import type { Zip } from './zip.js';

/** A workbook opened, its sheets not yet read. */
export interface Workbook {
  /** In the order of the tabs; hidden ones too: what is hidden is still told. */
  sheets: { name: string; part: string }[];
  strings: readonly string[];
  /** By the `s` of a cell. */
  formats: readonly NumberFormat[];
  /** Days count from 1904-01-01 (old Macintosh) instead of 1900. */
  from1904: boolean;
}

const CONTENT_TYPES = '[content_types].xml';
const MAIN = /spreadsheetml\.(sheet|template)\.main\+xml$/;

/** Refuses macros, links to other files, and what is a zip but no workbook; reads what all sheets need. */
export async function openWorkbook(zip: Zip): Promise<Workbook> {
  if (!zip.has(CONTENT_TYPES)) refuse('unknownKind', NOWHERE, CONTENT_TYPES);
  if (zip.has('xl/workbook.bin')) refuse('binaryWorkbook');
  refuseForeign(zip.names);
  const types = await elements(zip, CONTENT_TYPES, ['Default', 'Override']);
  for (const { attributes } of types) if (/macro|vba/i.test(attributes.ContentType ?? '')) refuse('macros');

  const main = (await relationships(zip, '')).find(({ kind }) => kind === 'officeDocument')?.part;
  if (main === undefined || !zip.has(main)) return refuse('unknownKind', NOWHERE, 'officeDocument');
  const said = types.find(({ attributes }) => attributes.PartName?.toLowerCase() === `/${main}`.toLowerCase());
  const type = said?.attributes.ContentType ?? types.find(({ attributes }) => attributes.Extension === 'xml')?.attributes.ContentType ?? '';
  if (!MAIN.test(type)) refuse('unknownKind', NOWHERE, type);

  const parts = await relationships(zip, main);
  const read = await elements(zip, main, ['sheet', 'workbookPr']);
  const partOf = (kind: string): string | undefined => parts.find((part) => part.kind === kind)?.part;
  const styles = partOf('styles');
  const strings = partOf('sharedStrings');
  return {
    sheets: sheetsOf(read, parts),
    strings: strings === undefined ? [] : await sharedStrings(zip.read(strings)),
    formats: styles === undefined ? [] : await formatsOf(zip.read(styles)),
    from1904: read.some(({ name, attributes }) => name === 'workbookPr' && /^(1|true)$/.test(attributes.date1904 ?? '')),
  };
}

/** By the names that Excel gives; whoever names them otherwise is found by content type or relationship. */
function refuseForeign(names: readonly string[]): void {
  if (names.some((name) => /vbaproject|\/(macrosheets|dialogsheets|activex)\//.test(name))) refuse('macros');
  if (names.some((name) => /\/(externallinks|querytables)\/|\/connections\.xml$/.test(name))) refuse('externalLink');
}

function sheetsOf(read: readonly Element[], parts: readonly Related[]): Workbook['sheets'] {
  const sheets: Workbook['sheets'] = [];
  for (const { name: element, attributes } of read) {
    if (element !== 'sheet') continue;
    const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1];
    const related = parts.find((part) => part.id === id);
    const name = cellText(attributes.name ?? '', NOWHERE);
    if (!related || name === '') return refuse('broken', NOWHERE, `sheet ${name} ${id ?? ''}`);
    if (related.kind === 'chartsheet') continue;
    if (related.kind !== 'worksheet') return refuse('macros');
    if (sheets.some((sheet) => sheet.name === name)) refuse('broken', { ...NOWHERE, sheet: name }, name);
    if (sheets.push({ name, part: related.part }) > SHEETS_MOST) refuse('tooManySheets');
  }
  if (sheets.length === 0) refuse('broken', NOWHERE, 'no sheet');
  return sheets;
}

interface Related {
  id: string;
  /** The last word of the type, the same in both editions of the standard. */
  kind: string;
  part: string;
}

/** What a part (the whole for '') is related to. */
async function relationships(zip: Zip, part: string): Promise<Related[]> {
  const { dir, base } = posix.parse(part);
  const file = posix.join(dir, '_rels', `${base}.rels`);
  if (!zip.has(file)) return refuse('broken', NOWHERE, file);
  return (await elements(zip, file, ['Relationship'])).map(({ attributes }) => {
    if (part !== '' && attributes.TargetMode === 'External') refuse('externalLink');
    const kind = attributes.Type?.split('/').at(-1) ?? '';
    if (/vbaProject/i.test(kind)) refuse('macros');
    if (/^(externalLink|connections)$/.test(kind)) refuse('externalLink');
    return { id: attributes.Id ?? '', kind, part: posix.resolve('/', dir, attributes.Target ?? '').slice(1) };
  });
}

interface Element {
  name: string;
  attributes: Attributes;
}

async function elements(zip: Zip, part: string, wanted: readonly string[]): Promise<Element[]> {
  const found: Element[] = [];
  await parseWhole(zip.read(part), {
    place: () => NOWHERE,
    open(name, attributes) {
      if (wanted.includes(name) && found.push({ name, attributes }) > ELEMENTS_MOST) refuse('bomb', NOWHERE, part);
    },
  });
  return found;
}
