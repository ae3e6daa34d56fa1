import { CAP_NAMESPACE, type CapArea, type CapInfo, type CapMessage, type CapNamed } from './message.js';

const CHINA_OFFSET_MS = 8 * 3_600_000;

/** A message as XML, its elements in the order of the OASIS schema. What XML cannot hold is left out of its words. */
export function capXml(message: CapMessage): string {
  const { identifier, sender, sentAt, status, msgType, scope, restriction, references, infos } = message;
  const triples = references.map((one) => `${one.sender},${one.identifier},${capTime(one.sentAt)}`).join(' ');
  const inner = [
    leaf('identifier', identifier),
    leaf('sender', sender),
    leaf('sent', capTime(sentAt)),
    leaf('status', status),
    leaf('msgType', msgType),
    leaf('scope', scope),
    leaf('restriction', restriction),
    leaf('references', triples === '' ? null : triples),
    ...infos.map(infoXml),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<alert xmlns="${CAP_NAMESPACE}">${inner.join('')}</alert>`;
}

/** To the second, with China's offset: CAP allows neither `Z` nor parts of a second. */
export function capTime(instant: number): string {
  return `${new Date(instant + CHINA_OFFSET_MS).toISOString().slice(0, 19)}+08:00`;
}

function infoXml(info: CapInfo): string {
  return element('info', [
    leaf('language', info.language),
    ...info.categories.map((category) => leaf('category', category)),
    leaf('event', info.event),
    ...info.responseTypes.map((type) => leaf('responseType', type)),
    leaf('urgency', info.urgency),
    leaf('severity', info.severity),
    leaf('certainty', info.certainty),
    ...info.eventCodes.map((code) => named('eventCode', code)),
    time('effective', info.effectiveAt),
    time('onset', info.onsetAt),
    time('expires', info.expiresAt),
    leaf('senderName', info.senderName),
    leaf('headline', info.headline),
    leaf('description', info.description),
    leaf('instruction', info.instruction),
    ...info.areas.map(areaXml),
  ]);
}

function areaXml({ desc, polygons, circles, geocodes }: CapArea): string {
  return element('area', [
    leaf('areaDesc', desc),
    ...polygons.map((polygon) => leaf('polygon', polygon)),
    ...circles.map((circle) => leaf('circle', circle)),
    ...geocodes.map((code) => named('geocode', code)),
  ]);
}

function named(name: string, { name: valueName, value }: CapNamed): string {
  return element(name, [leaf('valueName', valueName), leaf('value', value)]);
}

function time(name: string, instant: number | null): string {
  return leaf(name, instant === null ? null : capTime(instant));
}

function leaf(name: string, text: string | null): string {
  return text === null ? '' : element(name, [escaped(text)]);
}

function element(name: string, inner: readonly string[]): string {
  return `\n<${name}>${inner.join('')}</${name}>`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };

function escaped(text: string): string {
  return text.toWellFormed().replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '').replace(/[&<>\r]/g, (found) => ENTITIES[found] ?? '');
}
