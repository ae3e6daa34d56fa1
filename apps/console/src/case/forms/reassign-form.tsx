import { Form } from 'antd';
import type { CommandForm } from '../command-form.js';
import { calledIds, isOpenTask } from '../open-tasks.js';
import { DepartmentSelect } from './department-select.js';
import { ReasonItem } from './reason-item.js';
import { SubmitButton } from './submit-button.js';
import { TaskChoice } from './task-choice.js';

/** 转派: another department takes the place of one that is let go. */
export function ReassignForm({ snapshot, words, careful, pending, gone, onSubmit }: CommandForm) {
  const open = snapshot.tasks.filter(isOpenTask);
  return (
    <Form<{ departmentId: string; toDepartmentId: string; reason: string }>
      layout="vertical"
      requiredMark={false}
      initialValues={open.length === 1 ? { departmentId: open[0]?.departmentId } : {}}
      onFinish={({ reason, ...departments }) => onSubmit({ command: 'reassign', ...departments, reason: reason.trim() })}
    >
      <Form.Item name="departmentId" label="原部门" rules={[{ required: true, message: '请选择原部门' }]}>
        <TaskChoice tasks={open} />
      </Form.Item>
      <Form.Item
        name="toDepartmentId"
        label="改由"
        extra="新部门的时限从现在起算。"
        rules={[{ required: true, message: '请选择接手的部门' }]}
      >
        <DepartmentSelect placeholder="选择部门" without={calledIds(snapshot)} />
      </Form.Item>
      <ReasonItem label="转派理由" />
      <SubmitButton words={words} careful={careful} pending={pending} gone={gone} />
    </Form>
  );
}
