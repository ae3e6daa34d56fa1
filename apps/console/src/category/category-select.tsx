import { Select } from 'antd';
import type { Category } from '../api.js';
import { useCategories } from './category-queries.js';

interface Choice {
  id?: string;
  value?: string;
  onChange?: (code: string | undefined) => void;
  placeholder: string;
  allowClear?: boolean;
}

/** 类别, by class, searched by name or code. Takes `id`, `value` and `onChange` from a form item. */
export function CategorySelect(choice: Choice) {
  const categories = useCategories();
  return (
    <Select
      {...choice}
      showSearch={{ optionFilterProp: 'search' }}
      loading={categories.isPending}
      notFoundContent={categories.isPending ? '正在读取…' : categories.isError ? '类别没有读到，请稍后重试' : '没有这样的类别'}
      options={byClass(categories.data ?? [])}
    />
  );
}

function byClass(categories: Category[]) {
  const classes = new Map<string, Category[]>();
  for (const category of categories) {
    classes.set(category.className, [...(classes.get(category.className) ?? []), category]);
  }
  return [...classes].map(([label, members]) => ({
    label,
    options: members.map(({ code, name }) => ({ value: code, label: name, search: `${name} ${code} ${label}` })),
  }));
}
