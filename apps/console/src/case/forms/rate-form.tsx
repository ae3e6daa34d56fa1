import { RATINGS, type Rating } from '@shaodao/domain/policy';
import { Form, Radio } from 'antd';
import { useDepartmentNames } from '../../department/department-queries.js';
import { RATING_WORDS } from '../case-words.js';
import type { CommandForm } from '../command-form.js';
import { ReasonItem, saidOf } from './reason-item.js';
import { SubmitButton } from './submit-button.js';

interface Rated {
  departmentId: string;
  rating: Rating;
  reason?: string;
}

/** 评价: each task as the process proposes it; another word needs a reason. */
export function RateForm({ snapshot, words, careful, pending, gone, onSubmit }: CommandForm) {
  const [form] = Form.useForm<Rated>();
  const name = useDepartmentNames();
  const open = snapshot.tasks.filter(({ rating, proposedRating }) => rating === null && proposedRating !== null);
  const firstId = open.length === 1 ? open[0]?.departmentId : undefined;
  const chosenId = Form.useWatch<string | undefined>('departmentId', form) ?? firstId;
  const rating = Form.useWatch<Rating | undefined>('rating', form);
  const proposed = open.find(({ departmentId }) => departmentId === chosenId)?.proposedRating ?? null;
  const differs = proposed !== null && rating !== undefined && rating !== proposed;
  return (
    <Form<Rated>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={firstId === undefined ? {} : { departmentId: firstId, rating: open[0]?.proposedRating }}
      onValuesChange={(changed: Partial<Rated>) => {
        const task = open.find(({ departmentId }) => departmentId === changed.departmentId);
        if (task !== undefined) form.setFieldValue('rating', task.proposedRating);
      }}
      onFinish={({ departmentId, rating: given, reason }) => {
        const said = saidOf(reason);
        onSubmit({ command: 'rate', departmentId, rating: given, ...(said === undefined ? {} : { reason: said }) });
      }}
    >
      <Form.Item name="departmentId" label="评价哪个部门" rules={[{ required: true, message: '请选择部门' }]}>
        <Radio.Group
          className="choices choices-wide"
          options={open.map(({ departmentId, proposedRating }) => ({
            value: departmentId,
            label: `${name(departmentId)}（建议：${proposedRating === null ? '' : RATING_WORDS[proposedRating]}）`,
          }))}
        />
      </Form.Item>
      <Form.Item
        name="rating"
        label="评价"
        extra={proposed === null ? undefined : `按办理过程和群众评价，建议为“${RATING_WORDS[proposed]}”。`}
        rules={[{ required: true, message: '请选择评价' }]}
      >
        <Radio.Group className="choices choices-three" options={RATINGS.map((one) => ({ value: one, label: RATING_WORDS[one] }))} />
      </Form.Item>
      {differs && <ReasonItem label="与建议不同的理由" />}
      <SubmitButton words={words} careful={careful} pending={pending} gone={gone} />
    </Form>
  );
}
