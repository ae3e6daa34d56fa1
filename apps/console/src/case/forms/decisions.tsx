import { Form } from 'antd';
import { calledIds } from '../open-tasks.js';
import type { CommandForm } from '../command-form.js';
import { DecideForm, type Decided } from './decide-form.js';
import { DepartmentSelect } from './department-select.js';

/** 审批吹哨 */
export function DecideWhistleForm(form: CommandForm) {
  return (
    <DecideForm
      {...form}
      about="whistle"
      toAct={({ granted, reason }) => ({ command: 'decideWhistle', approved: granted, ...given(reason) })}
    />
  );
}

/** 审批延期 */
export function DecideExtensionForm(form: CommandForm) {
  return (
    <DecideForm
      {...form}
      about="extension"
      toAct={({ granted, reason }, { departmentId }) => ({
        command: 'decideExtension',
        departmentId: departmentId ?? '',
        granted,
        ...given(reason),
      })}
    />
  );
}

/** 审批挂账 */
export function DecideSuspensionForm(form: CommandForm) {
  return (
    <DecideForm
      {...form}
      about="suspension"
      toAct={({ granted, reason }) => ({ command: 'decideSuspension', granted, ...given(reason) })}
    />
  );
}

/** 审核退单: granted, another department takes the place, or nobody does. */
export function DecideReturnForm(form: CommandForm) {
  const { snapshot } = form;
  return (
    <DecideForm<Decided & { toDepartmentId?: string }>
      {...form}
      about="return"
      reasonAlways
      ifGranted={({ departmentId }) => {
        const task = snapshot.tasks.find((one) => one.departmentId === departmentId);
        const proposed = task?.returnAsked?.proposedDepartmentId ?? undefined;
        const called = calledIds(snapshot);
        return (
          <Form.Item
            key={departmentId}
            name="toDepartmentId"
            label="改派部门（可不填）"
            initialValue={proposed !== undefined && called.includes(proposed) ? undefined : proposed}
            extra="不填则由其余部门继续；没有其他部门时案件回到派遣。"
          >
            <DepartmentSelect allowClear placeholder="不改派" without={called} />
          </Form.Item>
        );
      }}
      toAct={({ granted, reason, toDepartmentId }, { departmentId }) => ({
        command: 'decideReturn',
        departmentId: departmentId ?? '',
        granted,
        ...(granted && toDepartmentId !== undefined ? { toDepartmentId } : {}),
        reason: reason ?? '',
      })}
    />
  );
}

function given(reason: string | undefined): { reason?: string } {
  return reason === undefined ? {} : { reason };
}
