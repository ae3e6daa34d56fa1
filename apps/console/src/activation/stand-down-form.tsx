import { armingWords, isArmed } from '@shaodao/domain/activation/arming';
import { Input } from 'antd';
import { useId, useState } from 'react';
import type { Activation } from '../api.js';
import { RegisterSheet } from '../register/register-sheet.js';
import { useAct, useDistrict } from './activation-queries.js';
import { HoldButton } from './hold-button.js';
import { OpenAreas, openAreas } from './open-areas.js';
import './act-form.css';

/** 响应终止 of some areas or of all: armed and held like the key. */
export function StandDownForm({ activation, onClose }: { activation: Activation; onClose: () => void }) {
  const open = openAreas(activation);
  const act = useAct(activation.id);
  const district = useDistrict();
  const [areas, setAreas] = useState(open.map(({ code }) => code));
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const fieldId = useId();
  const isAll = areas.length === open.length;
  const names = open.filter(({ code }) => areas.includes(code)).map(({ name }) => name);
  const words = names.length === 0 ? '' : armingWords(names, district.data?.name ?? '全区');
  return (
    <RegisterSheet title="响应终止" error={act.error} onClose={onClose}>
      <div className="act-form">
        <OpenAreas activation={activation} chosen={areas} onChange={setAreas} />
        <p>{isAll ? '全部区域终止：各步骤按倒序撤收，平时案件恢复原来剩余的时限，并须报送终报。' : '只终止所选区域，其余区域照常响应。'}</p>
        <label className="press-part">
          理由
          <Input.TextArea value={reason} maxLength={500} autoSize={{ minRows: 2 }} onChange={({ target }) => setReason(target.value)} />
        </label>
        {words !== '' && (
          <>
            <label htmlFor={fieldId}>
              照样输入 <strong className="arm-words">{words}</strong>
            </label>
            <Input id={fieldId} value={typed} autoComplete="off" spellCheck={false} onChange={({ target }) => setTyped(target.value)} />
          </>
        )}
        <HoldButton
          words="终止响应"
          tone={activation.drill ? 'drill' : 'live'}
          disabled={!isArmed(typed, words) || reason.trim() === ''}
          pending={act.isPending}
          onFire={() => act.mutate({ path: 'stand-down', body: { areas: isAll ? null : areas, reason: reason.trim() } }, { onSuccess: onClose })}
        />
      </div>
    </RegisterSheet>
  );
}
