import { Alert, Form } from 'antd';
import { CaseFinder } from '../case-finder.js';
import type { CommandForm } from '../command-form.js';
import { ReasonItem } from './reason-item.js';
import { SubmitButton } from './submit-button.js';

const chosen = [{ required: true, message: '请选择案件' }];

/** 并案: this case ends and goes on as the chosen one. */
export function MergeForm({ snapshot, words, careful, pending, gone, onSubmit }: CommandForm) {
  const hasOpenChildren = snapshot.children.some((child) => child.open);
  return (
    <Form<{ intoCaseId: string; reason: string }>
      layout="vertical"
      requiredMark={false}
      onFinish={({ intoCaseId, reason }) => onSubmit({ command: 'merge', intoCaseId, reason: reason.trim() })}
    >
      <Alert type="warning" showIcon title="并案后本案结束，由所选案件继续办理，不能撤回" />
      {hasOpenChildren && (
        <Alert type="error" showIcon role="alert" title="还有未结的从属案件，不能并案" description="从属案件了结后再并案。" />
      )}
      <Form.Item name="intoCaseId" label="并入哪件案件" rules={chosen}>
        <CaseFinder snapshot={snapshot} suggest />
      </Form.Item>
      <ReasonItem label="并案理由" />
      <SubmitButton words={words} careful={careful} pending={pending} gone={gone || hasOpenChildren} />
    </Form>
  );
}

/** 关联从属案件: the chosen case goes on by itself; the close of this one asks about it. */
export function LinkChildForm({ snapshot, words, careful, pending, gone, onSubmit }: CommandForm) {
  return (
    <Form<{ childCaseId: string }>
      layout="vertical"
      requiredMark={false}
      onFinish={({ childCaseId }) => onSubmit({ command: 'linkChild', childCaseId })}
    >
      <Alert type="info" showIcon title="所选案件成为本案的从属案件，各自办理；本案结案时会问它怎么办" />
      <Form.Item name="childCaseId" label="从属案件" rules={chosen}>
        <CaseFinder snapshot={snapshot} />
      </Form.Item>
      <SubmitButton words={words} careful={careful} pending={pending} gone={gone} />
    </Form>
  );
}
