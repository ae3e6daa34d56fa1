import { ERRORS, type ErrorCode } from '@shaodao/contracts/errors';
import { CODES, MARKS } from './speaks.js';

/** What is read and written of an operation of the document. */
export interface Operation {
  [mark: `x-${string}`]: unknown;
  parameters?: { name: string; in: string; required?: boolean; schema?: object }[];
  requestBody?: unknown;
  responses: Record<string, Response>;
  security?: Record<string, string[]>[];
}
interface Response {
  description?: string;
  headers?: Record<string, object>;
  content?: Record<string, { schema?: object; examples?: Record<string, object> }>;
}

const EVERYWHERE: readonly ErrorCode[] = ['INVALID', 'TOO_MANY', 'INTERNAL', 'UNAVAILABLE'];
const WITH_SESSION: readonly ErrorCode[] = ['UNAUTHENTICATED', 'FORBIDDEN'];

/** Adds what every route answers besides its own, the doors to it, and the headers that come along. */
export function completeOperation(operation: Operation): void {
  const isOpen = operation[MARKS.open] === true;
  const own = (operation[CODES] ?? []) as readonly ErrorCode[];
  const codes = new Set([
    ...own,
    ...EVERYWHERE,
    ...(isOpen ? [] : WITH_SESSION),
    ...(operation.requestBody === undefined ? [] : (['TOO_LARGE'] as const)),
  ]);
  operation.security = isOpen ? [] : [{ bearer: [] }, { cookie: [] }, ...(operation[MARKS.byToken] === true ? [{}] : [])];
  for (const [status, group] of byStatus(codes)) operation.responses[status] = problemResponse(group);
  const created = operation.responses['201'];
  if (created !== undefined) created.headers = { Location: { description: 'Address of what was made', schema: { type: 'string' } } };
  if (operation[MARKS.cookie] === true && operation.responses['200'] !== undefined) {
    operation.responses['200'].headers = { 'Set-Cookie': { description: 'The session for browsers', schema: { type: 'string' } } };
  }
  for (const mark of [CODES, MARKS.open, MARKS.byToken, MARKS.keyed, MARKS.cookie] as const) delete operation[mark];
}

function byStatus(codes: ReadonlySet<ErrorCode>): Map<string, ErrorCode[]> {
  const groups = new Map<string, ErrorCode[]>();
  for (const code of codes) {
    const status = String(ERRORS[code].status);
    groups.set(status, [...(groups.get(status) ?? []), code]);
  }
  return groups;
}

function problemResponse(codes: readonly ErrorCode[]): Response {
  const comesBack = codes.some((code) => ERRORS[code].retryable);
  return {
    description: codes.map((code) => `${code}: ${ERRORS[code].en}`).join('; '),
    ...(comesBack ? { headers: { 'Retry-After': { description: 'Seconds', schema: { type: 'integer', minimum: 1 } } } } : {}),
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        examples: Object.fromEntries(codes.map((code) => [code, { value: example(code) }])),
      },
    },
  };
}

function example(code: ErrorCode): object {
  const { status, zh } = ERRORS[code];
  const field = code === 'INVALID' ? { field: 'title' } : {};
  const stage = code === 'WRONG_STAGE' ? { stage: 'intake', allowedCommands: ['accept', 'reject', 'escalate'] } : {};
  return { type: `urn:shaodao:error:${code}`, title: zh, status, detail: zh, code, ...field, ...stage, instance: '/api/cases' };
}
