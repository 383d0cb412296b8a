import { z } from "zod";
import { type Pool, withTransaction } from "../db/pg.ts";
import type { Ingest } from "../events/ingest/ingest.ts";
import { AppError } from "../http/app-error.ts";

const rowsSchema = z.array(z.object({ id: z.string(), stream: z.number().int(), body: z.unknown() }));
/** Told at a time: they are few. */
const mostAtOnce = 20;

/** Why the log will never take it; what may come right by itself is thrown. */
async function sendOne(ingest: Pick<Ingest, "takeOwn">, stream: number, body: unknown): Promise<string | null> {
  try {
    const { answer } = await ingest.takeOwn(stream, Buffer.from(JSON.stringify(body)));
    return answer.rejected[0]?.reason ?? null;
  } catch (error) {
    if (error instanceof AppError && error.code === "unprocessable") return error.message;
    throw error;
  }
}

/**
 * Brings to the log what Tideline itself has to tell, oldest first. May run twice, and beside itself: a row is held while
 * it is sent, and the log takes what was sent before for the duplicate that it is. Answers how many were told.
 */
export async function sendOwnEvents(pool: Pool, ingest: Pick<Ingest, "takeOwn">): Promise<number> {
  return withTransaction(pool, async (client) => {
    const { rows } = await client.query(
      "SELECT id, stream, body FROM own_event WHERE sent_at IS NULL ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED",
      [mostAtOnce],
    );
    const waiting = rowsSchema.parse(rows);
    for (const { id, stream, body } of waiting) {
      const problem = await sendOne(ingest, stream, body);
      await client.query("UPDATE own_event SET sent_at = now(), problem = $2 WHERE id = $1", [id, problem]);
    }
    return waiting.length;
  });
}
