import type { AttachmentPurpose } from '@shaodao/domain/case/state';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Attachment } from '../api.js';
import { askCaseAnew } from '../case/case-queries.js';
import { isProblem } from '../http/problem.js';
import { refusalWords } from '../http/refusal-words.js';
import { upload } from '../http/upload.js';
import { useKeptKey } from '../key/use-kept-key.js';
import { mostAttachments, mostBytes } from './attachment-words.js';

interface Wish {
  file: File;
  purpose: AttachmentPurpose;
}

/** A file that was not taken, and why. */
interface Refused {
  name: string;
  words: string;
}

export interface Uploads {
  /** The one under way: which of how many, and the share of it that has left. */
  current: { name: string; nth: number; of: number; share: number } | null;
  refused: Refused[];
  /** What stopped the rest: the network or the server; 重试 goes on from there. */
  stopped: { error: unknown; left: Wish[] } | null;
  done: number;
  /** Takes as many as there is room for; those beyond it are named as refused. */
  start: (wishes: Wish[], room: number) => void;
  /** 重试: sends what is left; what was refused or sent before stays told. */
  goOn: (left: Wish[]) => void;
}

/**
 * Sends files one after another. A file that is refused is named and the next one follows; without an answer all wait, and
 * the same file goes out again under the same key.
 */
export function useUploads(caseId: string): Uploads {
  const client = useQueryClient();
  const { keyFor, forget } = useKeptKey();
  const [current, setCurrent] = useState<Uploads['current']>(null);
  const [refused, setRefused] = useState<Refused[]>([]);
  const [stopped, setStopped] = useState<Uploads['stopped']>(null);
  const [done, setDone] = useState(0);

  async function send({ file, purpose }: Wish, onProgress: (share: number) => void): Promise<void> {
    const form = new FormData();
    form.set('purpose', purpose);
    form.set('file', file, file.name);
    const key = keyFor([caseId, purpose, file.name, file.size, file.lastModified]);
    await upload<Attachment>(`/api/cases/${caseId}/attachments`, form, { key, onProgress });
  }

  async function run(wishes: Wish[]): Promise<void> {
    for (const [index, wish] of wishes.entries()) {
      const { name, size } = wish.file;
      const told = (share: number): void => setCurrent({ name, nth: index + 1, of: wishes.length, share });
      told(0);
      try {
        if (size > mostBytes) setRefused((all) => [...all, { name, words: '文件最大 10 MiB' }]);
        else {
          await send(wish, told);
          setDone((count) => count + 1);
          askCaseAnew(client, caseId);
        }
        forget();
      } catch (error) {
        if (!isProblem(error) || error.mayRepeat) {
          setStopped({ error, left: wishes.slice(index) });
          break;
        }
        forget();
        setRefused((all) => [...all, { name, words: refusalWords(error.body.detail ?? error.body.title) }]);
      }
    }
    setCurrent(null);
  }

  return {
    current,
    refused,
    stopped,
    done,
    start: (wishes, room) => {
      setRefused(wishes.slice(room).map(({ file }) => ({ name: file.name, words: `附件最多 ${mostAttachments} 个` })));
      setStopped(null);
      setDone(0);
      void run(wishes.slice(0, room));
    },
    goOn: (left) => {
      setStopped(null);
      void run(left);
    },
  };
}
