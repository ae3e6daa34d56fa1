import { Alert, Form } from 'antd';
import { fromLocalField } from '../../clock/time-words.js';
import type { CommandForm } from '../command-form.js';
import { inDays, LaterTime } from './later-time.js';
import { ReasonItem } from './reason-item.js';
import { SubmitButton } from './submit-button.js';

/** 申请挂账, or a later review of a case that is suspended already. */
export function SuspensionForm({ snapshot, words, careful, pending, gone, onSubmit }: CommandForm) {
  return (
    <Form<{ review: string; reason: string }>
      layout="vertical"
      requiredMark={false}
      initialValues={{ review: inDays(7, '09:00') }}
      onFinish={({ review, reason }) =>
        onSubmit({ command: 'requestSuspension', reviewAt: fromLocalField(review), reason: reason.trim() })
      }
    >
      <Alert
        type="info"
        showIcon
        title={snapshot.suspended === null ? '批准后全部时限暂停，恢复时接着走' : '本案已挂账；批准后只改复核时间'}
        description={snapshot.suspended === null ? '未批准前时限照常计时。' : undefined}
      />
      <LaterTime name="review" label="复核时间" extra="到时提醒审批人决定继续挂账还是恢复办理。" />
      <ReasonItem label="挂账理由" />
      <SubmitButton words={words} careful={careful} pending={pending} gone={gone} />
    </Form>
  );
}
