import type { Field } from '@shaodao/contracts/register/field';
import { Form, Input } from 'antd';
import { FieldControl, isChosen } from './field-control.js';
import { listNamed, printed, refsIn } from './entry-shape.js';
import { useNamesOf } from './name-queries.js';

interface Item {
  name: string;
  field: Field;
  /** Part of the key: it stands as it is. */
  fixed: boolean;
}

/** One field of an entry in a form: its Chinese header, the control of its kind, and what is wrong with it. */
export function FieldItem({ name, field, fixed }: Item) {
  const { zh, required, kind } = field;
  const hint = hintOf(field);
  return (
    <Form.Item
      name={['cells', name]}
      label={required ? zh : `${zh}（可不填）`}
      extra={fixed ? '编号不能改；要换编号请结束后新增' : <Extra field={field} name={name} hint={hint} />}
      rules={[
        { required: required && kind !== 'flag', whitespace: true, message: `请填写${zh}` },
        { validator: (_, cell: string | undefined) => judge(field, cell ?? '') },
      ]}
    >
      {fixed ? <Input disabled /> : <FieldControl field={field} />}
    </Form.Item>
  );
}

/** The registry judges in full; here only what a person can see at once: is it of the form the field has? */
function judge(field: Field, cell: string): Promise<void> {
  const written = cell.trim();
  // A value behind stars stays as it is.
  if (written === '' || (field.masked !== undefined && written.includes('*'))) return Promise.resolve();
  return field.schema.safeParse(field.read(written)).success ? Promise.resolve() : Promise.reject(new Error(`${field.zh}填写有误，应如：${field.example}`));
}

function hintOf(field: Field): string | null {
  const { kind, example } = field;
  if (isChosen(field)) return null;
  if (kind === 'several') return `多个之间用、隔开，如 ${example}`;
  if (kind === 'turns') return `轮次之间用、隔开，同一轮的人用 + 连接，如 ${example}`;
  if (kind === 'polygon') return '按 POLYGON ((经度 纬度, …)) 填写';
  return kind === 'text' ? `如 ${example}` : null;
}

/** The hint, and who or what the keys typed so far are. */
function Extra({ field, name, hint }: { field: Field; name: string; hint: string | null }) {
  const cell: unknown = Form.useWatch(['cells', name]);
  const keys = typeof cell === 'string' && cell.trim() !== '' ? refsIn(field, field.read(cell.trim())) : [];
  const refs = keys.map((key) => ({ list: listNamed(field.refersTo ?? '', key), key }));
  const nameOf = useNamesOf(refs);
  const names = refs.flatMap(({ list, key }) => nameOf(list, key) ?? []);
  const isHidden = field.masked !== undefined && typeof cell === 'string' && cell.includes('*');
  if (isChosen(field)) return null;
  return (
    <>
      {isHidden ? '带星号的内容不改动就保持原样' : hint}
      {names.length > 0 && <span className="register-named"> 即：{names.join('、')}</span>}
    </>
  );
}

/** Cells of a form that begins: what has a usual value says so. */
export function usualCells(fields: readonly [string, Field][]): Record<string, string> {
  return Object.fromEntries(
    fields.map(([name, field]) => {
      const usual = field.required ? undefined : field.schema.safeParse(undefined);
      return [name, usual?.success === true ? printed(field, usual.data) : ''];
    }),
  );
}
