import { Form, Input } from 'antd';
import { textMax } from '../text-limits.js';

interface Reason {
  label: string;
  /** Where it may stay empty the label says so. */
  optional?: boolean;
  name?: string;
}

/** A text that goes into the history. Optional ones are left out when nothing was written, see {@link saidOf}. */
export function ReasonItem({ label, optional = false, name = 'reason' }: Reason) {
  return (
    <Form.Item
      name={name}
      label={optional ? `${label}（可不填）` : label}
      rules={optional ? [] : [{ required: true, whitespace: true, message: `请填写${label}` }]}
    >
      <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={textMax} />
    </Form.Item>
  );
}

/** A text trimmed; undefined when nothing was written. */
export function saidOf(text: string | undefined): string | undefined {
  const said = text?.trim();
  return said === '' ? undefined : said;
}
