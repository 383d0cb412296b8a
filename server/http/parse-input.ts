import type { z } from "zod";
import { AppError } from "./app-error.ts";

/** The input as the schema understands it, or `invalid_request` naming every field that is wrong. */
export function parseInput<S extends z.ZodType>(schema: S | undefined, input: unknown, where: string): z.output<S> {
  // Without a schema the route reads nothing of this part; the type of its handler says so too.
  // biome-ignore lint/plugin/no-type-assertion: see above.
  if (schema === undefined) return {} as z.output<S>;
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => ({
    path: [where, ...issue.path.map(String)].join("."),
    message: issue.message,
  }));
  throw new AppError("invalid_request", { detail: "Some fields are not valid.", fields });
}
