import { listOf, type ListName } from '@shaodao/contracts/register/lists';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { isProblem } from '../http/problem.js';
import { fieldName } from './change-entry.js';
import { fieldsOf, keyIn, saidIn, type Cells } from './entry-shape.js';
import { FieldItem, usualCells } from './field-item.js';
import { entryPath } from './register-paths.js';
import { stands, useChange } from './register-queries.js';
import { RegisterSheet } from './register-sheet.js';
import { WhyItems, whyOf, type Why } from './why-items.js';

/** 新增: an entry under a key where nothing stands yet. */
export function NewEntry({ list, onClose }: { list: ListName; onClose: () => void }) {
  const { message } = App.useApp();
  const navigate = useNavigate();
  const client = useQueryClient();
  const change = useChange(list);
  const [taken, setTaken] = useState<string | null>(null);
  const [looking, setLooking] = useState(false);
  const { fields, zh } = listOf(list);
  const atFault = isProblem(change.error) ? change.error.body.field : undefined;
  const give = async ({ cells, ...why }: Why & { cells: Cells }): Promise<void> => {
    const said = saidIn(list, cells);
    const key = keyIn(list, said);
    setTaken(null);
    setLooking(true);
    try {
      // A PUT would overwrite it without a word.
      if (await stands(client, list, key)) return setTaken(key);
    } catch {
      // Registry does not answer: the write says so itself.
    } finally {
      setLooking(false);
    }
    change.mutate(
      { key, said, ...whyOf(why) },
      {
        onSuccess: () => {
          void message.success(`${zh}已登记`);
          void navigate(entryPath(list, key));
        },
      },
    );
  };
  return (
    <RegisterSheet title={`新增${zh}`} error={change.error} field={atFault === undefined ? undefined : (fields[fieldName(atFault)]?.zh ?? atFault)} onClose={onClose}>
      <Form<Why & { cells: Cells }>
        name="new"
        layout="vertical"
        requiredMark={false}
        initialValues={{ cells: usualCells(fieldsOf(list)) }}
        onFinish={(given) => void give(given)}
      >
        {fieldsOf(list).map(([name, field]) => (
          <FieldItem key={name} name={name} field={field} fixed={false} />
        ))}
        <WhyItems />
        {taken !== null && <Alert type="error" showIcon role="alert" title="这个编号已经登记过" description="要改动它，请打开那一项再变更。" />}
        <Button type="primary" htmlType="submit" block loading={looking || change.isPending}>
          确认新增
        </Button>
      </Form>
    </RegisterSheet>
  );
}
