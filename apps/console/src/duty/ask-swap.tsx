import { App, Button, Form, Radio, Select, Spin } from 'antd';
import { serverNow } from '../clock/server-clock.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { RegisterSheet } from '../register/register-sheet.js';
import { useSignedIn } from '../session/me.js';
import { useAskSwap, useShifts, type MyShift, type Shift } from './duty-queries.js';
import { shiftWords, spanFrom } from './duty-words.js';

interface Fields {
  with: string;
  /** `from until` of the shift that is taken in return. */
  take: string;
}

/** Shifts that may be taken in return lie within this. */
const AHEAD_DAYS = 45;
const NONE = '';

/** 申请换班: which colleague of the roster takes the shift, and which of theirs is taken for it. */
export function AskSwap({ shift, onClose }: { shift: MyShift; onClose: () => void }) {
  const { message } = App.useApp();
  const { actor } = useSignedIn();
  const [form] = Form.useForm<Fields>();
  const chosen: unknown = Form.useWatch('with', form);
  const ask = useAskSwap();
  const shifts = useShifts({ roster: shift.roster, ...spanFrom(serverNow(), AHEAD_DAYS) });
  const ahead = (shifts.data?.items ?? []).filter(({ fromAt }) => Date.parse(fromAt) > serverNow());
  const colleagues = colleaguesIn(ahead, actor.personId);
  const theirs = ahead.filter(({ people }) => people.some(({ id }) => id === chosen) && !people.some(({ id }) => id === actor.personId));
  const give = ({ with: withId, take }: Fields): void => {
    const [from = '', until = ''] = take.split(' ');
    ask.mutate(
      { roster: shift.roster, give: { from: shift.fromAt, until: shift.untilAt }, take: take === NONE ? null : { from, until }, with: withId },
      {
        onSuccess: () => {
          void message.success('换班申请已发出，等对方答复');
          onClose();
        },
      },
    );
  };
  return (
    <RegisterSheet title="申请换班" error={ask.error} onClose={onClose}>
      <p>
        换出：<strong>{shiftWords(shift)}</strong>
      </p>
      <p className="faint">{shift.title}。对方同意后换班才生效。</p>
      {shifts.isPending && (
        <p className="loading" role="status">
          <Spin /> 正在读取班表…
        </p>
      )}
      {shifts.isError && <ProblemAlert error={shifts.error} onRetry={() => void shifts.refetch()} />}
      {shifts.isSuccess && colleagues.length === 0 && <p className="empty">这张班表里没有别的同事可换。</p>}
      {colleagues.length > 0 && (
        <Form<Fields> name="swap" form={form} layout="vertical" requiredMark={false} initialValues={{ take: NONE }} onFinish={give}>
          <Form.Item name="with" label="换给谁" rules={[{ required: true, message: '请选择同事' }]}>
            <Select showSearch={{ optionFilterProp: 'label' }} placeholder="请选择" options={colleagues} onChange={() => form.setFieldValue('take', NONE)} />
          </Form.Item>
          <Form.Item name="take" label="换回哪一班">
            <Radio.Group
              className="choices choices-wide"
              options={[{ value: NONE, label: '不换回，只请对方代值' }, ...theirs.map((one) => ({ value: `${one.fromAt} ${one.untilAt}`, label: shiftWords(one) }))]}
            />
          </Form.Item>
          <Button type="primary" htmlType="submit" block loading={ask.isPending}>
            发出申请
          </Button>
        </Form>
      )}
    </RegisterSheet>
  );
}

function colleaguesIn(shifts: readonly Shift[], me: string): { value: string; label: string }[] {
  const names = new Map(shifts.flatMap(({ people }) => people.map(({ id, name }) => [id, name ?? `人员 ${id.slice(-6)}`] as const)));
  names.delete(me);
  return [...names].map(([value, label]) => ({ value, label }));
}
