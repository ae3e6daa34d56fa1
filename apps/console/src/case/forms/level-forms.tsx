import { compareTiers, TIER_LEVELS, type TierLevel } from '@shaodao/domain/tier';
import { Form, Radio } from 'antd';
import { LEVEL_WORDS } from '../case-words.js';
import type { CommandForm } from '../command-form.js';
import { ReasonItem } from './reason-item.js';
import { SubmitButton } from './submit-button.js';

/** 提级: to the next level, or straight to a named one. */
export function EscalateForm({ snapshot, words, careful, pending, gone, onSubmit }: CommandForm) {
  const higher = TIER_LEVELS.filter((level) => compareTiers(level, snapshot.level) > 0);
  return (
    <Form<{ to: TierLevel | ''; reason: string }>
      layout="vertical"
      requiredMark={false}
      initialValues={{ to: '' }}
      onFinish={({ to, reason }) => onSubmit({ command: 'escalate', ...(to === '' ? {} : { to }), reason: reason.trim() })}
    >
      <Form.Item name="to" label="提到哪一级">
        <Radio.Group className="choices choices-wide" options={[{ value: '', label: '上一级' }, ...optionsOf(higher)]} />
      </Form.Item>
      <ReasonItem label="提级理由" />
      <SubmitButton words={words} careful={careful} pending={pending} gone={gone} />
    </Form>
  );
}

/** 降级: the only way down; its reason stays in the history. */
export function DeescalateForm({ snapshot, words, careful, pending, gone, onSubmit }: CommandForm) {
  const lower = TIER_LEVELS.filter((level) => compareTiers(level, snapshot.level) < 0);
  return (
    <Form<{ to: TierLevel; reason: string }>
      layout="vertical"
      requiredMark={false}
      onFinish={({ to, reason }) => onSubmit({ command: 'deescalate', to, reason: reason.trim() })}
    >
      <Form.Item
        name="to"
        label={`由${LEVEL_WORDS[snapshot.level]}级降到`}
        extra="该级时限从现在起算。"
        rules={[{ required: true, message: '请选择层级' }]}
      >
        <Radio.Group className="choices choices-wide" options={optionsOf(lower)} />
      </Form.Item>
      <ReasonItem label="降级理由" />
      <SubmitButton words={words} careful={careful} pending={pending} gone={gone} />
    </Form>
  );
}

function optionsOf(levels: readonly TierLevel[]): { value: TierLevel; label: string }[] {
  return levels.map((level) => ({ value: level, label: `${LEVEL_WORDS[level]}级` }));
}
