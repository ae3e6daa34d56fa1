import type { ImportChange, IMPORT_FILE_MOST_BYTES, IMPORT_FILES_MOST, ImportState } from '@shaodao/contracts/register/imports';
import type { ImportStatus } from './import-queries.js';

/** The contract's own numbers, so that a change there fails the check here. */
export const mostBytes: typeof IMPORT_FILE_MOST_BYTES = 52_428_800;
export const mostFiles: typeof IMPORT_FILES_MOST = 24;

const STATE_WORDS: Record<ImportState, string> = {
  queued: '排队中',
  reading: '正在读取文件',
  checking: '正在整体核对',
  writing: '正在写入',
  done: '已完成',
  refused: '有错，未写入',
  failed: '系统故障，未写入',
};

export const KIND_WORDS: Record<ImportChange['kind'], string> = { new: '新增', changed: '变更', ended: '结束' };

/** `预检通过` is no `已完成`: nothing was written. */
export function outcomeWords({ state, dryRun }: Pick<ImportStatus, 'state' | 'dryRun'>): string {
  if (!dryRun) return STATE_WORDS[state];
  if (state === 'done') return '预检通过，未写入';
  return state === 'refused' ? '预检发现错误' : STATE_WORDS[state];
}
