import type { z } from "zod";
import { AppError } from "./app-error.ts";

/**
 * Refuses parameters that a route does not read: `source=mail`, or a filter with a letter wrong, would else be answered
 * with everything, and a script would take that for what it asked for.
 */
export function refuseUnknownQuery(query: z.ZodObject | undefined, given: object): void {
  if (query === undefined) return;
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(query.shape, name));
  if (unknown.length === 0) return;
  const known = Object.keys(query.shape).join(", ");
  throw new AppError("invalid_request", {
    detail: `There is no such parameter. Known: ${known}.`,
    fields: unknown.map((name) => ({ path: `query.${name}`, message: "There is no such parameter." })),
  });
}
