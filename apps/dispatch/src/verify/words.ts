import { digestOf } from '../requests/text.js';
import type { Found } from './finding.js';
import type { ReadCase, ReadLine } from './records.store.js';

/** Whether the words people gave are still those the history vouches for. They are compared, never shown. */
export function wordFaults(read: ReadCase): Found[] {
  return [...read.lines.flatMap(textFaults), ...copyFaults(read)];
}

function textFaults({ seq, event, text }: ReadLine): Found[] {
  const { textId, textDigest } = event;
  if (textId === null) return [];
  if (text === null) return [{ seq, fault: 'textMissing', why: `its words, row ${textId} of case_text, are gone` }];
  if (digestOf(text.salt, text.body) === textDigest) return [];
  return [{ seq, fault: 'textAltered', why: `its words, row ${textId} of case_text, are not those it was given with` }];
}

/** Title, description and point stand a second time with the kept case, the title and the number a third time in its row. */
function copyFaults({ kept, row, lines }: ReadCase): Found[] {
  const body = lines[0]?.seq === 1 ? lines[0].text?.body : undefined;
  const faults: Found[] = [];
  const say = (path: string): void => void faults.push({ fault: 'column', path, why: 'not as it was reported' });
  if (kept !== null && body !== undefined) {
    const { lng = null, lat = null } = (body['location'] ?? {}) as { lng?: number; lat?: number };
    if (kept.title !== body['title']) say('case_kept.title');
    if (kept.description !== body['description']) say('case_kept.description');
    if (kept.lng !== lng || kept.lat !== lat) say('case_kept.lng, lat');
  }
  if (kept !== null && row !== null && row.title !== kept.title) say('case_row.title');
  if (kept !== null && row !== null && row.number !== kept.number) say('case_row.number');
  return faults;
}
