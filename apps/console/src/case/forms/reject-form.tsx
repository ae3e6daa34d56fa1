import { REJECT_CAUSES, type RejectCause } from '@shaodao/domain/case/command';
import { Form, Radio } from 'antd';
import { REJECT_WORDS } from '../case-words.js';
import type { CommandForm } from '../command-form.js';
import { ReasonItem } from './reason-item.js';
import { SubmitButton } from './submit-button.js';

/** 不予受理: why, and in which words; the reporter reads them. */
export function RejectForm({ words, careful, pending, gone, onSubmit }: CommandForm) {
  return (
    <Form<{ cause: RejectCause; reason: string }>
      layout="vertical"
      requiredMark={false}
      onFinish={({ cause, reason }) => onSubmit({ command: 'reject', cause, reason: reason.trim() })}
    >
      <Form.Item name="cause" label="原因" rules={[{ required: true, message: '请选择原因' }]}>
        <Radio.Group className="choices choices-wide" options={REJECT_CAUSES.map((one) => ({ value: one, label: REJECT_WORDS[one] }))} />
      </Form.Item>
      <ReasonItem label="向报事人的说明" />
      <SubmitButton words={words} careful={careful} pending={pending} gone={gone} />
    </Form>
  );
}
