import type { DecisionAbout } from '@shaodao/domain/case/deadline';
import { Alert, Form, Radio } from 'antd';
import { useState, type ReactNode } from 'react';
import type { CaseAct } from '../../api.js';
import { useDepartmentNames } from '../../department/department-queries.js';
import { wishesOf, type Wish } from '../wishes.js';
import type { CommandForm } from '../command-form.js';
import { WishCard } from '../wish-card.js';
import { EitherItem } from './either-item.js';
import { ReasonItem, saidOf } from './reason-item.js';
import { SubmitButton } from './submit-button.js';

/** What every decision says; a form for one kind may add fields. */
export interface Decided {
  departmentId?: string;
  granted: boolean;
  reason?: string;
}

interface Decision<Fields extends Decided> extends CommandForm {
  about: DecisionAbout;
  /** The history keeps a reason of a consent too. */
  reasonAlways?: boolean;
  /** Fields below 同意, for the wish that is shown. */
  ifGranted?: (wish: Wish) => ReactNode;
  toAct: (given: Fields & { reason: string | undefined }, wish: Wish) => CaseAct;
}

/** 同意 or 不同意 of what was asked for, which is shown with its words; a refusal needs a reason. */
export function DecideForm<Fields extends Decided>(decision: Decision<Fields>) {
  const { snapshot, about, reasonAlways = false, ifGranted, toAct, words, careful, pending, gone, onSubmit } = decision;
  const [form] = Form.useForm<Fields>();
  const name = useDepartmentNames();
  const wishes = wishesOf(snapshot, name).filter((wish) => wish.about === about);
  // What was shown first stays meant: when somebody else decides it meanwhile, no other wish may take its place.
  const [only] = useState(() => (wishes.length === 1 ? wishes.map(keyOf)[0] : undefined));
  const chosen = Form.useWatch<string | undefined>('departmentId', { form, preserve: true }) ?? only;
  const granted = Form.useWatch<boolean | undefined>('granted', form);
  const wish = wishes.find((one) => keyOf(one) === chosen);
  const amongThese = (_: unknown, value: string | undefined): Promise<void> =>
    wishes.some((one) => keyOf(one) === value) ? Promise.resolve() : Promise.reject(new Error('请选择要决定的申请'));
  if (wishes.length === 0) return <Alert type="info" showIcon title="没有等待决定的申请" />;
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={(given) => {
        if (wish !== undefined) onSubmit(toAct({ ...given, reason: saidOf(given.reason) }, wish));
      }}
    >
      {chosen !== undefined && wish === undefined && (
        <Alert type="warning" showIcon role="alert" title="这项申请已经有人决定" description="填写的内容还在；如要决定其他申请，请重新选择。" />
      )}
      {(wishes.length > 1 || wish === undefined) && (
        <Form.Item name="departmentId" label="先选一项" {...(only === undefined ? {} : { initialValue: only })} rules={[{ validator: amongThese }]}>
          <Radio.Group
            className="choices choices-wide"
            options={wishes.map((one) => ({ value: keyOf(one), label: one.words }))}
          />
        </Form.Item>
      )}
      {wish !== undefined && <WishCard caseId={snapshot.id} wish={wish} />}
      <EitherItem name="granted" label="决定" message="请选择同意或不同意" words={['同意', '不同意']} />
      {granted === true && wish !== undefined && ifGranted?.(wish)}
      <ReasonItem label={granted === false ? '不同意的理由' : '理由'} optional={granted !== false && !reasonAlways} />
      <SubmitButton words={words} careful={careful} pending={pending} gone={gone} />
    </Form>
  );
}

/** One wish of a kind per department, or one for the whole case. */
function keyOf({ departmentId }: Wish): string {
  return departmentId ?? '';
}
