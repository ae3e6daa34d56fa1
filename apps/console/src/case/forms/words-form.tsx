import { Alert, Form, Input } from 'antd';
import type { CaseAct } from '../../api.js';
import type { CommandForm } from '../command-form.js';
import { textMax } from '../text-limits.js';
import { SubmitButton } from './submit-button.js';

interface Words extends CommandForm {
  label: string;
  /** What follows from it, where that is not plain from the word. */
  note: string | undefined;
  toAct: (words: string) => CaseAct;
}

/** One text and a button: 返工, 撤回哨声, 办结, 解除挂账, 重新办理, 作废. */
export function WordsForm({ label, note, toAct, words, careful, pending, gone, onSubmit }: Words) {
  return (
    <Form<{ text: string }> layout="vertical" requiredMark={false} onFinish={({ text }) => onSubmit(toAct(text.trim()))}>
      {note !== undefined && <Alert type={careful ? 'warning' : 'info'} showIcon title={note} />}
      <Form.Item name="text" label={label} rules={[{ required: true, whitespace: true, message: `请填写${label}` }]}>
        <Input.TextArea autoFocus autoSize={{ minRows: 3, maxRows: 10 }} maxLength={textMax} />
      </Form.Item>
      <SubmitButton words={words} careful={careful} pending={pending} gone={gone} />
    </Form>
  );
}
