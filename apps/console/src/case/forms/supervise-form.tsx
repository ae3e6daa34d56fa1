import { Form } from 'antd';
import type { CommandForm } from '../command-form.js';
import { isOpenTask } from '../open-tasks.js';
import { firstLimit, LimitField, limitOf, type TypedLimit } from './limit-field.js';
import { ReasonItem } from './reason-item.js';
import { SubmitButton } from './submit-button.js';
import { TaskChoice } from './task-choice.js';

/** 督办: an order with a deadline of its own, for one department or the whole case. */
export function SuperviseForm({ snapshot, words, careful, pending, gone, onSubmit }: CommandForm) {
  return (
    <Form<{ departmentId: string; limit: TypedLimit; reason: string }>
      layout="vertical"
      requiredMark={false}
      initialValues={{ departmentId: '', limit: firstLimit('work', null) }}
      onFinish={({ departmentId, limit, reason }) => {
        const ordered = limitOf(limit);
        onSubmit({
          command: 'supervise',
          ...(departmentId === '' ? {} : { departmentId }),
          ...(ordered === undefined ? {} : { limit: ordered }),
          reason: reason.trim(),
        });
      }}
    >
      <Form.Item name="departmentId" label="督办谁">
        <TaskChoice tasks={snapshot.tasks.filter(isOpenTask)} whole="整个案件" />
      </Form.Item>
      <Form.Item name="limit" label="督办期限（可不填）" extra="不填则按本区规定；逾期再次督办。">
        <LimitField clocks={['work', 'elapsed']} label="督办期限" />
      </Form.Item>
      <ReasonItem label="督办理由" />
      <SubmitButton words={words} careful={careful} pending={pending} gone={gone} />
    </Form>
  );
}
