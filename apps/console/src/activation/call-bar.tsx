import { CALL_CHANNELS, type CallChannel } from '@shaodao/domain/activation/call-channel';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import type { Activation, CallNowAnswer } from '../api.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { RegisterSheet } from '../register/register-sheet.js';
import { useAct, type StateFilter } from './activation-queries.js';
import { CHANNEL_WORDS, PERSON_WORDS } from './activation-words.js';
import { useCallNow } from './call-now.js';
import { Choice } from './choice.js';
import './act-form.css';

interface Bar {
  activation: Activation;
  filter: StateFilter;
  /** Ids; empty: everybody the filter holds. */
  chosen: string[];
  onDone: () => void;
}

/** 立即呼叫, and 免除 or 解除, of the chosen or of all. */
export function CallBar({ activation, filter, chosen, onDone }: Bar) {
  const [channel, setChannel] = useState<CallChannel>('voice');
  const [releasing, setReleasing] = useState(false);
  const { call, left } = useCallNow(activation.id, filter);
  const mayRelease = activation.allowedCommands.includes('releasePeople');
  // Who may add people may call them too.
  const mayCall = activation.allowedCommands.includes('addPeople') && (filter.state === 'pending' || filter.state === 'unreachable');
  const whom = chosen.length === 0 ? `全部${PERSON_WORDS[filter.state]}` : `所选 ${chosen.length} 人`;
  return (
    <div className="call-bar">
      {mayCall && (
        <>
          <Select aria-label="呼叫通道" value={channel} disabled={left > 0} onChange={setChannel} options={CALL_CHANNELS.map((value) => ({ value, label: CHANNEL_WORDS[value] }))} />
          <Button type="primary" loading={call.isPending} onClick={() => call.mutate({ chosen, channel }, { onSuccess: onDone })}>
            {left > 0 ? `接着呼叫上次未完成的 ${left} 人` : `立即呼叫${whom}`}
          </Button>
        </>
      )}
      {mayRelease && (
        <Button disabled={chosen.length === 0} onClick={() => setReleasing(true)}>
          免除 / 解除所选
        </Button>
      )}
      {call.isError && <ProblemAlert error={call.error} />}
      <p role="status" className="call-said">
        {call.isSuccess && saidOf(call.data)}
      </p>
      {releasing && (
        <Release
          id={activation.id}
          people={chosen}
          onClose={(done) => {
            setReleasing(false);
            if (done) onDone();
          }}
        />
      )}
    </div>
  );
}

function saidOf({ called, failed, unknown }: CallNowAnswer): string {
  const bad = [...(failed > 0 ? [`${failed} 人失败`] : []), ...(unknown > 0 ? [`${unknown} 人结果不明`] : [])];
  return `已呼叫 ${called} 人${bad.length === 0 ? '' : `，${bad.join('，')}`}。`;
}

function Release({ id, people, onClose }: { id: string; people: string[]; onClose: (done: boolean) => void }) {
  const act = useAct(id);
  const [how, setHow] = useState<'excuse' | 'release'>('excuse');
  const [reason, setReason] = useState('');
  return (
    <RegisterSheet title={`免除或解除 ${people.length} 人`} error={act.error} onClose={() => onClose(false)}>
      <div className="act-form">
        <Choice
          legend="怎么办"
          value={how}
          onChange={setHow}
          options={[
            { value: 'excuse', words: '免除', hint: '仍计入应到，算“已免”，例如病假' },
            { value: 'release', words: '解除', hint: '移出应到，并告知本人，例如叫错了人' },
          ]}
        />
        <label className="press-part">
          理由
          <Input.TextArea value={reason} maxLength={500} autoSize={{ minRows: 2 }} onChange={({ target }) => setReason(target.value)} />
        </label>
        <Button type="primary" block disabled={reason.trim() === ''} loading={act.isPending} onClick={() => act.mutate({ path: 'people/release', body: { people, how, reason: reason.trim() } }, { onSuccess: () => onClose(true) })}>
          确认{how === 'excuse' ? '免除' : '解除'}
        </Button>
      </div>
    </RegisterSheet>
  );
}
