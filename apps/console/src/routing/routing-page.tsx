import { LEVELS, SOURCES } from '@shaodao/contracts/register/routing-list';
import { Button, Form, Input, Select } from 'antd';
import { Link } from 'react-router';
import { CategorySelect } from '../category/category-select.js';
import { fromLocalField } from '../clock/time-words.js';
import { GridSelect } from '../grid-map/grid-select.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { RouteAnswer } from './route-answer.js';
import { useExplain, type RouteQuestion } from './routing-queries.js';
import '../register/register.css';
import './routing.css';

interface Fields {
  categoryCode: string;
  gridId: string;
  level: NonNullable<RouteQuestion['level']>;
  source?: RouteQuestion['source'];
  at?: string;
}

const optionsOf = <T extends string>(words: Record<T, string>) =>
  (Object.entries(words) as [T, string][]).map(([value, label]) => ({ value, label }));

/** 派遣试算: whom a case of a category in a grid would go to, by which rule, and why by no other. */
export function RoutingPage() {
  const explain = useExplain();
  const [form] = Form.useForm<Fields>();
  const give = ({ at, source, ...asked }: Fields): void =>
    explain.mutate({ ...asked, ...(source === undefined ? {} : { source }), ...(at ? { at: fromLocalField(at) } : {}) });
  return (
    <div className="register routing">
      <Link className="back" to="/register">
        ‹ 登记
      </Link>
      <h1>派遣试算</h1>
      <p className="faint">只是试算，不会派出任何案件。</p>
      <Form<Fields>
        name="routing"
        form={form}
        layout="vertical"
        requiredMark={false}
        className="register-panel routing-form"
        initialValues={{ level: 'grid' }}
        // An answer never stands beside a question it was not given to.
        onValuesChange={() => explain.reset()}
        onFinish={give}
      >
        <Form.Item name="categoryCode" label="类别" rules={[{ required: true, message: '请选择类别' }]}>
          <CategorySelect placeholder="按名称或编号查找" />
        </Form.Item>
        <Form.Item name="gridId" label="网格" rules={[{ required: true, message: '请选择网格' }]}>
          <GridSelect placeholder="按网格、社区或编码查找" />
        </Form.Item>
        <Form.Item name="level" label="案件所在层级">
          <Select options={optionsOf(LEVELS)} />
        </Form.Item>
        <Form.Item name="source" label="哨源（可不填）">
          <Select allowClear placeholder="不限" options={optionsOf(SOURCES)} />
        </Form.Item>
        <Form.Item name="at" label="时间（不填为现在）">
          <Input type="datetime-local" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={explain.isPending}>
          试算
        </Button>
      </Form>
      {explain.isError && <ProblemAlert error={explain.error} />}
      {explain.data !== undefined && <RouteAnswer answer={explain.data} />}
    </div>
  );
}
