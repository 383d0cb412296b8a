import type { z } from "zod";
import { AppError } from "./app-error.ts";
import { describeIssue } from "./describe-issue.ts";

/** The input as the schema understands it, or `invalid_request` naming every field that is wrong. */
export function parseInput<S extends z.ZodType>(schema: S | undefined, input: unknown, where: string): z.output<S> {
  // Without a schema the route reads nothing of this part; the type of its handler says so too.
  // biome-ignore lint/plugin/no-type-assertion: see above.
  if (schema === undefined) return {} as z.output<S>;
  const parsed = schema.safeParse(input, { error: describeIssue });
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.flatMap((issue) => {
    const path = [where, ...issue.path.map(String)].join(".");
    if (issue.code !== "unrecognized_keys") return [{ path, message: issue.message }];
    return issue.keys.map((key) => ({ path: `${path}.${key}`, message: "There is no such field." }));
  });
  throw new AppError("invalid_request", { detail: "Some fields are not valid.", fields });
}
