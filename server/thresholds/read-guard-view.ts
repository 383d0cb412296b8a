import type { z } from "zod";
import { guardedThresholdSchema } from "../../lib/contracts/thresholds.ts";
import type { Queryable } from "../db/pg.ts";

type StoredGuard = z.infer<typeof guardedThresholdSchema>;

const sql = `
  SELECT v.guard, v.body, q.change_request::float8 AS change_request
  FROM guard_view v
  LEFT JOIN guard_request q ON q.stream = v.stream AND q.guard = v.guard
    AND q.number = (v.body -> 'request' ->> 'id')::int
  WHERE v.stream = $1`;

/** How the stream's guard stood a few seconds ago, with the number that names it; null where none is in force. */
export async function readGuardView(
  db: Queryable,
  stream: number,
): Promise<{ readonly guard: number; readonly view: StoredGuard } | null> {
  const { rows } = await db.query<{ guard: number; body: Record<string, unknown>; change_request: number | null }>({
    text: sql,
    values: [stream],
  });
  const [row] = rows;
  if (row === undefined) return null;
  const { body, change_request: changeRequest } = row;
  const asked = Object(body.request);
  const request =
    body.request === null ? null : { ...asked, number: asked.id, openedAt: asked.openedMs, changeRequest };
  return { guard: row.guard, view: guardedThresholdSchema.parse({ ...body, request }) };
}
