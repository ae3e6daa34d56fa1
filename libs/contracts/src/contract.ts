import type { z } from 'zod';
import type { ErrorCode } from './errors.js';

/** One question one service answers: `service.noun.verb`, its input and output, and the refusals a caller may meet. */
export interface RequestContract<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  subject: string;
  input: I;
  output: O;
  refusals: readonly ErrorCode[];
}

export function request<I extends z.ZodType, O extends z.ZodType>(
  contract: RequestContract<I, O>,
): RequestContract<I, O> {
  return contract;
}
