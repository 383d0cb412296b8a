import { z } from "zod";
import type { ResponseCounts, ResponseQuery } from "../../lib/contracts/response-decisions.ts";
import { type ResponseRow, responseActionSchema, responseStateSchema } from "../../lib/contracts/responses.ts";
import { readingFrom } from "../db/in-transaction.ts";
import type { Pool } from "../db/pg.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { cursorId, decodeCursor, encodeCursor } from "../http/cursor.ts";
import { parseInput } from "../http/parse-input.ts";
import { countResponses } from "./publish-steps.ts";
import { responseColumns, responseJoins, responseRecord, responseRow } from "./response-record.ts";

const commaList = z.string().transform((text) => text.split(",").filter((part) => part !== ""));
const listsSchema = z.object({
  state: commaList.pipe(z.array(responseStateSchema).min(1)).optional(),
  action: commaList.pipe(z.array(responseActionSchema).min(1)).optional(),
});

/** Text for LIKE that means itself. */
const literally = (text: string) => text.replace(/[\\%_]/g, "\\$&");

/** Conditions over `response r` with their values in order. */
function conditionsOf(query: ResponseQuery): { where: string; values: unknown[] } {
  const lists = parseInput(listsSchema, query, "query");
  const last = decodeCursor(query.cursor, `responses.${query.tab}`, z.tuple([cursorId]));
  const values: unknown[] = [];
  const place = (value: unknown) => `$${values.push(value)}`;
  const where = [`r.stream = ${place(streamNumbers[query.stream])}`, `r.tab = ${place(query.tab)}`];
  if (lists.state) where.push(`r.state = ANY(${place(lists.state)}::text[])`);
  if (lists.action) where.push(`r.action = ANY(${place(lists.action)}::text[])`);
  if (query.alert !== undefined) where.push(`r.alert_id = ${place(query.alert)}`);
  if (query.q) {
    const pattern = place(`%${literally(query.q)}%`);
    where.push(`(r.target_name ILIKE ${pattern} OR r.evidence->>'title' ILIKE ${pattern})`);
  }
  if (last) where.push(`r.id < ${place(last[0])}::bigint`);
  return { where: where.join(" AND "), values };
}

/** A page of one of the three lists, newest first, with the counts of all. */
export async function listResponses(
  pool: Pool,
  query: ResponseQuery,
): Promise<{ items: ResponseRow[]; nextCursor: string | null; counts: ResponseCounts }> {
  const run = readingFrom(pool);
  const { where, values } = conditionsOf(query);
  const sql = `SELECT ${responseColumns} FROM response r ${responseJoins} WHERE ${where} ORDER BY r.id DESC LIMIT ${query.limit + 1}`;
  const [{ rows }, counts] = await Promise.all([run(sql, values), countResponses(run, streamNumbers[query.stream])]);
  const items = rows.slice(0, query.limit).map((row) => responseRow(responseRecord(row)));
  const last = items.at(-1);
  const hasMore = rows.length > query.limit && last !== undefined;
  return { items, nextCursor: hasMore ? encodeCursor(`responses.${query.tab}`, [String(last.id)]) : null, counts };
}
