import { TASK_PARTS, type TaskPart } from '@shaodao/domain/policy';
import { Form, Radio } from 'antd';
import { PART_WORDS } from '../case-words.js';
import type { CommandForm } from '../command-form.js';
import { calledIds, isLed } from '../open-tasks.js';
import { DepartmentSelect } from './department-select.js';
import { ReasonItem } from './reason-item.js';
import { SubmitButton } from './submit-button.js';

/** 增加部门: joint handling; the others go on as they were. */
export function AddDepartmentForm({ snapshot, words, careful, pending, gone, onSubmit }: CommandForm) {
  const parts = TASK_PARTS.filter((part) => part !== 'lead' || !isLed(snapshot));
  return (
    <Form<{ departmentId: string; part: TaskPart; reason: string }>
      layout="vertical"
      requiredMark={false}
      initialValues={{ part: 'assist' }}
      onFinish={({ reason, ...added }) => onSubmit({ command: 'addDepartment', ...added, reason: reason.trim() })}
    >
      <Form.Item name="departmentId" label="部门" rules={[{ required: true, message: '请选择部门' }]}>
        <DepartmentSelect placeholder="选择部门" without={calledIds(snapshot)} />
      </Form.Item>
      <Form.Item name="part" label="责任" {...(isLed(snapshot) ? { extra: '已有主办部门。' } : {})}>
        <Radio.Group
          optionType="button"
          buttonStyle="solid"
          options={parts.map((part) => ({ value: part, label: PART_WORDS[part] }))}
        />
      </Form.Item>
      <ReasonItem label="增加理由" />
      <SubmitButton words={words} careful={careful} pending={pending} gone={gone} />
    </Form>
  );
}
