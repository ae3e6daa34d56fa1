import { createHash, timingSafeEqual } from 'node:crypto';
import { CodedError } from '@shaodao/contracts/errors';
import { HOUR_MS } from '@shaodao/domain/calendar';
import { z } from 'zod';
import type { Callback } from './channel.js';

const CHINA_MS = 8 * HOUR_MS;

/** What 阿里云 wants to read; anything else is sent again. */
export const ALIYUN_ANSWER = '{"code":0,"msg":"成功"}';

/** 短信 SmsReport. */
export const smsReport = z.object({
  phone_number: z.string(),
  success: z.boolean(),
  err_code: z.string().nullish(),
  report_time: z.string().nullish(),
  out_id: z.string().nullish(),
});
/** 语音 VoiceReport, and VoiceCallReport of a call under way. 200000: 用户听完. */
export const voiceReport = z.object({
  status_code: z.string(),
  out_id: z.string().nullish(),
  dtmf: z.string().nullish(),
  end_time: z.string().nullish(),
  status_time: z.string().nullish(),
});

/**
 * The reports of one push. 阿里云 signs none: the address it is given ends with `?token=<secret>`, and that is the proof.
 * Throws UNAUTHENTICATED, INVALID `body`.
 */
export function readReports<T extends z.ZodType>({ query, body }: Callback, token: string, shape: T): z.output<T>[] {
  if (!same(query['token'] ?? '', token)) throw new CodedError('UNAUTHENTICATED');
  const read = z.array(shape).safeParse(parsed(body));
  if (!read.success) throw new CodedError('INVALID', { field: 'body', reason: 'not a list of reports' });
  return read.data;
}

/** `2026-11-26 10:04:05`, China time; `otherwise` where it is none. */
export function reportTime(text: string | null | undefined, otherwise: number): number {
  const at = Date.parse(`${(text ?? '').replace(' ', 'T')}Z`) - CHINA_MS;
  return Number.isFinite(at) && at >= 0 ? at : otherwise;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

function same(given: string, right: string): boolean {
  const [one, other] = [given, right].map((text) => createHash('sha256').update(text).digest()) as [Buffer, Buffer];
  return timingSafeEqual(one, other);
}
