import { Select } from 'antd';
import { useGrids } from './grid-queries.js';

interface Choice {
  id?: string;
  value?: string | undefined;
  onChange?: (gridId: string | undefined) => void;
  placeholder: string;
  allowClear?: boolean;
}

/** 网格 by name, community or code: the way beside the map. Takes `id`, `value` and `onChange` from a form item. */
export function GridSelect(choice: Choice) {
  const grids = useGrids();
  return (
    <Select
      {...choice}
      showSearch={{ optionFilterProp: 'search' }}
      loading={grids.isPending}
      notFoundContent={grids.isPending ? '正在读取…' : grids.isError ? '网格没有读到，请稍后重试' : '没有这样的网格'}
      options={(grids.data ?? []).map((grid) => ({
        value: grid.id,
        label: `${grid.name}（${grid.communityName}）`,
        search: `${grid.name} ${grid.code} ${grid.communityName} ${grid.subdistrictName}`,
      }))}
    />
  );
}
