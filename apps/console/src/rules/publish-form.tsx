import type { RuleKind } from '@shaodao/contracts/rules-publishing';
import { App, Button, Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { textMax } from '../case/text-limits.js';
import { fromLocalField } from '../clock/time-words.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { isProblem } from '../http/problem.js';
import { PreviewResult } from './preview-result.js';
import { draftOf, usePreview, usePublish, type RuleVersion } from './rule-queries.js';
import { RULE_KIND_WORDS } from './rule-words.js';

interface Fields {
  kind: RuleKind;
  text: string;
  effectiveAt?: string;
  reason: string;
}

const KINDS = Object.entries(RULE_KIND_WORDS).map(([value, label]) => ({ value: value as RuleKind, label }));

/** 发布: a draft is taken from a version, changed, previewed and published. */
export function PublishForm({ versions }: { versions: RuleVersion[] }) {
  const [form] = Form.useForm<Fields>();
  const { message } = App.useApp();
  const preview = usePreview();
  const publish = usePublish();
  const [loading, setLoading] = useState(false);

  const load = async (): Promise<void> => {
    const own = versions.filter(({ kind }) => kind === form.getFieldValue('kind'));
    const from = own.find(({ state }) => state === 'inForce');
    if (from === undefined) {
      void message.error('这类规则没有现行版本');
      return;
    }
    const next = Math.max(...own.map(({ version }) => version)) + 1;
    setLoading(true);
    try {
      form.setFieldValue('text', await draftOf(from, next));
    } catch (error) {
      void message.error(isProblem(error) ? error.body.title : '没有读到现行内容，请重试');
    } finally {
      setLoading(false);
    }
  };
  const look = async (): Promise<void> => {
    const { kind, text } = await form.validateFields(['kind', 'text']);
    preview.mutate({ kind, text });
  };
  const give = ({ kind, text, effectiveAt, reason }: Fields): void => {
    const at = effectiveAt === undefined || effectiveAt === '' ? {} : { effectiveAt: fromLocalField(effectiveAt) };
    publish.mutate(
      { draft: { kind, text }, reason: reason.trim(), ...at },
      {
        onSuccess: ({ version }) => {
          void message.success(`第 ${version} 版已发布`);
          preview.reset();
          form.resetFields(['text', 'effectiveAt', 'reason']);
        },
      },
    );
  };
  const forget = (): void => {
    preview.reset();
    publish.reset();
  };
  return (
    <Form<Fields>
      name="publish"
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ kind: 'calendars' }}
      onValuesChange={forget}
      onFinish={give}
    >
      <Form.Item name="kind" label="规则">
        <Radio.Group optionType="button" buttonStyle="solid" options={KINDS} />
      </Form.Item>
      <Button loading={loading} onClick={() => void load()}>载入现行内容作为新版</Button>
      <Form.Item name="text" label="新版内容（JSON）" rules={[{ required: true, message: '请填写内容' }, { validator: isJson }]}>
        <Input.TextArea className="rules-draft" autoSize={{ minRows: 6, maxRows: 20 }} spellCheck={false} />
      </Form.Item>
      <Form.Item name="effectiveAt" label="生效时间（不填为立即）">
        <Input type="datetime-local" />
      </Form.Item>
      <Form.Item name="reason" label="发布理由" rules={[{ required: true, whitespace: true, message: '请填写发布理由' }]}>
        <Input.TextArea maxLength={textMax} autoSize={{ minRows: 2, maxRows: 8 }} />
      </Form.Item>
      {preview.isError && <RefusedDraft error={preview.error} />}
      {preview.data !== undefined && <PreviewResult preview={preview.data} />}
      {publish.isError && <RefusedDraft error={publish.error} />}
      <div className="rules-buttons">
        <Button loading={preview.isPending} onClick={() => void look().catch(() => undefined)}>
          预览影响
        </Button>
        <Button type="primary" htmlType="submit" loading={publish.isPending}>
          发布新版
        </Button>
      </div>
    </Form>
  );
}

/** With the place in the draft that is at fault. */
function RefusedDraft({ error }: { error: Error }) {
  const field = isProblem(error) ? error.body.field : undefined;
  return (
    <>
      <ProblemAlert error={error} />
      {field !== undefined && <p className="faint">所在项：{field}</p>}
    </>
  );
}

function isJson(_: unknown, text: string | undefined): Promise<void> {
  try {
    JSON.parse(text ?? '');
    return Promise.resolve();
  } catch {
    return Promise.reject(new Error('不是有效的 JSON'));
  }
}
