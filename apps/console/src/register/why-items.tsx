import type { REASON_MAX } from '@shaodao/contracts/register/requests';
import { Form, Input } from 'antd';
import { serverNow } from '../clock/server-clock.js';
import { fromLocalField } from '../clock/time-words.js';

const reasonMax: typeof REASON_MAX = 500;

/** Every change says why, and may say since when. */
export interface Why {
  reason: string;
  effectiveAt?: string;
}

export function WhyItems() {
  return (
    <>
      <Form.Item
        name="effectiveAt"
        label="生效时间（不填为立即）"
        rules={[
          {
            validator: (_, value: string | undefined) =>
              value && Date.parse(fromLocalField(value)) <= serverNow() ? Promise.reject(new Error('生效时间已经过去')) : Promise.resolve(),
          },
        ]}
      >
        <Input type="datetime-local" />
      </Form.Item>
      <ReasonField />
    </>
  );
}

export function ReasonField({ label = '理由' }: { label?: string }) {
  return (
    <Form.Item name="reason" label={label} rules={[{ required: true, whitespace: true, message: `请填写${label}` }]}>
      <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={reasonMax} />
    </Form.Item>
  );
}

/** As a request takes it: without an effect time it is now. */
export function whyOf({ reason, effectiveAt }: Why): { reason: string; effectiveAt?: string } {
  return { reason: reason.trim(), ...(effectiveAt ? { effectiveAt: fromLocalField(effectiveAt) } : {}) };
}
