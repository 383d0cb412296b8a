import { z } from "zod";
import type { StreamName } from "../../lib/contracts/common.ts";
import type { ModelPage, ModelState } from "../../lib/contracts/models.ts";
import { readingFrom } from "../db/in-transaction.ts";
import type { Pool } from "../db/pg.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { cursorId, decodeCursor, encodeCursor } from "../http/cursor.ts";
import { modelColumns, modelRow, modelTables } from "./model-record.ts";
import { readStanding } from "./read-standing.ts";

interface ModelQuery {
  readonly stream: StreamName;
  readonly state?: ModelState | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** A stream's models, newest first, with which of them scores. */
export async function listModels(pool: Pool, { stream, state, cursor, limit }: ModelQuery): Promise<ModelPage> {
  const run = readingFrom(pool);
  const last = decodeCursor(cursor, "models", z.tuple([cursorId]));
  const sql = `SELECT ${modelColumns} FROM ${modelTables} WHERE m.stream = $1 AND ($2::text IS NULL OR m.state = $2)
    AND ($3::bigint IS NULL OR m.id < $3) ORDER BY m.id DESC LIMIT $4`;
  const [{ rows }, standing] = await Promise.all([
    run(sql, [streamNumbers[stream], state ?? null, last?.[0] ?? null, limit + 1]),
    readStanding(run, stream),
  ]);
  const items = rows.slice(0, limit).map(modelRow);
  const lastItem = items.at(-1);
  const hasMore = rows.length > limit && lastItem !== undefined;
  return { items, nextCursor: hasMore ? encodeCursor("models", [String(lastItem.id)]) : null, standing };
}
