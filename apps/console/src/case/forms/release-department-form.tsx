import { Alert, Form } from 'antd';
import type { CommandForm } from '../command-form.js';
import { isOpenTask } from '../open-tasks.js';
import { ReasonItem } from './reason-item.js';
import { SubmitButton } from './submit-button.js';
import { TaskChoice } from './task-choice.js';

/** 解除部门: it is let go; the last one let go sends the case back to its dispatch, or on where others are done. */
export function ReleaseDepartmentForm({ snapshot, words, careful, pending, gone, onSubmit }: CommandForm) {
  const open = snapshot.tasks.filter(isOpenTask);
  const acting = open.filter(({ part }) => part !== 'informed');
  return (
    <Form<{ departmentId: string; reason: string }>
      layout="vertical"
      requiredMark={false}
      initialValues={open.length === 1 ? { departmentId: open[0]?.departmentId } : {}}
      onFinish={({ departmentId, reason }) => onSubmit({ command: 'releaseDepartment', departmentId, reason: reason.trim() })}
    >
      {acting.length === 1 && (
        <Alert
          type="warning"
          showIcon
          title={
            snapshot.tasks.some(({ part, state }) => part !== 'informed' && state === 'finished')
              ? '只剩一个部门未办结，解除后案件转入核查'
              : '只有一个部门在办，解除后案件回到派遣'
          }
        />
      )}
      <Form.Item name="departmentId" label="解除哪个部门" rules={[{ required: true, message: '请选择部门' }]}>
        <TaskChoice tasks={open} />
      </Form.Item>
      <ReasonItem label="解除理由" />
      <SubmitButton words={words} careful={careful} pending={pending} gone={gone} />
    </Form>
  );
}
