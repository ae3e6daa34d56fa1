import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useId, useRef, useState } from 'react';
import type { CallbackLink as Made } from '../api.js';
import { askCaseAnew } from '../case/case-queries.js';
import { send } from '../http/call.js';
import { isProblem } from '../http/problem.js';
import { ProblemAlert } from '../http/problem-alert.js';
import './callback-link.css';

interface Asked {
  caseId: string;
  /** No call-back is open any longer: a new link would be refused. */
  gone: boolean;
}

const COPY_WORDS = {
  made: '链接已生成，复制后用短信或微信发给居民。',
  copied: '已复制。',
  byHand: '浏览器不能自动复制，链接已选中，请手动复制。',
};

/** 回访链接: made here, shown whole, and copied by the same button, so that the focus of the keyboard stays where it is. */
export function CallbackLink({ caseId, gone }: Asked) {
  const client = useQueryClient();
  const title = useId();
  const shown = useRef<HTMLParagraphElement>(null);
  const [copied, setCopied] = useState<keyof typeof COPY_WORDS>('made');
  const made = useMutation({
    mutationFn: () => send<Made>('POST', `/api/cases/${caseId}/callback-link`),
    onError: (error) => {
      if (!isProblem(error) || !error.mayRepeat) askCaseAnew(client, caseId);
    },
  });
  const address = made.data === undefined ? null : window.location.origin + made.data.path;
  const copy = async (link: string): Promise<void> => {
    try {
      // There is none on a page without https.
      await navigator.clipboard.writeText(link);
      setCopied('copied');
    } catch {
      if (shown.current !== null) window.getSelection()?.selectAllChildren(shown.current);
      setCopied('byHand');
    }
  };
  return (
    <section className="callback-link" aria-labelledby={title}>
      <h3 id={title}>请居民自己评价</h3>
      <p className="faint">把链接发给居民，打开就能填写，不用登录，只能提交一次。</p>
      {made.isError && <ProblemAlert error={made.error} />}
      {address !== null && (
        <p ref={shown} className="callback-address">
          {address}
        </p>
      )}
      <p role="status" className={address === null ? 'unseen' : ''}>
        {address !== null && (gone ? '回访已经结束，这个链接不能再用。' : COPY_WORDS[copied])}
      </p>
      <Button
        block
        loading={made.isPending}
        disabled={gone}
        onClick={() => (address === null ? made.mutate() : void copy(address))}
      >
        {address === null ? '生成回访链接' : '复制'}
      </Button>
    </section>
  );
}
