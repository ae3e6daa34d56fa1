import { Form } from 'antd';
import { useDepartmentNames } from '../../department/department-queries.js';
import { wishesOf } from '../wishes.js';
import type { CommandForm } from '../command-form.js';
import { calledIds } from '../open-tasks.js';
import { WishCard } from '../wish-card.js';
import { DepartmentSelect } from './department-select.js';
import { ReasonItem } from './reason-item.js';
import { SubmitButton } from './submit-button.js';

/** 终审: which department does it; it cannot return it. The one that asked may be told to. */
export function AdjudicateForm({ snapshot, words, careful, pending, gone, onSubmit }: CommandForm) {
  const name = useDepartmentNames();
  const asking = snapshot.adjudicationDepartmentId;
  const wish = wishesOf(snapshot, name).find(({ about }) => about === 'adjudication');
  const others = calledIds(snapshot).filter((id) => id !== asking);
  return (
    <Form<{ toDepartmentId: string; reason: string }>
      layout="vertical"
      requiredMark={false}
      onFinish={({ toDepartmentId, reason }) => onSubmit({ command: 'adjudicate', toDepartmentId, reason: reason.trim() })}
    >
      {wish !== undefined && <WishCard caseId={snapshot.id} wish={wish} />}
      <Form.Item
        name="toDepartmentId"
        label="指定承办部门"
        extra="终审指定后不得再退。可以仍由提出退单的部门承办。"
        rules={[{ required: true, message: '请指定承办部门' }]}
      >
        <DepartmentSelect placeholder="选择部门" without={others} />
      </Form.Item>
      <ReasonItem label="终审理由" />
      <SubmitButton words={words} careful={careful} pending={pending} gone={gone} />
    </Form>
  );
}
