import { randomUUID } from 'node:crypto';
import type { HttpImport } from '@shaodao/contracts/http-imports';
import type { ImportReport } from '@shaodao/contracts/register/imports';
import { LISTS, type ListName } from '@shaodao/contracts/register/lists';
import { readOfficeFile } from '@shaodao/registry/office-file/read-office-file';
import { writeWorkbook } from '@shaodao/registry/office-file/write-workbook';
import { place } from './place.js';
import type { Answer, Person } from './people.js';
import { query } from './records.js';
import { until } from './wait.js';

/** Office files as people make them, sent in and taken out over HTTP. */

export interface OfficeFile {
  name: string;
  bytes: Uint8Array;
}

/** Rows of a list: the first holds the headers. */
export type Table = readonly (readonly string[])[];

export async function workbook(sheets: Record<string, Table>, name = '导入.xlsx'): Promise<OfficeFile> {
  const written = Object.entries(sheets).map(([sheet, [headers = [], ...rows]]) => ({ name: sheet, headers, rows }));
  return { name, bytes: await writeWorkbook(written) };
}

/** As a person types it into an editor: commas and line ends. */
export function csv(list: string, table: Table): OfficeFile {
  return { name: `${list}.csv`, bytes: Buffer.from(table.map((row) => row.map((cell) => (/[,"\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')).join('\r\n')) };
}

/** All headers of a list, then rows given by English field names; what is not given is an empty cell. */
export function table<N extends ListName>(list: N, rows: readonly Partial<Record<keyof (typeof LISTS)[N]['fields'] | 'end', string>>[]): Table {
  const fields = Object.entries(LISTS[list].fields);
  const cells = rows.map((row) => [...fields.map(([name]) => (row as Record<string, string>)[name] ?? ''), row.end ?? '']);
  return [[...fields.map(([, { zh }]) => zh), '删除'], ...cells];
}

export interface Sending {
  dryRun?: boolean;
  reason?: string;
  key?: string;
  effectiveAt?: string;
}

export async function send<T = HttpImport>(who: Person, files: readonly OfficeFile[], { dryRun = false, reason = '年度更新', key = randomUUID(), effectiveAt }: Sending = {}): Promise<Answer<T>> {
  const form = new FormData();
  form.set('reason', reason);
  if (effectiveAt !== undefined) form.set('effectiveAt', effectiveAt);
  for (const { name, bytes } of files) form.append('file', new Blob([new Uint8Array(bytes)]), name);
  const response = await fetch(`${place.url}/api/imports${dryRun ? '?dryRun=true' : ''}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${who.token}`, 'idempotency-key': key },
    body: form,
    signal: AbortSignal.timeout(60_000),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as T };
}

/** Sends files in and waits for the end. */
export async function imported(who: Person, files: readonly OfficeFile[], sending: Sending = {}): Promise<HttpImport & { report: ImportReport }> {
  const sent = await send(who, files, sending);
  if (sent.status !== 202) throw new Error(`not taken: ${sent.status} ${JSON.stringify(sent.body)}`);
  return ended(who, sent.body.id);
}

export async function ended(who: Person, id: string, limitMs = 60_000): Promise<HttpImport & { report: ImportReport }> {
  const body = await until(
    `the end of import ${id}`,
    async () => {
      const answer = await who.get<HttpImport>(`/api/imports/${id}`);
      return answer.body.endedAt === null || answer.status !== 200 ? null : answer.body;
    },
    limitMs,
  );
  if (body.report === null) throw new Error(`import ${id} has no report: ${body.state}`);
  return { ...body, report: body.report };
}

/** What stands under keys of a list, with what is personal in full. */
export async function standing(list: ListName): Promise<Record<string, unknown>> {
  const rows = await query<{ key: string; body: unknown }>('SELECT key, body FROM registry.standing WHERE list = $1', [list]);
  return Object.fromEntries(rows.map(({ key, body }) => [key, body]));
}

/** How much was ever said: the same numbers are the same register. */
export async function register(): Promise<{ entries: string; last: string; changes: string }> {
  const [row] = await query<{ entries: string; last: string; changes: string }>(
    'SELECT count(*) AS entries, max(seq) AS last, (SELECT count(*) FROM registry.change) AS changes FROM registry.entry',
  );
  if (row === undefined) throw new Error('no register');
  return row;
}

/** A file handed out: its name as a browser would save it, and its sheets. */
export async function takeOut(who: Person, path: string, reason?: string): Promise<OfficeFile & { status: number }> {
  const response = await fetch(place.url + path, {
    method: reason === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${who.token}`, ...(reason === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(reason === undefined ? {} : { body: JSON.stringify({ reason }) }),
    signal: AbortSignal.timeout(60_000),
  });
  const name = /filename\*=UTF-8''(.+)$/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? '';
  return { status: response.status, name: decodeURIComponent(name), bytes: new Uint8Array(await response.arrayBuffer()) };
}

/** Its sheets by name, rows of cells. */
export async function sheetsIn({ name, bytes }: OfficeFile): Promise<Record<string, string[][]>> {
  const sheets = await readOfficeFile({ name, bytes: new Uint8Array(bytes) });
  return Object.fromEntries(sheets.map((sheet) => [sheet.name ?? '', sheet.rows.map(({ cells }) => cells)]));
}
