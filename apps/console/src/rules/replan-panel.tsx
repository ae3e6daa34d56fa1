import { Button, Checkbox, Form, Input, Spin } from 'antd';
import { textMax } from '../case/text-limits.js';
import { serverNow, useServerSecond } from '../clock/server-clock.js';
import { timeWords } from '../clock/time-words.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { useReplan, useReplans, type Replan, type RuleVersion } from './rule-queries.js';
import { replanWords, RULE_KIND_WORDS, versionWords } from './rule-words.js';

interface Fields {
  kinds: RuleVersion['kind'][];
  reason: string;
}

/** 重新计算: running cases move to rules in force; how far each of the latest re-plans is. */
export function ReplanPanel({ versions }: { versions: RuleVersion[] }) {
  const [form] = Form.useForm<Fields>();
  const replan = useReplan();
  const replans = useReplans();
  const inForce = versions.filter(({ state }) => state === 'inForce');
  const give = ({ kinds, reason }: Fields): void =>
    replan.mutate(
      { versions: inForce.filter(({ kind }) => kinds.includes(kind)), reason: reason.trim() },
      { onSuccess: () => form.resetFields() },
    );
  return (
    <>
      <Form<Fields> name="replan" form={form} layout="vertical" requiredMark={false} initialValues={{ kinds: [] }} onFinish={give}>
        <Form.Item name="kinds" label="改按现行规则办理" rules={[{ type: 'array', min: 1, message: '请至少选一项' }]}>
          <Checkbox.Group
            options={inForce.map(({ kind, version }) => ({ value: kind, label: `${RULE_KIND_WORDS[kind]}（第 ${version} 版）` }))}
          />
        </Form.Item>
        <Form.Item name="reason" label="重新计算的理由" rules={[{ required: true, whitespace: true, message: '请填写理由' }]}>
          <Input.TextArea maxLength={textMax} autoSize={{ minRows: 2, maxRows: 8 }} />
        </Form.Item>
        {replan.isError && <ProblemAlert error={replan.error} />}
        <Button type="primary" htmlType="submit" loading={replan.isPending}>
          重新计算全部在办案件
        </Button>
      </Form>
      {replans.isError && <ProblemAlert error={replans.error} onRetry={() => void replans.refetch()} />}
      {replans.isPending && (
        <p className="loading" role="status">
          <Spin /> 正在读取历次重新计算…
        </p>
      )}
      {replans.data?.length === 0 && <p className="empty">还没有重新计算过。</p>}
      <ul className="replans" aria-label="历次重新计算" aria-live="polite">
        {replans.data?.map((one) => <ReplanLine key={one.id} replan={one} />)}
      </ul>
    </>
  );
}

function ReplanLine({ replan }: { replan: Replan }) {
  useServerSecond();
  const { askedAt, policy, calendar, categories, reason } = replan;
  const rules = [
    policy === null ? null : versionWords('policies', policy),
    calendar === null ? null : versionWords('calendars', calendar),
    categories === null ? null : `${RULE_KIND_WORDS.categories}第 ${categories} 版`,
  ];
  return (
    <li>
      <span>{replanWords(replan, serverNow())}</span>
      <span className="faint">
        {timeWords(askedAt)} · {rules.filter((name) => name !== null).join('、')} · {reason}
      </span>
    </li>
  );
}
