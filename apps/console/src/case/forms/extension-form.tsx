import { Alert, Form } from 'antd';
import { limitWords } from '../../clock/limit-words.js';
import { timeWords } from '../../clock/time-words.js';
import { useSignedIn } from '../../session/me.js';
import type { CommandForm } from '../command-form.js';
import { firstLimit, LimitField, limitOf, type TypedLimit } from './limit-field.js';
import { ReasonItem } from './reason-item.js';
import { SubmitButton } from './submit-button.js';

/** 申请延期: how much longer, in the time the closing deadline itself is counted in. It must be asked before that passes. */
export function ExtensionForm({ snapshot, words, careful, pending, gone, onSubmit }: CommandForm) {
  const { actor } = useSignedIn();
  const own = snapshot.tasks.find(({ departmentId }) => departmentId === actor.departmentId);
  const closing =
    snapshot.deadlines.find(({ kind, departmentId }) => kind === 'finish' && departmentId === actor.departmentId) ??
    snapshot.deadlines.find(({ kind }) => kind === 'level');
  const late = own?.missed.includes('finish') === true;
  if (closing === undefined || late) {
    return <Alert type="warning" showIcon role="alert" title="办结时限已过，不能再申请延期" />;
  }
  return (
    <Form<{ limit: TypedLimit; reason: string }>
      layout="vertical"
      requiredMark={false}
      initialValues={{ limit: firstLimit(closing.clock, null) }}
      onFinish={({ limit, reason }) => {
        const asked = limitOf(limit);
        if (asked !== undefined) onSubmit({ command: 'requestExtension', limit: asked, reason: reason.trim() });
      }}
    >
      <p>
        现办结时限 {timeWords(closing.dueAt)}，{closing.clock === 'work' ? '按工作时间计' : '全天计'}。
        {own !== undefined && own.extensions > 0 && `已延期 ${own.extensions} 次。`}
      </p>
      <Form.Item
        name="limit"
        label="延长"
        extra="批准后从原时限往后加；未批准前原时限照常计时。"
        rules={[
          {
            validator: async (_, typed: TypedLimit) => {
              if (limitOf(typed) === undefined) throw new Error('请填写延长多少');
            },
          },
        ]}
      >
        <LimitField clocks={[closing.clock]} label="延长多少" />
      </Form.Item>
      <Form.Item<{ limit: TypedLimit }> noStyle dependencies={['limit']}>
        {({ getFieldValue }) => {
          const asked = limitOf(getFieldValue('limit') as TypedLimit);
          return asked === undefined ? null : <p className="form-sum">申请延长 {limitWords(asked)}</p>;
        }}
      </Form.Item>
      <ReasonItem label="延期理由" />
      <SubmitButton words={words} careful={careful} pending={pending} gone={gone} />
    </Form>
  );
}
