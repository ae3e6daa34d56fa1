import { Form } from 'antd';
import { CategorySelect } from '../../category/category-select.js';
import { GridSelect } from '../../grid-map/grid-select.js';
import type { CommandForm } from '../command-form.js';
import { SubmitButton } from './submit-button.js';

interface Corrections {
  categoryCode?: string;
  gridId?: string;
}

/** 受理, which ends intake and filing at once: category and grid only where the report had them wrong. */
export function AcceptForm({ snapshot, words, pending, gone, onSubmit }: CommandForm) {
  return (
    <Form<Corrections>
      layout="vertical"
      onFinish={({ categoryCode, gridId }) =>
        onSubmit({
          command: 'accept',
          ...(categoryCode === undefined ? {} : { categoryCode }),
          ...(gridId === undefined ? {} : { gridId }),
        })
      }
    >
      <Form.Item name="categoryCode" label="改正类别（可不填）">
        <CategorySelect allowClear placeholder={`不改：${snapshot.categoryName}`} />
      </Form.Item>
      <Form.Item name="gridId" label="改正网格（可不填）">
        <GridSelect allowClear placeholder={`不改：${snapshot.gridCode}`} />
      </Form.Item>
      <SubmitButton words={words} pending={pending} gone={gone} />
    </Form>
  );
}
