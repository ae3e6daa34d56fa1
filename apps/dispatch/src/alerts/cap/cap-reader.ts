import { CodedError } from '@shaodao/contracts/errors';
import { CAP_NAME, CAP_NAMESPACE, referencesOf, type CapArea, type CapInfo, type CapMessage, type CapNamed } from '@shaodao/domain/alert/message';
import { childrenOf, type XmlElement } from './xml-tree.js';

/** A message that fits the schema, from its elements. Throws INVALID where the standard asks for more than the schema says. */
export function capOf(root: XmlElement): CapMessage {
  if (root.name !== 'alert' || root.uri !== CAP_NAMESPACE) throw invalid('alert', `must be an alert of ${CAP_NAMESPACE}`, '不是 CAP 1.2 预警');
  return {
    identifier: nameOf(root, 'identifier'),
    sender: nameOf(root, 'sender'),
    sentAt: timeOf(root, 'sent') ?? 0,
    // The schema holds the words of every enumeration.
    status: textOf(root, 'status') as CapMessage['status'],
    msgType: textOf(root, 'msgType') as CapMessage['msgType'],
    scope: textOf(root, 'scope') as CapMessage['scope'],
    restriction: textOf(root, 'restriction'),
    references: references(root),
    infos: childrenOf(root, 'info').map(infoOf),
  };
}

function references(root: XmlElement): CapMessage['references'] {
  const found = referencesOf(textOf(root, 'references') ?? '');
  if (found === null) throw invalid('references', 'must be sender,identifier,sent', '应当为“发送方,标识,发送时间”');
  const needed = ['Update', 'Cancel'].includes(textOf(root, 'msgType') ?? '');
  if (needed && found.length === 0) throw invalid('references', 'an Update or Cancel names the message it is about', '更新或解除必须指明所针对的预警');
  if (needed && found.some(({ sender }) => sender !== textOf(root, 'sender'))) {
    throw invalid('references', 'a sender changes its own messages only', '只能更新或解除本发送方自己的预警');
  }
  return found;
}

function infoOf(info: XmlElement): CapInfo {
  return {
    language: textOf(info, 'language') ?? 'en-US',
    categories: textsOf(info, 'category') as CapInfo['categories'],
    event: textOf(info, 'event') ?? '',
    responseTypes: textsOf(info, 'responseType') as CapInfo['responseTypes'],
    urgency: textOf(info, 'urgency') as CapInfo['urgency'],
    severity: textOf(info, 'severity') as CapInfo['severity'],
    certainty: textOf(info, 'certainty') as CapInfo['certainty'],
    eventCodes: childrenOf(info, 'eventCode').map(namedOf),
    effectiveAt: timeOf(info, 'effective'),
    onsetAt: timeOf(info, 'onset'),
    expiresAt: timeOf(info, 'expires'),
    senderName: textOf(info, 'senderName'),
    headline: textOf(info, 'headline'),
    description: textOf(info, 'description'),
    instruction: textOf(info, 'instruction'),
    areas: childrenOf(info, 'area').map(areaOf),
  };
}

function areaOf(area: XmlElement): CapArea {
  return { desc: textOf(area, 'areaDesc') ?? '', polygons: textsOf(area, 'polygon'), circles: textsOf(area, 'circle'), geocodes: childrenOf(area, 'geocode').map(namedOf) };
}

function namedOf(element: XmlElement): CapNamed {
  return { name: textOf(element, 'valueName') ?? '', value: textOf(element, 'value') ?? '' };
}

function nameOf(root: XmlElement, name: 'identifier' | 'sender'): string {
  const text = textOf(root, name) ?? '';
  if (!CAP_NAME.test(text) || text.length > 200) throw invalid(name, 'must be 1 to 200 characters without space, comma, < and &', '应当为 1 至 200 个字符，不含空格、逗号、< 和 &');
  return text;
}

/** As the schema has it; a day that no calendar has, or before 1970, is refused. */
function timeOf(element: XmlElement, name: string): number | null {
  const text = textOf(element, name);
  if (text === null) return null;
  const instant = Date.parse(text);
  if (!Number.isInteger(instant) || instant < 0) throw invalid(name, 'no such time', '没有这个时间');
  return instant;
}

function textsOf(element: XmlElement, name: string): string[] {
  return childrenOf(element, name).map(({ text }) => text.trim());
}

function textOf(element: XmlElement, name: string): string | null {
  return textsOf(element, name)[0] ?? null;
}

function invalid(field: string, reason: string, reasonZh: string): CodedError {
  return new CodedError('INVALID', { field, reason, reasonZh });
}
