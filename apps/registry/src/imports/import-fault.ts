import { FAULTS_TOLD, type ImportFault } from '@shaodao/contracts/register/imports';

/** English and Chinese words per code; `{}` and `{2}` are what was found. */
const WORDS = {
  nothing: ['there is no row to import', '没有可导入的数据行'],
  unknownList: ['“{}” is the name of no list', '没有名为“{}”的清单，请使用模板中的名称'],
  noHeader: ['there is no header row', '缺少表头'],
  emptyHeader: ['this column has values and no header', '该列有内容但没有表头'],
  unknownHeader: ['the list has no column “{}”', '该清单没有“{}”这一列'],
  doubledHeader: ['the column “{}” stands twice', '“{}”列重复'],
  missingColumn: ['the column “{}” is missing', '缺少“{}”列'],
  required: ['must be filled in', '必须填写'],
  badEnd: ['must be 是, 否 or empty', '应为“是”、“否”或留空'],
  doubledKey: ['the same entry stands in {} already', '与{}重复'],
  starred: ['is behind stars and not what stands: enter it in full, or leave it as it was exported', '带星号且与现有内容不符，请填写完整内容或保留导出时的样子'],
  scheduled: ['a later change is scheduled for this entry already', '该项已有更晚生效的变更'],
  forbidden: ['outside your seat or area', '不在您的席位或辖区权限之内'],
  unknownHead: ['{} stands in no list of residents', '居民中没有“{}”'],
  usedCode: ['was the code of a grid that is no more: codes are never used again', '该编码曾用于已撤销的网格，不得再用'],
  tooMany: ['more than {} rows in all files together; import them one after another', '所有文件合计超过{}行，请分次导入'],
  gone: ['the file is no longer there; send it again', '文件已不存在，请重新上传'],
} as const satisfies Record<string, readonly [string, string]>;
export type ImportFaultCode = keyof typeof WORDS;

/** Where a fault is; what is left out cannot be said. */
export type Place = Pick<ImportFault, 'file'> & Partial<Omit<ImportFault, 'file' | 'reason' | 'reasonZh'>>;

export function faultAt(place: Place, words: { reason: string; reasonZh: string }): ImportFault {
  const { file, sheet = null, row = null, column = null, header = null } = place;
  return { file, sheet, row, column, header, reason: words.reason, reasonZh: words.reasonZh };
}

/** @param found stands in the words; cut to 64 characters. */
export function importFault(code: ImportFaultCode, place: Place, found: string | readonly [string, string] = ''): ImportFault {
  const [english, chinese] = typeof found === 'string' ? [found, found] : found;
  const [reason, reasonZh] = WORDS[code];
  return faultAt(place, { reason: reason.replace('{}', () => short(english)), reasonZh: reasonZh.replace('{}', () => short(chinese)) });
}

const short = (text: string): string => (text.length > 64 ? `${text.slice(0, 64)}…` : text).toWellFormed();

/** Faults as they are found: all counted, and kept as many as can be told; a file of nothing else must not fill the memory. */
export class Faults {
  count = 0;
  private readonly kept: ImportFault[] = [];

  add(fault: ImportFault): void {
    this.count++;
    if (this.kept.length < 4 * FAULTS_TOLD) this.kept.push(fault);
  }

  /** In order of place, those that are told. */
  told(): ImportFault[] {
    const order = (a: ImportFault, b: ImportFault): number =>
      compare(a.file, b.file) || compare(a.sheet ?? '', b.sheet ?? '') || (a.row ?? 0) - (b.row ?? 0) || (a.column?.length ?? 0) - (b.column?.length ?? 0) || compare(a.column ?? '', b.column ?? '');
    return this.kept.toSorted(order).slice(0, FAULTS_TOLD);
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
