import { Radio } from 'antd';
import type { CaseTask } from '../../api.js';
import { useDepartmentNames } from '../../department/department-queries.js';
import { PART_WORDS, TASK_STATE_WORDS } from '../case-words.js';

interface Choice {
  id?: string;
  value?: string;
  onChange?: (departmentId: string) => void;
  tasks: readonly CaseTask[];
  /** One line more, for an act that may be about the whole case. */
  whole?: string;
}

/** Which department of the case is meant. `''` stands for the whole case. */
export function TaskChoice({ tasks, whole, value, onChange, ...given }: Choice) {
  const name = useDepartmentNames();
  return (
    <Radio.Group
      {...given}
      className="choices choices-wide"
      value={value}
      onChange={(event) => onChange?.(event.target.value as string)}
      options={[
        ...(whole === undefined ? [] : [{ value: '', label: whole }]),
        ...tasks.map(({ departmentId, part, state }) => ({
          value: departmentId,
          label: `${name(departmentId)}（${PART_WORDS[part]}，${TASK_STATE_WORDS[state]}）`,
        })),
      ]}
    />
  );
}
