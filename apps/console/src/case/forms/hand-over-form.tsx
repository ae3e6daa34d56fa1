import { Form, Select } from 'antd';
import type { Colleague } from '../../api.js';
import { useColleagues } from '../../person/colleague-queries.js';
import { ProblemAlert } from '../../http/problem-alert.js';
import { useSignedIn } from '../../session/me.js';
import { seatWords } from '../../session/seat-words.js';
import type { CommandForm } from '../command-form.js';
import { ReasonItem } from './reason-item.js';
import { SubmitButton } from './submit-button.js';

/** 交接: another person of the department answers for its task from now on. */
export function HandOverForm({ snapshot, words, careful, pending, gone, onSubmit }: CommandForm) {
  const { actor } = useSignedIn();
  const colleagues = useColleagues();
  const ownerId = snapshot.tasks.find(({ departmentId }) => departmentId === actor.departmentId)?.ownerId;
  return (
    <Form<{ toPersonId: string; reason: string }>
      layout="vertical"
      requiredMark={false}
      onFinish={({ toPersonId, reason }) => onSubmit({ command: 'handOver', toPersonId, reason: reason.trim() })}
    >
      {colleagues.isError && <ProblemAlert error={colleagues.error} onRetry={() => void colleagues.refetch()} />}
      <Form.Item name="toPersonId" label="交给" rules={[{ required: true, message: '请选择接手的人' }]}>
        <Select<string>
          placeholder="按姓名查找"
          showSearch={{ optionFilterProp: 'search' }}
          loading={colleagues.isPending}
          notFoundContent={colleagues.isPending ? '正在读取…' : '本部门没有这个人'}
          options={(colleagues.data ?? [])
            .filter(({ id }) => id !== ownerId)
            // Those who sign in for the department before its cadres in the grids.
            .sort((a, b) => Number(isCadre(a)) - Number(isCadre(b)))
            .map(({ id, name, roles }) => ({ value: id, label: `${name}（${roles.map(seatWords).join('、')}）`, search: name }))}
        />
      </Form.Item>
      <ReasonItem label="交接理由" />
      <SubmitButton words={words} careful={careful} pending={pending} gone={gone} />
    </Form>
  );
}

function isCadre({ roles }: Colleague): boolean {
  return roles.every((role) => role === 'attachedCadre');
}
