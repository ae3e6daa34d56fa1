import { z } from 'zod';
import { heardTime, isoTime } from './gateway.js';
import { EXPORT_FORMATS, importStatus, importView } from './register/imports.js';
import { changeReason, listName } from './register/requests.js';
import { areaCode } from './shapes.js';

/** What the gateway says and hears about imports and exports over HTTP; see `gateway.ts`. */

const times = { effectiveAt: isoTime.nullable(), askedAt: isoTime, endedAt: isoTime.nullable() };

export const httpImportStatus = importStatus.extend(times).meta({ id: 'ImportStatus', description: 'How far an import is' });
export const httpImport = importView.extend(times).meta({ id: 'Import', description: 'How far an import is, and once it has ended what became of it' });
export type HttpImport = z.output<typeof httpImport>;
export const httpImports = z.object({ items: z.array(httpImportStatus) }).meta({ id: 'Imports' });

export const importQuery = z.strictObject({ dryRun: z.enum(['true', 'false']).default('false') });
/** The fields of the form beside its files. */
export const importForm = z.strictObject({ reason: changeReason, effectiveAt: heardTime.optional() });

export const exportQuery = z.strictObject({
  format: z.enum(EXPORT_FORMATS).default('xlsx'),
  asOf: heardTime.optional(),
  areaCode: areaCode.optional(),
});
export const exportParams = listName;
export const templateQuery = z.strictObject({ list: listName.optional() });
export const httpFullExport = z.strictObject({ reason: changeReason }).meta({ id: 'FullExport', description: 'Why personal values are needed in full; kept' });
