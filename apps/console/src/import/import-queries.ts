import type { HttpImport, httpImportStatus } from '@shaodao/contracts/http-imports';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import { read } from '../http/call.js';
import { download, type Wanted } from '../http/download.js';
import { isProblem } from '../http/problem.js';
import { upload } from '../http/upload.js';
import { useKeptKey } from '../key/use-kept-key.js';

export type Import = HttpImport;
export type ImportStatus = z.output<typeof httpImportStatus>;

const IMPORTS = ['imports'] as const;
const WHILE_RUNNING_MS = 1_000;
const OTHERWISE_MS = 30_000;

export function hasEnded({ state }: Pick<ImportStatus, 'state'>): boolean {
  return state === 'done' || state === 'refused' || state === 'failed';
}

/** The last ones, newest first. */
export function useImports() {
  return useQuery<ImportStatus[]>({
    queryKey: [...IMPORTS, 'list'],
    refetchInterval: ({ state }) => (state.data?.every(hasEnded) === false ? WHILE_RUNNING_MS : OTHERWISE_MS),
    queryFn: async ({ signal }) => (await read<{ items: ImportStatus[] }>('/api/imports', {}, signal)).items,
  });
}

/** One import, asked again until it has ended; null: none. */
export function useImport(id: string | null) {
  return useQuery<Import>({
    queryKey: [...IMPORTS, 'one', id],
    enabled: id !== null,
    refetchInterval: ({ state }) => (state.data !== undefined && hasEnded(state.data) ? false : WHILE_RUNNING_MS),
    queryFn: ({ signal }) => read<Import>(`/api/imports/${id ?? ''}`, {}, signal),
  });
}

export interface Sending {
  files: readonly File[];
  dryRun: boolean;
  reason: string;
  effectiveAt?: string;
}

/** Sends files in; `share` is what of them has left this device. */
export function useSendImport() {
  const client = useQueryClient();
  const { keyFor, forget } = useKeptKey();
  const [share, setShare] = useState(0);
  const sending = useMutation({
    mutationFn: ({ files, dryRun, reason, effectiveAt }: Sending) => {
      const form = new FormData();
      form.set('reason', reason);
      if (effectiveAt !== undefined) form.set('effectiveAt', effectiveAt);
      for (const file of files) form.append('file', file);
      const wish = { dryRun, reason, effectiveAt, files: files.map(({ name, size, lastModified }) => [name, size, lastModified]) };
      setShare(0);
      return upload<ImportStatus>(`/api/imports?dryRun=${String(dryRun)}`, form, { key: keyFor(wish), onProgress: setShare });
    },
    onSuccess: () => {
      forget();
      return client.invalidateQueries({ queryKey: IMPORTS });
    },
    onError: (error) => {
      if (!(isProblem(error) && error.mayRepeat)) forget();
    },
  });
  return { ...sending, share };
}

/** A file from the server. */
export function useDownload() {
  return useMutation({ mutationFn: (wanted: Wanted) => download(wanted) });
}
