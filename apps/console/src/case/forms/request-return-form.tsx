import { Alert, Form } from 'antd';
import type { CommandForm } from '../command-form.js';
import { calledIds } from '../open-tasks.js';
import { DepartmentSelect } from './department-select.js';
import { ReasonItem } from './reason-item.js';
import { SubmitButton } from './submit-button.js';

/** 申请退单 of a mis-dispatched task: why, and whose it should be. The clocks run on. */
export function RequestReturnForm({ snapshot, words, careful, pending, gone, onSubmit }: CommandForm) {
  return (
    <Form<{ proposedDepartmentId?: string; reason: string }>
      layout="vertical"
      requiredMark={false}
      onFinish={({ proposedDepartmentId, reason }) =>
        onSubmit({
          command: 'requestReturn',
          ...(proposedDepartmentId === undefined ? {} : { proposedDepartmentId }),
          reason: reason.trim(),
        })
      }
    >
      <Alert
        type="info"
        showIcon
        title="退单只用于派错部门"
        description={`审核期间时限照常计时。${snapshot.returns === 0 ? '' : `本案已退单 ${snapshot.returns} 次，次数用完后转终审，终审指定的不得再退。`}`}
      />
      <Form.Item name="proposedDepartmentId" label="应由哪个部门办理（可不填）">
        <DepartmentSelect allowClear placeholder="选择部门" without={calledIds(snapshot)} />
      </Form.Item>
      <ReasonItem label="退单理由" />
      <SubmitButton words={words} careful={careful} pending={pending} gone={gone} />
    </Form>
  );
}
