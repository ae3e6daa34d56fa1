/**
 * A message of the Common Alerting Protocol (OASIS CAP 1.2, 1 July 2010) as far as we read and write it; the words of the
 * enumerations are the standard's own.
 */
export const CAP_NAMESPACE = 'urn:oasis:names:tc:emergency:cap:1.2';

export const CAP_STATUSES = ['Actual', 'Exercise', 'System', 'Test', 'Draft'] as const;
export const CAP_MESSAGE_TYPES = ['Alert', 'Update', 'Cancel', 'Ack', 'Error'] as const;
export const CAP_SCOPES = ['Public', 'Restricted', 'Private'] as const;
export const CAP_CATEGORIES = ['Geo', 'Met', 'Safety', 'Security', 'Rescue', 'Fire', 'Health', 'Env', 'Transport', 'Infra', 'CBRNE', 'Other'] as const;
export const CAP_RESPONSE_TYPES = ['Shelter', 'Evacuate', 'Prepare', 'Execute', 'Avoid', 'Monitor', 'Assess', 'AllClear', 'None'] as const;
export const CAP_URGENCIES = ['Immediate', 'Expected', 'Future', 'Past', 'Unknown'] as const;
export const CAP_SEVERITIES = ['Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown'] as const;
export const CAP_CERTAINTIES = ['Observed', 'Likely', 'Possible', 'Unlikely', 'Unknown'] as const;

export type CapCategory = (typeof CAP_CATEGORIES)[number];
export type CapSeverity = (typeof CAP_SEVERITIES)[number];

/** A pair of `eventCode`, `parameter` or `geocode`. */
export interface CapNamed {
  name: string;
  value: string;
}

/** Another message, as `references` names it. */
export interface CapReference {
  sender: string;
  identifier: string;
  sentAt: number;
}

export interface CapArea {
  desc: string;
  /** As written: pairs of latitude and longitude. */
  polygons: string[];
  circles: string[];
  geocodes: CapNamed[];
}

export interface CapInfo {
  /** RFC 3066; `en-US` where none is given (CAP 1.2, 3.2.2). */
  language: string;
  categories: CapCategory[];
  event: string;
  responseTypes: (typeof CAP_RESPONSE_TYPES)[number][];
  urgency: (typeof CAP_URGENCIES)[number];
  severity: CapSeverity;
  certainty: (typeof CAP_CERTAINTIES)[number];
  eventCodes: CapNamed[];
  effectiveAt: number | null;
  onsetAt: number | null;
  expiresAt: number | null;
  senderName: string | null;
  headline: string | null;
  description: string | null;
  instruction: string | null;
  areas: CapArea[];
}

export interface CapMessage {
  identifier: string;
  sender: string;
  sentAt: number;
  status: (typeof CAP_STATUSES)[number];
  msgType: (typeof CAP_MESSAGE_TYPES)[number];
  scope: (typeof CAP_SCOPES)[number];
  /** Who may read it; only with scope Restricted. */
  restriction: string | null;
  references: CapReference[];
  infos: CapInfo[];
}

/** What `identifier` and `sender` may hold: no space, comma, `<` or `&` (CAP 1.2, 3.2.1). */
export const CAP_NAME = /^[^\s,<&]+$/;

/** `references` as it stands in a message: triples with commas, one blank between two. Null where it is none. */
export function referencesOf(text: string): CapReference[] | null {
  const triples = text.trim().split(/\s+/).filter((part) => part !== '').map((part) => part.split(','));
  const references = triples.map(([sender = '', identifier = '', sent = '']) => ({ sender, identifier, sentAt: Date.parse(sent) }));
  const whole = triples.every(({ length }) => length === 3) && references.every(({ sender, identifier, sentAt }) => sender !== '' && identifier !== '' && Number.isInteger(sentAt));
  return whole ? references : null;
}
