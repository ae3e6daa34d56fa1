import { z } from 'zod';
import { request } from '../contract.js';
import { actor, areaCode, instant, uuid } from '../shapes.js';
import { changeReason, listName } from './requests.js';

/**
 * 导入、导出: lists of the register as office files. The bytes lie in the store of files that gateway and registry share;
 * only their keys travel.
 */

/** 50 MiB: 200,000 rows as CSV. */
export const IMPORT_FILE_MOST_BYTES = 50 * 1_048_576;
/** A workbook, or a CSV file for about half of the lists. */
export const IMPORT_FILES_MOST = 24;
/** Faults that are told one by one; all are counted. */
export const FAULTS_TOLD = 1_000;
/** Changes that a dry run tells one by one; all are counted. */
export const CHANGES_TOLD = 200;

export const IMPORTS = 'imports';
export function importKey(uploadId: string): string {
  return `${IMPORTS}/${uploadId}`;
}
export const EXPORTS = 'exports';
export function exportKey(exportId: string): string {
  return `${EXPORTS}/${exportId}`;
}

/** `checking` judges the whole; `refused` has faults and wrote nothing; `failed` is our fault: start it again. */
export const IMPORT_STATES = ['queued', 'reading', 'checking', 'writing', 'done', 'refused', 'failed'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** What is wrong, where and why; each part of the place is null where it cannot be said. Never the value of a cell that is personal. */
export const importFault = z.object({
  file: z.string(),
  sheet: z.string().nullable(),
  /** From 1, as Excel shows it. */
  row: z.int().nullable(),
  /** Letter, as Excel shows it. */
  column: z.string().nullable(),
  header: z.string().nullable(),
  reason: z.string(),
  reasonZh: z.string(),
});
export type ImportFault = z.output<typeof importFault>;

/** A change as people read it; personal values masked, long ones cut. Before is null for a new entry, after for an ended one. */
export const importChange = z.object({
  list: listName,
  key: z.string(),
  kind: z.enum(['new', 'changed', 'ended']),
  fields: z.array(z.object({ field: z.string(), header: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
});
export type ImportChange = z.output<typeof importChange>;

const listCount = z.object({ list: listName, new: z.int(), changed: z.int(), ended: z.int(), unchanged: z.int() });
export const importReport = z.object({
  /** Of the lists in the files, in the order of lists. In a dry run: what would have been. */
  lists: z.array(listCount),
  faultCount: z.int(),
  /** In order of place, at most {@link FAULTS_TOLD}. */
  faults: z.array(importFault),
  /** Of a dry run only, at most {@link CHANGES_TOLD}. */
  changes: z.array(importChange),
});
export type ImportReport = z.output<typeof importReport>;

/** A file as its sender called it, without a path. */
export const importFile = z.object({ uploadId: uuid, name: z.string().min(1).max(200), size: z.int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) });
export type ImportFile = z.output<typeof importFile>;

/** How far an import is. `done` of `total` rows, in the state it is in; both 0 before the rows are counted. */
export const importStatus = z.object({
  id: uuid,
  state: z.enum(IMPORT_STATES),
  dryRun: z.boolean(),
  reason: z.string(),
  effectiveAt: instant.nullable(),
  authorId: uuid,
  askedAt: instant,
  endedAt: instant.nullable(),
  files: z.array(importFile.omit({ uploadId: true })),
  done: z.int(),
  total: z.int(),
});
export type ImportStatus = z.output<typeof importStatus>;
/** `report` is there once it has ended. */
export const importView = importStatus.extend({ report: importReport.nullable() });
export type ImportView = z.output<typeof importView>;

/**
 * Takes files in; they are read, judged as a whole and written at once in the background, one import after another. Nothing
 * is written when there is one fault, or in a dry run. The files lie under {@link importKey}. `key` means what it means for
 * a command: a repeat gets the first import, with other files KEY_REUSED. TOO_MANY while many wait.
 */
export const startImport = request({
  subject: 'registry.import.start',
  input: z.object({
    actor,
    key: z.string().nullable(),
    dryRun: z.boolean(),
    reason: changeReason,
    effectiveAt: instant.nullable(),
    files: z.array(importFile).min(1).max(IMPORT_FILES_MOST),
  }),
  output: z.object({ status: importStatus, created: z.boolean() }),
  refusals: ['INVALID', 'FORBIDDEN', 'KEY_REUSED', 'TOO_MANY'],
});

/** Of the asker; leaders of the centre and of the district see all. */
export const getImport = request({
  subject: 'registry.import.get',
  input: z.object({ actor, id: uuid }),
  output: importView,
  refusals: ['NOT_FOUND', 'FORBIDDEN'],
});
/** The last 50, newest first, without their reports. */
export const listImports = request({
  subject: 'registry.import.list',
  input: z.object({ actor }),
  output: z.object({ items: z.array(importStatus) }),
  refusals: [],
});

export const EXPORT_FORMATS = ['xlsx', 'csv'] as const;
export const exportFormat = z.enum(EXPORT_FORMATS);
export type ExportFormat = z.output<typeof exportFormat>;

/** A file that lies under {@link exportKey} until somebody has taken it, at most an hour. */
const madeFile = z.object({ id: uuid, name: z.string(), mediaType: z.string() });

/**
 * What the asker may see of a list as a file that can be imported again. Every export is logged, and its file says who made
 * it and when. Personal values are masked; with a `reason`, which is kept, they are in full where the asker keeps the entry.
 */
export const exportList = request({
  subject: 'registry.export.list',
  input: z.object({ actor, list: listName, format: exportFormat, asOf: instant.nullable(), areaCode: areaCode.nullable(), reason: changeReason.nullable() }),
  output: madeFile,
  refusals: ['INVALID', 'FORBIDDEN'],
});

/** A workbook to fill in: headers, an example that is skipped when it is left standing, and what each column takes. Null: all lists. */
export const exportTemplate = request({
  subject: 'registry.export.template',
  input: z.object({ list: listName.nullable() }),
  output: madeFile,
  refusals: [],
});
