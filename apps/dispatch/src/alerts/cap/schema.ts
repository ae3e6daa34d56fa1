import { readFile } from 'node:fs/promises';
import { CodedError } from '@shaodao/contracts/errors';

const SCHEMA = new URL('../../../data/CAP-v1.2.xsd', import.meta.url);

let schema: Promise<string> | null = null;
/** One at a time: each takes 16 MiB in a thread of its own, which is given back with it. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Checks a message against the OASIS schema. Throws INVALID with the element and its line. The validator is loaded with the
 * first message and never at start.
 */
export function checkSchema(xml: string): Promise<void> {
  const turn = last.then(() => check(xml));
  last = turn.catch(() => undefined);
  return turn;
}

async function check(xml: string): Promise<void> {
  schema ??= readFile(SCHEMA, 'utf8');
  const [{ validateXML }, contents] = await Promise.all([import('xmllint-wasm'), schema]);
  const { valid, errors } = await validateXML({
    xml: { fileName: 'alert.xml', contents: xml },
    schema: { fileName: 'CAP-v1.2.xsd', contents },
    modifyArguments: (args) => ['--nonet', ...args],
  });
  if (valid) return;
  const [first] = errors;
  const line = first?.loc?.lineNumber ?? 0;
  const said = (first?.message ?? 'not valid').replaceAll(/\{urn:oasis:[^}]*\}/g, '').replace(/^.*Schemas validity error : /, '').trim();
  const element = /^Element '(?:\{[^}]*\})?([\w.-]+)'/.exec(said)?.[1] ?? 'body';
  throw new CodedError('INVALID', {
    field: element,
    reason: `line ${line}: ${said}`.slice(0, 500),
    reasonZh: `第 ${line} 行：元素 ${element} 不符合 CAP 1.2（OASIS）格式`,
  });
}
