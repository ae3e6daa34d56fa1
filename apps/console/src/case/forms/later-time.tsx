import { Form, Input } from 'antd';
import { serverNow } from '../../clock/server-clock.js';
import { fromLocalField, toLocalField } from '../../clock/time-words.js';

interface Later {
  name: string;
  label: string;
  extra?: string;
}

/** A datetime-local field, China time, that refuses what has passed by the server's clock. */
export function LaterTime({ name, label, extra }: Later) {
  return (
    <Form.Item
      name={name}
      label={label}
      {...(extra === undefined ? {} : { extra })}
      rules={[
        { required: true, message: `请选择${label}` },
        {
          validator: async (_, value: string | undefined) => {
            if (value && Date.parse(fromLocalField(value)) <= serverNow()) throw new Error(`${label}已经过去`);
          },
        },
      ]}
    >
      <Input type="datetime-local" />
    </Form.Item>
  );
}

const DAY_MS = 86_400_000;

/** So many days from now at an hour of the clock, as the field shows it. */
export function inDays(days: number, clock: string): string {
  return `${toLocalField(serverNow() + days * DAY_MS).slice(0, 10)}T${clock}`;
}
