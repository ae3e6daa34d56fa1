import { armingWords, isArmed } from '@shaodao/domain/activation/arming';
import { outermost } from '@shaodao/domain/tier';
import { Input } from 'antd';
import { useId, useState } from 'react';
import type { ActivationPress, District } from '../api.js';
import { RESPONSE_LEVEL_WORDS } from './activation-words.js';
import { areaNames } from './area-tree.js';
import { HoldButton } from './hold-button.js';
import { pressOf, type PressDraft } from './press-draft.js';
import './act-form.css';

interface Key {
  draft: PressDraft;
  district: District;
  pending: boolean;
  onFire: (press: ActivationPress) => void;
}

/** The key itself: what will happen, the name that arms it, and the hold. */
export function FireKey({ draft, district, pending, onFire }: Key) {
  const [typed, setTyped] = useState('');
  const fieldId = useId();
  const made = pressOf(draft);
  const names = areaNames(district);
  const areas = outermost(draft.areas).map((code) => names.get(code) ?? code);
  const words = areas.length === 0 ? '' : armingWords(areas, district.name);
  const armed = 'press' in made && isArmed(typed, words);
  return (
    <section className="fire-key" aria-labelledby={`${fieldId}-head`}>
      <h2 id={`${fieldId}-head`}>6. 开锁并按住</h2>
      {'lacks' in made ? (
        <p role="status" className="fire-lacks">
          {made.lacks}。
        </p>
      ) : (
        <>
          <WhatHappens draft={draft} areas={areas} />
          <label htmlFor={fieldId}>
            照样输入 <strong className="arm-words">{words}</strong> 以开锁
          </label>
          <Input id={fieldId} size="large" value={typed} autoComplete="off" spellCheck={false} status={typed === '' || armed ? '' : 'error'} onChange={({ target }) => setTyped(target.value)} />
          <p role="status" className="faint">
            {armed ? '已开锁。' : typed === '' ? '还没有开锁。' : '与要求的文字不一致，还没有开锁。'}
          </p>
          <HoldButton
            words={draft.breakGlass ? '破窗立即启动' : draft.drill === true ? '开始演练' : '启动应急响应'}
            tone={draft.drill === true ? 'drill' : 'live'}
            disabled={!armed}
            pending={pending}
            onFire={() => onFire(made.press)}
          />
        </>
      )}
    </section>
  );
}

function WhatHappens({ draft: { drill, plan, level, breakGlass }, areas }: { draft: PressDraft; areas: string[] }) {
  if (plan === null || level === null) return null;
  const window = Math.round(plan.cancelWindowMs / 1_000);
  const then = breakGlass
    ? '按下即生效，立刻开始呼叫，不能撤销，只能终止。'
    : `${plan.twoPersons ? '须由另一位有权的领导确认；' : ''}${window > 0 ? `${plan.twoPersons ? '确认后' : '按下后'} ${window} 秒内可撤销，其间不呼叫任何人。` : '随即生效。'}`;
  return (
    <p className={breakGlass ? 'fire-what fire-glass' : 'fire-what'}>
      <strong>
        {drill === true ? '【演练】' : '【实战】'}
        {plan.name} · {RESPONSE_LEVEL_WORDS[level]}
      </strong>
      <span>区域：{areas.join('、')}</span>
      <span>{then}</span>
    </p>
  );
}
