import { LIST_NAMES, listOf, type ListName } from '@shaodao/contracts/register/lists';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { ExportButtons } from './export-buttons.js';
import { useDownload } from './import-queries.js';
import { ProblemAlert } from '../http/problem-alert.js';

const LISTS = LIST_NAMES.map((list) => ({ value: list, label: listOf(list).zh }));

/** 模板和导出, list by list, and one workbook with a sheet for each. */
export function OfficeFiles() {
  const [list, setList] = useState<ListName>('grids');
  const all = useDownload();
  return (
    <section className="register-panel">
      <h2>模板和导出</h2>
      <p className="faint">模板里有每一列的填法和示例；导出的文件改好后可以再导入，只写入有变化的行。个人信息以星号代替。</p>
      <div className="register-buttons">
        <Button loading={all.isPending} onClick={() => all.mutate({ path: '/api/exports/template' })}>
          下载全部模板
        </Button>
      </div>
      {all.isError && <ProblemAlert error={all.error} />}
      <label className="register-field import-which">
        <span>单张表</span>
        <Select<ListName> showSearch={{ optionFilterProp: 'label' }} value={list} options={LISTS} onChange={setList} />
      </label>
      <ExportButtons list={list} />
    </section>
  );
}
