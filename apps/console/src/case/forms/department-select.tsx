import { Select } from 'antd';
import { useDepartments } from '../../department/department-queries.js';

interface Choice {
  id?: string;
  value?: string;
  onChange?: (departmentId: string | undefined) => void;
  placeholder: string;
  allowClear?: boolean;
  /** Departments that cannot be chosen here. */
  without: readonly string[];
}

/** A department of the district, searched by name, code or line. Takes `id`, `value` and `onChange` from a form item. */
export function DepartmentSelect({ without, ...choice }: Choice) {
  const departments = useDepartments();
  const choices = (departments.data ?? []).filter(({ id }) => !without.includes(id));
  return (
    <Select<string>
      {...choice}
      showSearch={{ optionFilterProp: 'search' }}
      loading={departments.isPending}
      notFoundContent={departments.isPending ? '正在读取…' : departments.isError ? '部门没有读到，请稍后重试' : '没有这样的部门'}
      options={choices.map(({ id, name, code, line }) => ({ value: id, label: name, search: `${name} ${code} ${line}` }))}
    />
  );
}
