import { AutoComplete } from 'antd';
import { useState } from 'react';
import { useWholeList } from './register-queries.js';
import './register.css';

const AREA_CODE = /^(\d{6}|\d{9}|\d{12}|\d{15})?$/;

/** By name or code of an area; a grid's code of 15 digits may be typed too. */
export function AreaField({ areaCode, onChange }: { areaCode: string; onChange: (areaCode: string) => void }) {
  const areas = useWholeList('areas');
  const [typed, setTyped] = useState(areaCode);
  const [shown, setShown] = useState(areaCode);
  if (shown !== areaCode) {
    setShown(areaCode);
    setTyped(areaCode);
  }
  const words = typed.trim();
  const options = (areas.data ?? [])
    .map(({ key, entry }) => ({ value: key, label: `${String(entry['name'])} ${key}` }))
    .filter(({ label }) => label.includes(words));
  const isWrong = words !== '' && !AREA_CODE.test(words) && options.length === 0 && areas.isSuccess;
  return (
    <label className="register-field">
      <span>区域（名称或代码）</span>
      <AutoComplete
        value={typed}
        options={options}
        allowClear
        onChange={(value: string | undefined) => {
          setTyped(value ?? '');
          if (AREA_CODE.test((value ?? '').trim())) onChange((value ?? '').trim());
        }}
      />
      {isWrong && <span className="faint">没有这个区域</span>}
    </label>
  );
}
