import { createHash, randomUUID } from 'node:crypto';
import { CodedError } from '@shaodao/contracts/errors';
import { importForm } from '@shaodao/contracts/http-imports';
import { IMPORT_FILE_MOST_BYTES, IMPORT_FILES_MOST, type ImportFile } from '@shaodao/contracts/register/imports';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { bounded, invalid, nameOf, partsOf } from '../attachments/upload-form.js';

/** One part more than is taken: so that too many is told as that. */
const LIMITS = { fileSize: IMPORT_FILE_MOST_BYTES + 65_536, files: IMPORT_FILES_MOST + 1, fields: 3, fieldSize: 2_048, fieldNameSize: 50, parts: IMPORT_FILES_MOST + 4, headerPairs: 20 };

export const tooLarge = (): CodedError => new CodedError('TOO_LARGE', { field: 'file', reason: 'at most 50 MiB a file', reasonZh: '每个文件最大 50 MiB' });

export interface ImportForm {
  said: z.output<typeof importForm>;
  files: ImportFile[];
}

/** Reads files `file` and the fields beside them, in whatever order; `keep` is given the bytes of each. Refuses INVALID, TOO_LARGE. */
export async function readImportForm(request: FastifyRequest, keep: (uploadId: string, bytes: AsyncIterable<Uint8Array>) => Promise<void>): Promise<ImportForm> {
  const files: ImportFile[] = [];
  const fields: Record<string, unknown> = {};
  for await (const part of partsOf(request, LIMITS)) {
    if (part.type === 'file' && part.fieldname === 'file') {
      if (files.length === IMPORT_FILES_MOST) throw invalid('file', `at most ${IMPORT_FILES_MOST} files`, `一次最多导入 ${IMPORT_FILES_MOST} 个文件`);
      const name = nameOf(part.filename);
      if (name === null) throw invalid('file', 'a file has a name', '文件没有名称');
      const uploadId = randomUUID();
      const hash = createHash('sha256');
      let size = 0;
      await keep(
        uploadId,
        (async function* () {
          for await (const chunk of bounded(part.file, IMPORT_FILE_MOST_BYTES, tooLarge)) {
            hash.update(chunk);
            size += chunk.byteLength;
            yield chunk;
          }
        })(),
      );
      files.push({ uploadId, name, size, sha256: hash.digest('hex') });
    } else if (part.type === 'field' && !(part.fieldname in fields)) {
      fields[part.fieldname.slice(0, 50)] = part.value;
    } else {
      throw invalid(part.fieldname.slice(0, 50) || 'body', 'unknown field', '没有这一项');
    }
  }
  if (files.length === 0) throw invalid('file', 'no file was sent', '没有收到文件');
  const said = importForm.safeParse(fields);
  if (!said.success) {
    const [issue] = said.error.issues;
    const field = issue?.code === 'unrecognized_keys' ? issue.keys[0] : String(issue?.path[0] ?? 'body');
    throw new CodedError('INVALID', { field, reason: issue?.message }, { cause: said.error });
  }
  return { said: said.data, files };
}
