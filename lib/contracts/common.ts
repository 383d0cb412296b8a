import { z } from "zod";

/** A log offset: the id of an event. */
export const offsetSchema = z.number().int().nonnegative();

/** An id in a path: decimal digits alone, since `Number` would also take `0x10` and `1e2` for ids. */
export const idParameterSchema = z
  .string()
  .regex(/^\d{1,16}$/, "An id has decimal digits only.")
  .transform(Number)
  .pipe(offsetSchema);

/** Ids and versions that the database keeps in four bytes: a larger one names nothing, and the database fails at it. */
export const smallIdSchema = z
  .number()
  .int()
  .max(2 ** 31 - 1);
export const smallIdParameterSchema = idParameterSchema.pipe(smallIdSchema);

/** Beyond these years the next day, or the form that the database is given, would have more digits than it reads. */
function hasPlainYear(text: string): boolean {
  const year = Number(text.slice(0, 4));
  return !(year < 1970 || year > 9998);
}
const plainYears = "Years from 1970 to 9998 are known.";

/** A moment that people or machines name: ISO 8601 in UTC. */
export const dateTimeSchema = z.iso.datetime().refine(hasPlainYear, plainYears);

/** A UTC day that they name, as 2026-11-22. */
export const daySchema = z.iso.date().refine(hasPlainYear, plainYears);

/** Entity ids are 64-bit hashes, which JSON numbers cannot hold: 16 hexadecimal digits. */
export const entityIdSchema = z.string().regex(/^[0-9a-f]{16}$/);

export const streamSchema = z.enum(["main", "demo"]);
export type StreamName = z.infer<typeof streamSchema>;

export const severitySchema = z.enum(["informational", "low", "medium", "high", "critical"]);
export type Severity = z.infer<typeof severitySchema>;

export const bandSchema = z.enum(["none", "notify", "approve", "auto"]);
export type BandName = z.infer<typeof bandSchema>;

/**
 * What would hide or turn the words beside it: controls, marks of direction, line separators, spaces without width.
 * Joiners stay, since Persian names and many signs are written with them.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the purpose.
const disguises = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/;

/** Whether others can read a name as it is written, whoever chose it: nothing in it hides or turns what stands there. */
export function isPlainName(text: string): boolean {
  return !disguises.test(text);
}

/** A name that people or machines give, of 1 to `longest` characters: others decide by it, so it may disguise nothing. */
export const nameSchema = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .refine(isPlainName, "Use no control characters and no marks that hide or turn text.");

/** A page of a list; `nextCursor` is null at its end. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** RFC 9457 problem details, with the request id that the logs carry too. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  code: z.string(),
  requestId: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** After a conflict: what holds now. */
  current: z.unknown().optional(),
});
export type Problem = z.infer<typeof problemSchema>;
