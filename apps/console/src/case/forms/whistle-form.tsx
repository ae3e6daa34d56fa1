import type { TaskPart, WhistleKind } from '@shaodao/domain/policy';
import { Alert, Form, Input, Radio } from 'antd';
import { useDepartments } from '../../department/department-queries.js';
import { ProblemAlert } from '../../http/problem-alert.js';
import { seatWords } from '../../session/seat-words.js';
import { KIND_WORDS } from '../case-words.js';
import type { CommandForm } from '../command-form.js';
import { textMax } from '../text-limits.js';
import { CalledDepartments, faultOf, type Called } from './called-departments.js';
import { SubmitButton } from './submit-button.js';

interface Whistle {
  kind: WhistleKind;
  departments: Called[];
  reason: string;
}

/** 吹哨: which kind, which departments with which part, and why. 网格吹哨 calls the grid's own attached departments, any other where none is named those the rules of routing find. */
export function WhistleForm({ snapshot, words, careful, pending, gone, onSubmit }: CommandForm) {
  const [form] = Form.useForm<Whistle>();
  const departments = useDepartments();
  const kinds = snapshot.allowedWhistleKinds;
  const attached = snapshot.attachedDepartmentIds;
  const kind = Form.useWatch('kind', form) ?? kinds[0];
  const mayBeNone = kind !== 'grid';
  const approval = snapshot.whistleApprovals.find((one) => one.kind === kind);
  const choices = (departments.data ?? []).filter(({ id }) => kind !== 'grid' || attached.includes(id));

  const firstCalled = (of: WhistleKind | undefined): Called[] =>
    of === 'grid'
      ? attached.map((departmentId, index) => ({ departmentId, part: index === 0 ? 'lead' : 'assist' }))
      : [{ departmentId: undefined, part: 'lead' }];
  return (
    <Form<Whistle>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ kind: kinds[0], departments: firstCalled(kinds[0]) }}
      onValuesChange={(changed: Partial<Whistle>) => {
        if (changed.kind !== undefined) form.setFieldValue('departments', firstCalled(changed.kind));
      }}
      onFinish={(whistle) =>
        onSubmit({
          command: 'whistle',
          kind: whistle.kind,
          departments: whistle.departments.filter(isNamed),
          reason: whistle.reason.trim(),
        })
      }
    >
      {departments.isError && <ProblemAlert error={departments.error} onRetry={() => void departments.refetch()} />}
      <Form.Item name="kind" label="哨声种类" rules={[{ required: true, message: '请选择哨声种类' }]}>
        <Radio.Group className="choices" options={kinds.map((one) => ({ value: one, label: KIND_WORDS[one] }))} />
      </Form.Item>
      {approval !== undefined && (
        <Alert
          type="info"
          showIcon
          role="status"
          title={approval.afterwards ? '立即哨到部门，事后须补审批' : '提交后先审批，批准后才哨到部门'}
          description={`由${approval.seats.map(seatWords).join('、')}审批。`}
        />
      )}
      <Form.Item
        name="departments"
        label={kind === 'grid' ? '包网部门' : '哨到部门'}
        extra={`${mayBeNone ? '不选部门则按派遣规则自动确定。' : ''}不指定主办时，最先签收的部门为主办。`}
        rules={[
          {
            validator: async (_, called: Called[]) => {
              const fault = faultOf(called, mayBeNone);
              if (fault !== null) throw new Error(fault);
            },
          },
        ]}
      >
        <CalledDepartments choices={choices} mayBeNone={mayBeNone} loading={departments.isPending} />
      </Form.Item>
      <Form.Item name="reason" label="吹哨理由" rules={[{ required: true, whitespace: true, message: '请填写吹哨理由' }]}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={textMax} />
      </Form.Item>
      <SubmitButton words={words} careful={careful} pending={pending} gone={gone} />
    </Form>
  );
}

function isNamed(called: Called): called is { departmentId: string; part: TaskPart } {
  return called.departmentId !== undefined;
}
