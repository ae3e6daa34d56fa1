import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { CodedError } from '@shaodao/contracts/errors';
import { problemOf } from './problem.js';

/** What the parser of HTTP itself refuses, before there is a request: answered on the socket, which then ends. */
export function refuseOnSocket(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return;
  const [code, status, reason] = CAUSES[error.code ?? ''] ?? ['INVALID', 400, 'not HTTP'];
  const answer = problemOf(new CodedError(code, { reason }), { path: '/', language: 'zh', status });
  const body = JSON.stringify(answer.body);
  const headers = { ...answer.headers, 'content-length': String(Buffer.byteLength(body)), connection: 'close' };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${head.join('\r\n')}\r\n\r\n${body}`);
}

const CAUSES: Readonly<Record<string, ['INVALID' | 'TOO_LARGE', number, string]>> = {
  HPE_HEADER_OVERFLOW: ['TOO_LARGE', 431, 'the headers are too long'],
  ERR_HTTP_REQUEST_TIMEOUT: ['INVALID', 408, 'the request came too slowly'],
};
