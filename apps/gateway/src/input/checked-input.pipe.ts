import { CodedError } from '@shaodao/contracts/errors';
import { faultOf } from '@shaodao/platform/answers';
import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { z } from 'zod';

/** Checks whatever a route declares with a zod schema. Refuses INVALID, naming the field; says the issue as cause. */
export class CheckedInput implements PipeTransform {
  transform(value: unknown, { schema, data }: ArgumentMetadata): unknown {
    if (!(schema instanceof z.ZodType)) return value;
    const checked = schema.safeParse(value);
    if (checked.success) return checked.data;
    const fault = faultOf(checked.error);
    // A value of its own has no path: it is called as the route calls it.
    const field = checked.error.issues[0]?.path.length === 0 && data !== undefined ? data : fault.field;
    throw new CodedError('INVALID', { ...fault, field }, { cause: checked.error });
  }
}
