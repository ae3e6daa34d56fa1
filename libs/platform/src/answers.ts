import { CodedError, type RefusalDetails } from '@shaodao/contracts/errors';
import type { RequestContract } from '@shaodao/contracts/contract';
import { Logger } from '@nestjs/common';
import { MessagePattern, RpcException } from '@nestjs/microservices';
import type { z } from 'zod';

const log = new Logger('Answers');

/** Marks the method of a controller that answers a contract: it gets the checked input and returns the output. */
export function Answers<I extends z.ZodType, O extends z.ZodType>(contract: RequestContract<I, O>) {
  return (
    target: object,
    key: string,
    descriptor: TypedPropertyDescriptor<(input: z.output<I>) => Promise<z.output<O>>>,
  ): void => {
    const method = descriptor.value;
    if (method === undefined) throw new Error(`${key} is not a method`);
    descriptor.value = async function (this: unknown, raw: unknown) {
      const input = contract.input.safeParse(raw);
      if (!input.success) throw coded(new CodedError('INVALID', faultOf(input.error)));
      try {
        return await method.call(this, input.data);
      } catch (error) {
        throw coded(error, contract.subject);
      }
    };
    MessagePattern(contract.subject)(target, key, descriptor);
  };
}

/** The first fault as field and reason; never the value itself. */
export function faultOf(error: z.ZodError): RefusalDetails {
  const issue = error.issues[0];
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const path = [...(issue?.path ?? []), ...(unknown === undefined ? [] : [unknown])];
  return { field: path.join('.') || 'body', reason: unknown === undefined ? issue?.message : 'unknown field' };
}

/** Refusals travel with their code; anything else is our bug or a fault outside, told apart in the log only. */
function coded(error: unknown, subject?: string): RpcException {
  if (error instanceof CodedError) return new RpcException({ code: error.code, details: error.details });
  if (error instanceof RpcException) return error;
  log.error({ subject, err: error instanceof Error ? { name: error.name, stack: error.stack } : String(error) });
  const code = isOutside(error) ? 'UNAVAILABLE' : 'INTERNAL';
  return new RpcException({ code, details: {} });
}

/** Connection losses and time limits of PostgreSQL, NATS and Temporal: the caller may try again. */
const OUTSIDE = /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|terminat|timeout|timed out|shutting down|starting up|not yet accepting|Can't reach database|Connection closed|P1001|P1002|P1008|P1017|P2024|57P0|UNAVAILABLE|DEADLINE_EXCEEDED/i;

function isOutside(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const code = 'code' in at ? String(at.code) : '';
    if (OUTSIDE.test(`${code} ${at.name} ${at.message}`)) return true;
  }
  return false;
}
