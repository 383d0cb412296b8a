import { z } from "zod";
import { nameSchema } from "./common.ts";

/** What a view may hold: the parameters of the Alerts page, what is open in it aside. */
export const alertViewParameters = [
  "status",
  "severity",
  "verdict",
  "assignee",
  "detector",
  "technique",
  "entity",
  "scoreFrom",
  "scoreTo",
  "time",
  "within",
  "from",
  "to",
  "q",
  "flood",
  "sort",
  "dir",
  "group",
  "cols",
] as const;

/** The same view is the same text: known parameters alone, in one order. */
export function canonicalViewQuery(search: string): string {
  const params = new URLSearchParams(search);
  const kept = new URLSearchParams();
  for (const name of alertViewParameters) {
    const value = params.get(name);
    if (value !== null && value !== "") kept.set(name, value);
  }
  return kept.toString().replaceAll("%2C", ",");
}

const viewName = nameSchema(80);
const querySchema = z
  .string()
  .max(2000)
  .refine(
    (text) => [...new URLSearchParams(text).keys()].every((key) => alertViewParameters.some((name) => name === key)),
    `Only these parameters make a view: ${alertViewParameters.join(", ")}.`,
  )
  .transform(canonicalViewQuery);

export const alertViewSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  query: z.string(),
  /** Seen by everybody; changed by administrators. */
  shared: z.boolean(),
  createdBy: z.string(),
  revision: z.number().int(),
});
export type AlertView = z.infer<typeof alertViewSchema>;
export const alertViewListSchema = z.object({ items: z.array(alertViewSchema) });

export const alertViewCreateSchema = z
  .object({ name: viewName, query: querySchema, shared: z.boolean().default(false) })
  .strict();
export type AlertViewCreate = z.infer<typeof alertViewCreateSchema>;

/** `revision` is what the person saw; a stale one is refused with 409. */
export const alertViewPatchSchema = z
  .object({ revision: z.number().int(), name: viewName.optional(), query: querySchema.optional() })
  .strict();
export type AlertViewPatch = z.infer<typeof alertViewPatchSchema>;
