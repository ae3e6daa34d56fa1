import {
  CELL_MOST_CHARACTERS,
  CELLS_MOST,
  CHARACTERS_MOST,
  COLUMNS_MOST,
  ENTRIES_MOST,
  FILE_MOST_BYTES,
  RATIO_MOST,
  ROWS_MOST,
  SHEETS_MOST,
  UNPACKED_MOST_BYTES,
} from './limits.js';

const MIB = 1_048_576;

/** English and Chinese words per code; `{}` is what was found. */
const WORDS = {
  // The file as such.
  empty: ['the file is empty', '文件是空的'],
  tooLarge: [`the file is larger than ${FILE_MOST_BYTES / MIB} MB; split it`, `文件超过 ${FILE_MOST_BYTES / MIB} MB，请拆分后再导入`],
  unknownKind: ['this is neither an Excel workbook (.xlsx) nor CSV: {}', '既不是 Excel 工作簿（.xlsx）也不是 CSV 文件：{}'],
  oldWorkbook: ['this is an old .xls workbook; save it as .xlsx', '这是旧版 .xls 工作簿，请另存为 .xlsx 格式'],
  binaryWorkbook: ['this is a binary workbook (.xlsb); save it as .xlsx', '这是二进制工作簿（.xlsb），请另存为 .xlsx 格式'],
  encrypted: ['the file is encrypted; save it without a password', '文件已加密，请去掉密码后另存'],
  cut: ['the file is damaged or was not sent whole: {}', '文件损坏或没有传完：{}'],
  bomb: [
    `the file unpacks to more than an office file may: {} (at most ${UNPACKED_MOST_BYTES / MIB} MB, ${RATIO_MOST} times its size, ${ENTRIES_MOST} parts)`,
    `文件解压后超出限度：{}（最多 ${UNPACKED_MOST_BYTES / MIB} MB、${RATIO_MOST} 倍、${ENTRIES_MOST} 个部件）`,
  ],
  unsafeName: ['a part of the file has a name that leads elsewhere or stands twice: {}', '文件内部件名称指向别处或重复：{}'],
  macros: ['the workbook carries macros; save it as .xlsx without them', '工作簿含有宏，请另存为不含宏的 .xlsx'],
  externalLink: ['the workbook draws data from another file or database; paste values only', '工作簿引用了其他文件或数据库，请只粘贴数值'],
  xml: ['the inside of the workbook is not well-formed XML: {}', '工作簿内部 XML 不合规：{}'],
  doctype: ['the inside of the workbook declares a document type, which no office program writes', '工作簿内部含有文档类型声明（DOCTYPE），不予接受'],
  broken: ['the workbook contradicts itself: {}', '工作簿内部前后矛盾：{}'],
  tooManySheets: [`more than ${SHEETS_MOST} sheets`, `工作表超过 ${SHEETS_MOST} 张`],
  tooManyRows: [`more than ${ROWS_MOST} rows; split the file`, `超过 ${ROWS_MOST} 行，请拆分文件`],
  tooManyColumns: [`text stands beyond column ${COLUMNS_MOST} (IV)`, `第 ${COLUMNS_MOST} 列（IV）以外还有内容`],
  tooMuchText: [
    `more than ${CELLS_MOST} cells or ${CHARACTERS_MOST} characters; split the file`,
    `超过 ${CELLS_MOST} 个单元格或 ${CHARACTERS_MOST} 个字符，请拆分文件`,
  ],
  costly: ['reading the file takes more {} than an office file may; split it', '读取该文件耗时或占用内存过多（{}），请拆分后再导入'],
  encoding: ['the text is neither UTF-8 nor GBK (GB 18030): byte {} fits neither', '文本既不是 UTF-8 也不是 GBK（GB 18030）编码：第 {} 字节无法识别'],
  quotes: ['a quotation mark is not closed, or stands in the middle of a value', '双引号没有成对，或出现在内容中间'],
  // A cell.
  cellTooLong: [`longer than ${CELL_MOST_CHARACTERS} characters`, `内容超过 ${CELL_MOST_CHARACTERS} 个字符`],
  formula: ['a formula; paste its value instead', '含有公式，请改为粘贴数值'],
  digitsLost: [
    'the number {} has lost digits: Excel keeps 15, and fewer in CSV; format the column as text and enter it again',
    '数字 {} 已丢失位数（Excel 只保留 15 位，存为 CSV 时更少）；请把该列设为“文本”格式后重新录入',
  ],
  badNumber: ['“{}” is not a number', '“{}”不是数字'],
  badDate: ['{} is no date of Excel’s calendar', '{} 不是有效的 Excel 日期'],
  errorCell: ['the cell shows the error {}', '单元格显示错误值 {}'],
  mergedRows: ['the cells {} are merged over several rows; unmerge them and fill every row', '单元格 {} 跨行合并，请取消合并并逐行填写'],
  controlCharacter: ['an invisible control character ({}); type the text again', '含有不可见的控制字符（{}），请重新录入'],
  loneSurrogate: ['half a character ({}); type the text again', '含有残缺字符（{}），请重新录入'],
  lostCharacter: ['a character was lost before (shown as �); type the text again', '有文字在此前转码时丢失（显示为 �），请重新录入'],
} as const satisfies Record<string, readonly [string, string]>;

export type FileFaultCode = keyof typeof WORDS;

/** Where in a file, each null where it cannot be said. `row` from 1 and `column` by letter, both as Excel shows them. */
export interface FilePlace {
  sheet: string | null;
  row: number | null;
  column: string | null;
}

/** Why a file cannot be read, and where; the words do not repeat the place. */
export interface FileFault extends FilePlace {
  code: FileFaultCode;
  reason: string;
  reasonZh: string;
}

export const NOWHERE: FilePlace = { sheet: null, row: null, column: null };

/** The one way this room refuses a file. A bug is another error. */
export class OfficeFileRefused extends Error {
  constructor(readonly fault: FileFault) {
    const { sheet, row, column, reason } = fault;
    super([sheet && `sheet ${sheet}`, row && `row ${row}`, column && `column ${column}`, reason].filter(Boolean).join(', '));
    this.name = 'OfficeFileRefused';
  }
}

/** @param found stands in the words; cut to 64 characters. */
export function faultOf(code: FileFaultCode, place: FilePlace = NOWHERE, found: string | number = ''): FileFault {
  const { sheet, row, column } = place;
  const said = String(found);
  const short = said.length > 64 ? `${said.slice(0, 64)}…` : said;
  const [reason, reasonZh] = WORDS[code].map((words) => words.replace('{}', () => short.toWellFormed())) as [string, string];
  return { sheet, row, column, code, reason, reasonZh };
}

export function refuse(code: FileFaultCode, place: FilePlace = NOWHERE, found: string | number = ''): never {
  throw new OfficeFileRefused(faultOf(code, place, found));
}
