import { Form, Radio } from 'antd';

interface Either {
  name: string;
  label: string;
  /** What is said while nothing is chosen. */
  message: string;
  /** The words for true and for false. */
  words: readonly [string, string];
}

/** One of two, which must be chosen: nothing is chosen for the person. */
export function EitherItem({ name, label, message, words: [yes, no] }: Either) {
  return (
    <Form.Item name={name} label={label} rules={[{ required: true, message }]}>
      <Radio.Group
        className="choices"
        options={[
          { value: true, label: yes },
          { value: false, label: no },
        ]}
      />
    </Form.Item>
  );
}
