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

/** All facts are kept in this stream. */
export const FACTS_STREAM = 'FACTS';

/** What one service tells every consumer, at least once: on `<subject>.<type>`, facts of one `order` one after another. */
export interface FactContract<T extends { factId: string } = { factId: string }> {
  subject: string;
  shape: z.ZodType<T>;
  type: (fact: T) => string;
  order: (fact: T) => string;
}
