import { z } from "zod";
import { earliestMs, latestMs } from "../event-log/storable-time.ts";
import { AppError } from "./app-error.ts";

/**
 * A place in a list as an opaque word: the sort key of the last row seen. `order` names the list and its order, so
 * that a cursor cannot be carried into another.
 */
export function encodeCursor(order: string, key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify([order, ...key])).toString("base64url");
}

/** A whole number as text: what the database would not hold is no cursor of ours, and would make it fail. */
function wholeText(least: bigint, most: bigint) {
  return z.string().refine((text) => /^-?\d{1,19}$/.test(text) && BigInt(text) >= least && BigInt(text) <= most);
}
/** An id of a table. */
export const cursorId = wholeText(0n, 2n ** 63n - 1n);
/** An offset of the log, which we count in numbers. */
export const cursorOffset = wholeText(0n, BigInt(Number.MAX_SAFE_INTEGER));
/** A time in microseconds since 1970. */
export const cursorMicroseconds = wholeText(BigInt(earliestMs) * 1000n, BigInt(latestMs) * 1000n);

/** The sort key in the cursor, or null without one. */
export function decodeCursor<S extends z.ZodType>(
  cursor: string | undefined,
  order: string,
  key: S,
): z.output<S> | null {
  if (cursor === undefined || cursor === "") return null;
  const refuse = (cause?: unknown) =>
    new AppError("invalid_request", {
      detail: "The cursor belongs to another list, order or version.",
      fields: [{ path: "query.cursor", message: "Start again without it." }],
      cause,
    });
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch (cause) {
    throw refuse(cause);
  }
  if (!Array.isArray(parts) || parts[0] !== order) throw refuse();
  const parsed = key.safeParse(parts.slice(1));
  if (!parsed.success) throw refuse(parsed.error);
  return parsed.data;
}
