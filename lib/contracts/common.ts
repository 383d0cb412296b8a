import { z } from "zod";

/** A log offset: the id of an event. */
export const offsetSchema = z.number().int().nonnegative();

/** Entity ids are 64-bit hashes, which JSON numbers cannot hold: 16 hexadecimal digits. */
export const entityIdSchema = z.string().regex(/^[0-9a-f]{16}$/);

export const streamSchema = z.enum(["main", "demo"]);
export type StreamName = z.infer<typeof streamSchema>;

export const severitySchema = z.enum(["informational", "low", "medium", "high", "critical"]);
export type Severity = z.infer<typeof severitySchema>;

export const bandSchema = z.enum(["none", "notify", "approve", "auto"]);
export type BandName = z.infer<typeof bandSchema>;

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
});
export type Problem = z.infer<typeof problemSchema>;
