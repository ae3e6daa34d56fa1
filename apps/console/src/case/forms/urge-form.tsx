import { Form } from 'antd';
import type { CommandForm } from '../command-form.js';
import { isOpenTask } from '../open-tasks.js';
import { ReasonItem, saidOf } from './reason-item.js';
import { SubmitButton } from './submit-button.js';
import { TaskChoice } from './task-choice.js';

/** 催办 of one department, or of whoever has the case. */
export function UrgeForm({ snapshot, words, careful, pending, gone, onSubmit }: CommandForm) {
  const open = snapshot.tasks.filter(isOpenTask);
  return (
    <Form<{ departmentId: string; reason?: string }>
      layout="vertical"
      requiredMark={false}
      initialValues={{ departmentId: open.length === 1 ? open[0]?.departmentId : '' }}
      onFinish={({ departmentId, reason }) => {
        const said = saidOf(reason);
        onSubmit({
          command: 'urge',
          ...(departmentId === '' ? {} : { departmentId }),
          ...(said === undefined ? {} : { reason: said }),
        });
      }}
    >
      <Form.Item name="departmentId" label="催办谁">
        <TaskChoice tasks={open} whole="本级（案件现由谁办就催谁）" />
      </Form.Item>
      <ReasonItem label="催办的话" optional />
      <SubmitButton words={words} careful={careful} pending={pending} gone={gone} />
    </Form>
  );
}
