import { CodedError } from '@shaodao/contracts/errors';
import { SaxesParser } from 'saxes';

/** An element as it was read: names resolved, its own text in one piece, children in order. */
export interface XmlElement {
  uri: string;
  name: string;
  attributes: Record<string, string>;
  text: string;
  children: XmlElement[];
}

/** A CAP message is four deep, a signature six. */
const DEPTH_MOST = 16;
/** A message of half a megabyte of nothing but tags; far above any real one. */
const ELEMENTS_MOST = 20_000;

/**
 * Reads XML 1.0 in UTF-8 strictly and without any declaration of types: no DTD, so no entities of their own, no outside
 * file. Throws INVALID `body` with the line.
 */
export function readXml(xml: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true });
  const document: XmlElement = { uri: '', name: '', attributes: {}, text: '', children: [] };
  const open = [document];
  let elements = 0;
  const refuse = (reason: string, reasonZh: string): never => {
    throw new CodedError('INVALID', { field: 'body', reason: `line ${parser.line}: ${reason}`, reasonZh: `第 ${parser.line} 行：${reasonZh}` });
  };
  parser.on('error', (error) => refuse(`not well-formed XML (${error.message.replace(/^\d+:\d+: /, '')})`, '不是格式良好的 XML'));
  parser.on('doctype', () => refuse('a DTD is not allowed', '不接受 DTD 和实体定义'));
  parser.on('xmldecl', ({ version, encoding }) => {
    if (version !== undefined && version !== '1.0') refuse('only XML 1.0 is read', '只接受 XML 1.0');
    if (encoding !== undefined && !/^utf-8$/i.test(encoding)) refuse('only UTF-8 is read', '只接受 UTF-8 编码');
  });
  parser.on('opentag', ({ uri, local, attributes }) => {
    elements++;
    if (open.length > DEPTH_MOST || elements > ELEMENTS_MOST) refuse('too many elements, one inside another', '元素嵌套过深或过多');
    const element = { uri, name: local, attributes: Object.fromEntries(Object.values(attributes).map((one) => [one.name, one.value])), text: '', children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  parser.on('text', (text) => addText(open, text));
  parser.on('cdata', (text) => addText(open, text));
  parser.write(xml).close();
  const [root] = document.children;
  return root ?? refuse('no element', '没有内容');
}

function addText(open: XmlElement[], text: string): void {
  const element = open.at(-1);
  if (element !== undefined) element.text += text;
}

export function childrenOf({ children }: XmlElement, name: string): XmlElement[] {
  return children.filter((child) => child.name === name);
}

/** Every element below, at any depth. */
export function* below(element: XmlElement): Generator<XmlElement> {
  for (const child of element.children) {
    yield child;
    yield* below(child);
  }
}
