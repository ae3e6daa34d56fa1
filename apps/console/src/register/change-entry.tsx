import { listOf, type ListName } from '@shaodao/contracts/register/lists';
import { App, Button, Form } from 'antd';
import { isProblem } from '../http/problem.js';
import { cellsOf, fieldsOf, saidIn, type Cells } from './entry-shape.js';
import { FieldItem } from './field-item.js';
import { useChange, type KeptEntry } from './register-queries.js';
import { RegisterSheet } from './register-sheet.js';
import { WhyItems, whyOf, type Why } from './why-items.js';

interface Change {
  list: ListName;
  kept: KeptEntry;
  onClose: () => void;
}

/** 变更: the entry's fields as they stand, to be said anew with a reason. */
export function ChangeEntry({ list, kept, onClose }: Change) {
  const { message } = App.useApp();
  const change = useChange(list);
  const { key: keyFields, fields, zh } = listOf(list);
  const atFault = isProblem(change.error) ? change.error.body.field : undefined;
  const give = ({ cells, ...why }: Why & { cells: Cells }): void =>
    change.mutate(
      // A part of the key that is disabled is not among the values of the form.
      { key: kept.key, said: saidIn(list, { ...cellsOf(list, kept.entry), ...cells }), ...whyOf(why) },
      {
        onSuccess: () => {
          void message.success('变更已记录');
          onClose();
        },
      },
    );
  return (
    <RegisterSheet title={`变更${zh}`} error={change.error} field={atFault === undefined ? undefined : (fields[fieldName(atFault)]?.zh ?? atFault)} onClose={onClose}>
      <Form<Why & { cells: Cells }> name="change" layout="vertical" requiredMark={false} initialValues={{ cells: cellsOf(list, kept.entry) }} onFinish={give}>
        {fieldsOf(list).map(([name, field]) => (
          <FieldItem key={name} name={name} field={field} fixed={keyFields.includes(name)} />
        ))}
        <WhyItems />
        <Button type="primary" htmlType="submit" block loading={change.isPending}>
          确认变更
        </Button>
      </Form>
    </RegisterSheet>
  );
}

/** `entry.phone` and `phone` are both the field `phone`. */
export function fieldName(path: string): string {
  return path.replace(/^entry\./, '').split('.')[0] ?? path;
}
