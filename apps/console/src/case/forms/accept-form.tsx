import { GRADES, type Grade } from '@shaodao/domain/policy';
import { Form, Select } from 'antd';
import { CategorySelect } from '../../category/category-select.js';
import { GridSelect } from '../../grid-map/grid-select.js';
import { GRADE_WORDS } from '../case-words.js';
import type { CommandForm } from '../command-form.js';
import { ReasonItem, saidOf } from './reason-item.js';
import { SubmitButton } from './submit-button.js';

interface Corrections {
  categoryCode?: string;
  gridId?: string;
  grade?: Grade;
  reason?: string;
}

/** 受理, which ends intake and filing at once: category, grid and grade only where the report had them wrong. */
export function AcceptForm({ snapshot, words, careful, pending, gone, onSubmit }: CommandForm) {
  const [form] = Form.useForm<Corrections>();
  const grade = Form.useWatch('grade', form);
  return (
    <Form<Corrections>
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={(given) => {
        const reason = saidOf(given.reason);
        onSubmit({
          command: 'accept',
          ...(given.categoryCode === undefined ? {} : { categoryCode: given.categoryCode }),
          ...(given.gridId === undefined ? {} : { gridId: given.gridId }),
          ...(given.grade === undefined ? {} : { grade: given.grade }),
          ...(reason === undefined ? {} : { reason }),
        });
      }}
    >
      <Form.Item name="categoryCode" label="改正类别（可不填）">
        <CategorySelect allowClear placeholder={`不改：${snapshot.categoryName}`} />
      </Form.Item>
      <Form.Item name="gridId" label="改正网格（可不填）">
        <GridSelect allowClear placeholder={`不改：${snapshot.gridCode}`} />
      </Form.Item>
      <Form.Item name="grade" label="改正等级（可不填）" extra="等级决定各级时限；改正后本级时限从本级接手时重新计算。">
        <Select<Grade>
          allowClear
          placeholder={`不改：${GRADE_WORDS[snapshot.grade]}`}
          options={GRADES.filter((one) => one !== snapshot.grade).map((one) => ({ value: one, label: GRADE_WORDS[one] }))}
        />
      </Form.Item>
      {grade !== undefined && <ReasonItem label="改正等级的理由" />}
      <SubmitButton words={words} careful={careful} pending={pending} gone={gone} />
    </Form>
  );
}
