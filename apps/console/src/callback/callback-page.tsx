import type { ErrorCode } from '@shaodao/contracts/errors';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Spin } from 'antd';
import { useEffect } from 'react';
import { useParams } from 'react-router';
import type { CallbackAnswer, CallbackForm as Form } from './callback-answer.js';
import { read, send } from '../http/call.js';
import { isProblem } from '../http/problem.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { CallbackForm } from './callback-form.js';
import './callback.css';

/** 回访: the page a resident opens by a link, without an account; in the sizes of 长辈版. */
export function CallbackPage() {
  const { token = '' } = useParams();
  const path = `/api/callbacks/${encodeURIComponent(token)}`;
  const asked = useQuery({ queryKey: ['callback', token], queryFn: ({ signal }) => read<Form>(path, {}, signal), staleTime: Infinity });
  const answer = useMutation({ mutationFn: (said: CallbackAnswer) => send<Form>('POST', path, { body: said }) });
  useEffect(() => {
    document.title = '回访 · 哨到';
  }, []);
  return (
    <main className="callback">
      <h1>办理结果回访</h1>
      {asked.isPending ? (
        <p className="callback-note" role="status">
          <Spin /> 正在打开…
        </p>
      ) : is(asked.error, 'NOT_FOUND') || is(answer.error, 'NOT_FOUND') ? (
        <Gone />
      ) : is(answer.error, 'KEY_REUSED') ? (
        <AnsweredOtherwise />
      ) : asked.isError ? (
        <ProblemAlert error={asked.error} onRetry={() => void asked.refetch()} />
      ) : (
        <>
          <About form={asked.data} />
          {answer.isSuccess || asked.data.answeredAt !== null ? (
            <Thanks />
          ) : (
            <CallbackForm pending={answer.isPending} error={answer.error} onSubmit={answer.mutate} />
          )}
        </>
      )}
    </main>
  );
}

const day = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'long' });

function About({ form }: { form: Form }) {
  return (
    <p className="callback-note">
      您反映的“{form.categoryName}”问题（编号 <span className="callback-number">{form.number}</span>）已于 {day.format(new Date(form.closedAt))}办结。
    </p>
  );
}

function Thanks() {
  return (
    <p className="callback-end" role="status">
      <strong>已收到您的评价，谢谢！</strong>
      <span>您可以关闭本页。</span>
    </p>
  );
}

function Gone() {
  return (
    <p className="callback-end" role="status">
      <strong>这个链接无效或已经过期。</strong>
      <span>如果问题还没有解决，请联系您所在的社区或网格员。</span>
    </p>
  );
}

function AnsweredOtherwise() {
  return (
    <p className="callback-end" role="status">
      <strong>这个链接已经提交过另一份评价。</strong>
      <span>以先收到的评价为准。如需更正，请联系您所在的社区或网格员。</span>
    </p>
  );
}

function is(error: unknown, code: ErrorCode): boolean {
  return isProblem(error) && error.code === code;
}
