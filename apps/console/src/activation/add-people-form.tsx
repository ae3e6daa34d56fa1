import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import type { Activation } from '../api.js';
import { ProblemAlert } from '../http/problem-alert.js';
import { useEntries } from '../register/register-queries.js';
import { RegisterSheet } from '../register/register-sheet.js';
import { useAct, useDistrict } from './activation-queries.js';
import './act-form.css';

/** 增调: people the plan did not call, by the community they live in. */
export function AddPeopleForm({ activation, onClose }: { activation: Activation; onClose: () => void }) {
  const act = useAct(activation.id);
  const district = useDistrict();
  const [areaCode, setAreaCode] = useState<string | null>(null);
  const [people, setPeople] = useState<string[]>([]);
  const [reason, setReason] = useState('');
  const within = (district.data?.communities ?? []).filter(({ code }) => activation.areas.some((area) => code.startsWith(area.code) && area.stoodDownAt === null));
  const ready = areaCode !== null && people.length > 0 && reason.trim() !== '';
  return (
    <RegisterSheet title="增调人员" error={act.error} onClose={onClose}>
      <div className="act-form">
        <label className="press-part">
          社区
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            value={areaCode}
            loading={district.isPending}
            options={within.map(({ code, name }) => ({ value: code, label: name }))}
            onChange={(code) => {
              setAreaCode(code);
              setPeople([]);
            }}
          />
        </label>
        {areaCode !== null && <Residents key={areaCode} areaCode={areaCode} chosen={people} onChange={setPeople} />}
        <label className="press-part">
          理由
          <Input.TextArea value={reason} maxLength={500} autoSize={{ minRows: 2 }} onChange={({ target }) => setReason(target.value)} />
        </label>
        <Button type="primary" block disabled={!ready} loading={act.isPending} onClick={() => act.mutate({ path: 'people/add', body: { people, areaCode, reason: reason.trim() } }, { onSuccess: onClose })}>
          确认增调 {people.length} 人
        </Button>
      </div>
    </RegisterSheet>
  );
}

function Residents({ areaCode, chosen, onChange }: { areaCode: string; chosen: string[]; onChange: (people: string[]) => void }) {
  const found = useEntries('people', { asOf: '', areaCode, after: '' });
  if (found.isError) return <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />;
  const rows = found.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <label className="press-part">
        人员
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          value={chosen}
          loading={found.isPending}
          notFoundContent={found.isPending ? '正在读取…' : '这个社区没有登记人员'}
          options={rows.flatMap(({ id, key, entry }) => (id === null ? [] : [{ value: id, label: `${String(entry['name'])}（${key}）` }]))}
          onChange={onChange}
        />
      </label>
      {found.hasNextPage && (
        <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          列出更多人员
        </Button>
      )}
    </>
  );
}
