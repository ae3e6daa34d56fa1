import { randomUUID } from 'node:crypto';
import { CodedError } from '@shaodao/contracts/errors';
import type { exportList, exportTemplate } from '@shaodao/contracts/register/imports';
import { listOf, type Entry, type ListName } from '@shaodao/contracts/register/lists';
import type { Actor } from '@shaodao/domain/case/actor';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { AtlasService } from '../atlas/atlas.service.js';
import { breathing } from '../imports/breath.js';
import { OfficeFileRefused } from '../office-file/fault.js';
import { OfficeBytes } from '../office-file/office-bytes.js';
import type { SheetToWrite } from '../office-file/workbook-xml.js';
import { writeInThread } from '../office-file/write-in-thread.js';
import type { Book } from '../register/book.js';
import { hasMasks, masked } from '../register/mask.js';
import { CHINA_MS } from '../register/term.js';
import { keeps } from '../register/keeping.js';
import { RegisterService } from '../register/register.service.js';
import { RegisterStore } from '../register/register.store.js';
import { maySee } from '../register/sight.js';
import { ExportsStore } from './exports.store.js';
import { cellsOf, exportedSheet, headersOf, templateSheets } from './list-sheets.js';

type Asked = z.output<typeof exportList.input>;
type Made = z.output<typeof exportTemplate.output>;

/** Rows that are handed to the writer at once. */
const CHUNK = 500;
const MEDIA_TYPE = { xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', csv: 'text/csv; charset=utf-8' } as const;

/** Lists of the register as files an office opens, changes and imports again. */
@Injectable()
export class ExportsService {
  constructor(
    private readonly atlas: AtlasService,
    private readonly register: RegisterService,
    private readonly store: ExportsStore,
    private readonly kept: RegisterStore,
    private readonly bytes: OfficeBytes,
  ) {}

  async list(asked: Asked): Promise<Made> {
    const { actor, list, format, asOf, reason } = asked;
    const at = Date.now();
    const book = await this.atlas.bookAt(asOf ?? at);
    const who = this.nameOf(actor, book);
    let rows = 0;
    const counted = async function* (chunks: AsyncIterable<string[][]>): AsyncGenerator<SheetToWrite> {
      const head = { name: listOf(list).zh, headers: headersOf(list) };
      yield { ...head, rows: [] };
      for await (const chunk of chunks) {
        rows += chunk.length;
        yield { ...head, rows: chunk };
      }
      yield exportedSheet(linesOf(asked, who, at));
    };
    const bytes = await writeInThread(format, counted(this.rows(book, asked, at))).catch((error: unknown) => {
      if (!(error instanceof OfficeFileRefused)) throw error;
      throw new CodedError('INVALID', { field: 'format', reason: error.message, reasonZh: error.fault.reasonZh });
    });
    if (reason !== null && hasMasks(list)) await this.kept.keepUnmasking({ askerId: actor.personId, list, key: '*', reason, at });
    await this.store.log({ id: randomUUID(), at, rows, asked });
    const id = await this.bytes.keepMade(bytes);
    return { id, name: `${listOf(list).zh}-${who}-${local(at).replaceAll(/[-: ]/g, '')}.${format}`, mediaType: MEDIA_TYPE[format] };
  }

  async template(list: ListName | null): Promise<Made> {
    const sheets = async function* (): AsyncGenerator<SheetToWrite> {
      yield* templateSheets(list);
    };
    const id = await this.bytes.keepMade(await writeInThread('xlsx', sheets()));
    return { id, name: `${list === null ? '全部清单' : listOf(list).zh}-模板.xlsx`, mediaType: MEDIA_TYPE.xlsx };
  }

  /** What the asker may see, in order of key; full values only of what is theirs to keep. */
  private async *rows(book: Book, { actor, list, asOf, areaCode, reason }: Asked, at: number): AsyncGenerator<string[][]> {
    const breathe = breathing();
    let chunk: string[][] = [];
    for await (const [, { entry }] of this.register.entries(book, { list, instant: asOf ?? at, ground: areaCode ?? '', after: '' })) {
      await breathe();
      if (!maySee(actor, list, entry, book)) continue;
      const full = reason !== null && keeps(actor, book, list, entry);
      chunk.push(cellsOf(list, full ? entry : (masked(list, entry) as Entry)));
      if (chunk.length < CHUNK) continue;
      yield chunk;
      chunk = [];
    }
    yield chunk;
  }

  private nameOf({ personId }: Actor, book: Book): string {
    const number = this.atlas.current().personNumber(personId);
    return book.get('people', number ?? '')?.entry.name ?? number ?? personId;
  }
}

function linesOf({ list, actor, asOf, areaCode, reason }: Asked, who: string, at: number): [string, string][] {
  return [
    ['清单', listOf(list).zh],
    ['导出人', `${who}（${actor.personId}）`],
    ['导出时间', local(at)],
    ['数据时点', local(asOf ?? at)],
    ['区域代码', areaCode ?? '全部'],
    ['个人信息', reason === null ? '已脱敏' : `完整；用途：${reason}`],
    ['提示', '本文件含内部信息，请妥善保管，勿外传'],
  ];
}

/** The local minute of China. */
function local(instant: number): string {
  return new Date(instant + CHINA_MS).toISOString().slice(0, 16).replace('T', ' ');
}
