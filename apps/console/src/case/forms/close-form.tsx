import { Alert, Form, Radio } from 'antd';
import { CaseLink } from '../case-link.js';
import type { CommandForm } from '../command-form.js';
import { SubmitButton } from './submit-button.js';

/** 结案 where something stands in its way: pictures that are missing, or children that are still open. */
export function CloseForm({ snapshot, words, careful, pending, gone, onSubmit }: CommandForm) {
  const { evidence } = snapshot;
  const open = snapshot.children.filter((child) => child.open);
  const missing = evidence.shown < evidence.needed;
  return (
    <Form<{ children?: 'close' | 'keep' }>
      layout="vertical"
      requiredMark={false}
      onFinish={({ children }) => onSubmit({ command: 'close', ...(children === undefined ? {} : { children }) })}
    >
      {missing && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={`本类案件结案须有处置后照片 ${evidence.needed} 张，现有 ${evidence.shown} 张`}
          description="请先上传附件。"
        />
      )}
      {open.length > 0 && (
        <Form.Item
          name="children"
          label={`还有 ${open.length} 件从属案件未结`}
          rules={[{ required: true, message: '请选择从属案件怎么办' }]}
        >
          <Radio.Group
            className="choices choices-wide"
            options={[
              { value: 'close', label: '一并办结从属案件' },
              { value: 'keep', label: '保留从属案件，各自继续办理' },
            ]}
          />
        </Form.Item>
      )}
      {open.length > 0 && (
        <ul className="relations" aria-label="未结的从属案件">
          {open.map(({ caseId }) => (
            <li key={caseId}>
              <CaseLink id={caseId} />
            </li>
          ))}
        </ul>
      )}
      <SubmitButton words={words} careful={careful} pending={pending} gone={gone || missing} />
    </Form>
  );
}
