import { ERRORS, type CodedError } from '@shaodao/contracts/errors';
import type { HttpProblem } from '@shaodao/contracts/gateway';
import { z } from 'zod';
import type { Language } from '../speech/language.js';
import { faultInChinese } from './fault-words.js';

export const PROBLEM_TYPE = 'application/problem+json';

/** Codes whose answer always says when to come back, and the seconds when the service did not say. */
const COME_BACK: Readonly<Partial<Record<CodedError['code'], number>>> = { UNAVAILABLE: 2, TOO_MANY: 1, LOCKED: 60 };

export interface ProblemAnswer {
  status: number;
  headers: Record<string, string>;
  body: HttpProblem;
}

/** A refusal as RFC 9457 in the caller's language. `status` only where HTTP has a closer one than the code. */
export function problemOf(
  error: CodedError,
  asked: { path: string; language: Language; status?: number | undefined },
): ProblemAnswer {
  const { code, details } = error;
  const row = ERRORS[code];
  const status = asked.status ?? row.status;
  const title = row[asked.language];
  const seconds = details.retryAfterSeconds ?? COME_BACK[code];
  const body = {
    type: `urn:shaodao:error:${code}`,
    title,
    status,
    detail: detailOf(error, asked.language) ?? title,
    code,
    field: details.field,
    stage: details.stage,
    allowedCommands: details.allowedCommands,
    instance: asked.path,
  } as HttpProblem;
  return {
    status,
    headers: {
      'content-type': `${PROBLEM_TYPE}; charset=utf-8`,
      'content-language': asked.language === 'zh' ? 'zh-CN' : 'en',
      vary: 'Accept-Language',
      ...(seconds === undefined ? {} : { 'retry-after': String(Math.ceil(seconds)) }),
      ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    },
    body,
  };
}

function detailOf(error: CodedError, language: Language): string | undefined {
  if (error.code === 'INTERNAL') return undefined;
  const issue = error.cause instanceof z.ZodError ? error.cause.issues[0] : undefined;
  const { reason, reasonZh = reason } = error.details;
  if (language === 'en') return reason;
  return issue === undefined ? reasonZh : faultInChinese(issue);
}
