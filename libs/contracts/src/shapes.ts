import { SEATS, type Actor } from '@shaodao/domain/case/actor';
import { z } from 'zod';

/** Shapes that more than one speaker uses. */

/** A UUID of RFC 9562, any version, lower-cased so that one id has one spelling. */
export const uuid = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, 'must be a UUID')
  .transform((id) => id.toLowerCase());

/** Milliseconds since 1970-01-01T00:00Z. */
export const instant = z.int().min(0);

/** 6 (district), 9 (subdistrict), 12 (community) or 15 (grid) digits. */
export const areaCode = z.string().regex(/^(\d{6}|\d{9}|\d{12}|\d{15})$/, 'must be 6, 9, 12 or 15 digits');

/** Words of a person: no lone surrogate (it cannot be stored), no control character but line breaks and tabs. */
export function words(max: number): z.ZodType<string> {
  return z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(max, `at most ${max} characters`)
    .refine((text) => text.isWellFormed(), 'holds a lone surrogate')
    .refine((text) => !/[^\P{Cc}\t\r\n]/u.test(text), 'holds a control character');
}

/** WGS84, degrees. */
export const location = z.strictObject({ lng: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) });
export type Location = z.output<typeof location>;
/** A place of a device with the radius it says of itself. */
export const measuredLocation = location.extend({ accuracyMetres: z.number().min(0).max(1e8) });
export type MeasuredLocation = z.output<typeof measuredLocation>;

export const actor = z.object({
  personId: uuid,
  seat: z.enum(SEATS),
  areaCode,
  departmentId: uuid.optional(),
}) satisfies z.ZodType<Actor>;

/** A page of a list: `nextCursor` is null on the last one. */
export function page<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}
