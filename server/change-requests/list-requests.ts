import { z } from "zod";
import {
  type ChangeRequest,
  type ChangeRequestQuery,
  changeRequestStateSchema,
} from "../../lib/contracts/change-requests.ts";
import { readingFrom } from "../db/in-transaction.ts";
import type { Pool } from "../db/pg.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { cursorId, decodeCursor, encodeCursor } from "../http/cursor.ts";
import { parseInput } from "../http/parse-input.ts";
import { requestColumns, requestRecord, requestRow } from "./request-record.ts";
import { countOpen } from "./tell-of-request.ts";

const statesSchema = z.object({
  state: z
    .string()
    .transform((text) => text.split(",").filter((part) => part !== ""))
    .pipe(z.array(changeRequestStateSchema).min(1))
    .optional(),
});
const order = "change-requests";

/** A page of a stream's change requests, newest first, with how many are open. */
export async function listRequests(
  pool: Pool,
  query: ChangeRequestQuery,
): Promise<{ items: ChangeRequest[]; nextCursor: string | null; open: number }> {
  const { state = null } = parseInput(statesSchema, { state: query.state }, "query");
  const last = decodeCursor(query.cursor, order, z.tuple([cursorId]));
  const stream = streamNumbers[query.stream];
  const run = readingFrom(pool);
  const sql = `SELECT ${requestColumns} FROM change_request r
    WHERE r.stream = $1 AND ($2::text[] IS NULL OR r.state = ANY($2)) AND ($3::bigint IS NULL OR r.id < $3)
    ORDER BY r.id DESC LIMIT $4`;
  const [{ rows }, open] = await Promise.all([
    run(sql, [stream, state, last?.[0] ?? null, query.limit + 1]),
    countOpen(run, stream),
  ]);
  const items = rows.slice(0, query.limit).map((row) => requestRow(requestRecord(row)));
  const lastItem = items.at(-1);
  const hasMore = rows.length > query.limit && lastItem !== undefined;
  return { items, nextCursor: hasMore ? encodeCursor(order, [String(lastItem.id)]) : null, open };
}
