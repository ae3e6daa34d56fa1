import { Form, Input } from 'antd';
import { fromLocalField } from '../../clock/time-words.js';
import type { CommandForm } from '../command-form.js';
import { textMax, whomMax } from '../text-limits.js';
import { inDays, LaterTime } from './later-time.js';
import { SubmitButton } from './submit-button.js';

interface Contact {
  whom: string;
  measure: string;
  /** Of a datetime-local field, China time. */
  plannedFinish: string;
}

/** 联系: the four elements of a reply are the time (the record's own), whom, measure and planned finish (宜兴). */
export function ContactForm({ words, careful, pending, gone, onSubmit }: CommandForm) {
  return (
    <Form<Contact>
      layout="vertical"
      requiredMark={false}
      initialValues={{ plannedFinish: inDays(1, '18:00') }}
      onFinish={({ whom, measure, plannedFinish }) =>
        onSubmit({
          command: 'contact',
          whom: whom.trim(),
          measure: measure.trim(),
          plannedFinishAt: fromLocalField(plannedFinish),
        })
      }
    >
      <Form.Item name="whom" label="联系对象" rules={[{ required: true, whitespace: true, message: '请填写联系了谁' }]}>
        <Input autoFocus maxLength={whomMax} />
      </Form.Item>
      <Form.Item name="measure" label="拟采取的措施" rules={[{ required: true, whitespace: true, message: '请填写措施' }]}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={textMax} />
      </Form.Item>
      <LaterTime name="plannedFinish" label="计划办结时间" />
      <SubmitButton words={words} careful={careful} pending={pending} gone={gone} />
    </Form>
  );
}
