import { listOf, type ListName } from '@shaodao/contracts/register/lists';
import { Button } from 'antd';
import { ProblemAlert } from '../http/problem-alert.js';
import { useDownload } from './import-queries.js';

export interface Exported {
  list: ListName;
  /** As the list on the screen is narrowed; empty: not. */
  asOf?: string;
  areaCode?: string;
}

/** 导出 a list as a file, as it stands on the screen, and its template. */
export function ExportButtons({ list, asOf = '', areaCode = '' }: Exported) {
  const file = useDownload();
  const { zh } = listOf(list);
  const ways = [
    { words: `导出${zh} Excel`, path: exportPath({ list, asOf, areaCode }, 'xlsx') },
    { words: `导出${zh} CSV`, path: exportPath({ list, asOf, areaCode }, 'csv') },
    { words: `${zh}模板`, path: `/api/exports/template?list=${list}` },
  ];
  return (
    <>
      <div className="register-buttons">
        {ways.map(({ words, path }) => (
          <Button key={words} loading={file.isPending && file.variables.path === path} onClick={() => file.mutate({ path })}>
            {words}
          </Button>
        ))}
      </div>
      {file.isError && <ProblemAlert error={file.error} />}
    </>
  );
}

export function exportPath({ list, asOf = '', areaCode = '' }: Exported, format: 'xlsx' | 'csv'): string {
  const said = Object.entries({ format, asOf, areaCode }).filter(([, value]) => value !== '');
  return `/api/exports/${list}?${new URLSearchParams(said).toString()}`;
}
