import type { CallbackChannel } from '@shaodao/domain/case/command';
import { RATINGS, type Rating } from '@shaodao/domain/policy';
import { Form, Radio } from 'antd';
import { CallbackLink } from '../../callback/callback-link.js';
import { useSignedIn } from '../../session/me.js';
import { CHANNEL_WORDS, RESIDENT_WORDS } from '../case-words.js';
import type { CommandForm } from '../command-form.js';
import { EitherItem } from './either-item.js';
import { ReasonItem, saidOf } from './reason-item.js';
import { SubmitButton } from './submit-button.js';

interface Answer {
  channel: CallbackChannel;
  reached: boolean;
  solved?: boolean;
  word?: Rating;
  remark?: string;
}

/** By which way somebody calls back by hand. */
const BY_HAND: readonly CallbackChannel[] = ['phone', 'visit', 'sms'];

/** 回访: the resident's word, given by themselves or taken down by whoever called. */
export function CallbackForm({ snapshot, words, careful, pending, gone, onSubmit }: CommandForm) {
  const { actor } = useSignedIn();
  const [form] = Form.useForm<Answer>();
  const own = actor.personId === snapshot.reporterId;
  const reached = Form.useWatch<boolean | undefined>('reached', form) ?? own;
  return (
    <>
      <CallbackLink caseId={snapshot.id} gone={gone} />
      <Form<Answer>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={own ? { channel: 'inApp', reached: true } : { channel: 'phone' }}
        onFinish={({ remark, solved, word }) => {
          const { channel, reached: got } = form.getFieldsValue(true) as Answer;
          const said = saidOf(remark);
          onSubmit({
            command: 'recordCallback',
            channel,
            reached: got,
            ...(got && solved !== undefined ? { solved } : {}),
            ...(got && word !== undefined ? { word } : {}),
            ...(said === undefined ? {} : { remark: said }),
          });
        }}
      >
        {!own && (
          <>
            <Form.Item name="channel" label="回访方式">
              <Radio.Group className="choices" options={BY_HAND.map((one) => ({ value: one, label: CHANNEL_WORDS[one] }))} />
            </Form.Item>
            <EitherItem name="reached" label="接通了吗" message="请选择接通或未接通" words={['接通', '未接通']} />
          </>
        )}
        {reached && (
          <>
            <EitherItem name="solved" label="问题解决了吗" message="请选择是否解决" words={['已解决', '未解决']} />
            <Form.Item name="word" label="对办理满意吗" rules={[{ required: true, message: '请选择满意程度' }]}>
              <Radio.Group className="choices choices-wide" options={RATINGS.map((one) => ({ value: one, label: RESIDENT_WORDS[one] }))} />
            </Form.Item>
          </>
        )}
        <ReasonItem name="remark" label="备注" optional />
        <SubmitButton words={words} careful={careful} pending={pending} gone={gone} />
      </Form>
    </>
  );
}
