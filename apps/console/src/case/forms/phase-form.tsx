import { Form, Radio } from 'antd';
import { timeWords } from '../../clock/time-words.js';
import type { CommandForm } from '../command-form.js';
import { phasesOf } from '../case-phases.js';
import { ReasonItem, saidOf } from './reason-item.js';
import { SubmitButton } from './submit-button.js';

/** 完成分段: which stage of the category's deadlines is reached, and how. */
export function PhaseForm({ snapshot, phase, words, careful, pending, gone, onSubmit }: CommandForm) {
  const open = phasesOf(snapshot).filter(({ done }) => !done);
  return (
    <Form<{ phase: number; result?: string }>
      layout="vertical"
      requiredMark={false}
      initialValues={{ phase: phase ?? open[0]?.index }}
      onFinish={({ phase: chosen, result }) => {
        const said = saidOf(result);
        onSubmit({ command: 'completePhase', phase: chosen, ...(said === undefined ? {} : { result: said }) });
      }}
    >
      <Form.Item name="phase" label="完成了哪一段" rules={[{ required: true, message: '请选择分段' }]}>
        <Radio.Group
          className="choices choices-wide"
          options={open.map(({ index, name, dueAt, missed }) => ({
            value: index,
            label: `${name}${missed ? '（已逾期）' : dueAt === null ? '' : `（${timeWords(dueAt)} 前）`}`,
          }))}
        />
      </Form.Item>
      <ReasonItem name="result" label="完成情况" optional />
      <SubmitButton words={words} careful={careful} pending={pending} gone={gone} />
    </Form>
  );
}
