import { RESPONSE_LEVELS, type ResponseLevel } from '@shaodao/domain/activation/level';
import { commandFault } from '@shaodao/domain/activation/rights';
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { Activation } from '../api.js';
import { RegisterSheet } from '../register/register-sheet.js';
import { useSignedIn } from '../session/me.js';
import { useAct } from './activation-queries.js';
import { RESPONSE_LEVEL_WORDS } from './activation-words.js';
import { Choice } from './choice.js';
import { OpenAreas, openAreas } from './open-areas.js';
import './act-form.css';

/** 响应升级或降级 of some areas. */
export function LevelForm({ activation, onClose }: { activation: Activation; onClose: () => void }) {
  const { actor } = useSignedIn();
  const act = useAct(activation.id);
  const [areas, setAreas] = useState(openAreas(activation).map(({ code }) => code));
  const [level, setLevel] = useState<ResponseLevel | null>(null);
  const [reason, setReason] = useState('');
  const ready = areas.length > 0 && level !== null && reason.trim() !== '';
  return (
    <RegisterSheet title="调整响应级别" error={act.error} onClose={onClose}>
      <div className="act-form">
        <OpenAreas activation={activation} chosen={areas} onChange={setAreas} />
        <Choice
          legend="改为"
          value={level}
          onChange={setLevel}
          options={RESPONSE_LEVELS.map((value) => ({ value, words: RESPONSE_LEVEL_WORDS[value], disabled: commandFault(actor, areas, value) === 'level' }))}
        />
        <label className="press-part">
          理由
          <Input.TextArea value={reason} maxLength={500} autoSize={{ minRows: 2 }} onChange={({ target }) => setReason(target.value)} />
        </label>
        <Button type="primary" block disabled={!ready} loading={act.isPending} onClick={() => act.mutate({ path: 'change-level', body: { areas, responseLevel: level, reason: reason.trim() } }, { onSuccess: onClose })}>
          确认调整
        </Button>
      </div>
    </RegisterSheet>
  );
}
