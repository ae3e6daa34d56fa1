import { Input } from 'antd';
import type { District, PlanSummary } from '../api.js';
import { useSignedIn } from '../session/me.js';
import { HAZARD_WORDS, RESPONSE_LEVEL_WORDS } from './activation-words.js';
import { AreaTree } from './area-tree.js';
import { Choice } from './choice.js';
import { levelsOf, mayChoose, type PressDraft } from './press-draft.js';
import { RehearsePanel } from './rehearse-panel.js';
import { WorldSign } from './world.js';
import './act-form.css';

interface Form {
  draft: PressDraft;
  plans: PlanSummary[];
  district: District;
  onChange: (to: Partial<PressDraft>) => void;
}

/** What the key is pressed for, in the order it is decided. */
export function PressForm({ draft, plans, district, onChange }: Form) {
  const { actor } = useSignedIn();
  const { drill, plan, areas, level, reason } = draft;
  const choosePlan = (code: string): void => {
    const chosen = plans.find((one) => one.code === code) ?? null;
    onChange({ plan: chosen, areas: [], level: null, breakGlass: false });
  };
  return (
    <>
      <Choice
        legend="1. 实战还是演练"
        value={drill === null ? null : drill ? 'drill' : 'live'}
        onChange={(world) => onChange({ drill: world === 'drill' })}
        options={[
          { value: 'live', words: <Worded drill={false} words="实战" />, hint: '真实启动，会呼叫真人' },
          { value: 'drill', words: <Worded drill words="演练" />, hint: '只走演练通道，不惊动旁人' },
        ]}
      />
      <Choice
        legend="2. 预案"
        value={plan?.code ?? null}
        onChange={choosePlan}
        options={plans.map(({ code, name, hazard, highestLevel }) => ({
          value: code,
          words: name,
          hint: `${HAZARD_WORDS[hazard] ?? hazard} · 最高 ${RESPONSE_LEVEL_WORDS[highestLevel]}`,
        }))}
      />
      {plan !== null && (
        <>
          <fieldset className="press-part">
            <legend>3. 启动区域</legend>
            <AreaTree district={district} chosen={areas} mayChoose={(code) => mayChoose(code, plan, actor)} onChange={(chosen) => onChange({ areas: chosen })} />
          </fieldset>
          {areas.length > 0 && <RehearsePanel key={areas.join()} planId={plan.code} areas={areas} />}
          <Choice
            legend="4. 响应级别"
            value={level}
            onChange={(chosen) => onChange({ level: chosen })}
            options={levelsOf(plan, actor).map(({ level: one, may }) => ({
              value: one,
              words: RESPONSE_LEVEL_WORDS[one],
              ...(may ? {} : { disabled: true, hint: '须由更高席位启动' }),
            }))}
          />
          <label className="press-part">
            <span className="press-legend">5. 启动理由</span>
            <Input.TextArea value={reason} maxLength={400} autoSize={{ minRows: 2, maxRows: 6 }} placeholder="例如：24 小时降雨 120 毫米，水位超警戒" onChange={({ target }) => onChange({ reason: target.value })} />
          </label>
          {plan.twoPersons && <BreakGlass draft={draft} onChange={onChange} />}
        </>
      )}
    </>
  );
}

function Worded({ drill, words }: { drill: boolean; words: string }) {
  return (
    <span className="press-world">
      <WorldSign drill={drill} /> {words}
    </span>
  );
}

/** 破窗: alone and at once; kept shut until somebody opens it on purpose. */
function BreakGlass({ draft: { breakGlass, breakReason }, onChange }: Pick<Form, 'draft' | 'onChange'>) {
  return (
    <details className="break-glass">
      <summary>破窗启动（没有第二人可确认时）</summary>
      <label className="area-box">
        <input type="checkbox" checked={breakGlass} onChange={({ target }) => onChange({ breakGlass: target.checked })} />
        一人立即启动：不等确认，也没有撤销窗口
      </label>
      {breakGlass && (
        <label className="press-part">
          <span>破窗理由（记入档案，事后必查）</span>
          <Input.TextArea value={breakReason} maxLength={90} autoSize={{ minRows: 2 }} onChange={({ target }) => onChange({ breakReason: target.value })} />
        </label>
      )}
    </details>
  );
}
