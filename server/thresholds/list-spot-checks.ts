import { z } from "zod";
import type { SpotCheck, spotCheckQuerySchema } from "../../lib/contracts/thresholds.ts";
import { streamNumbers } from "../db/stream-number.ts";
import type { App } from "../http/app.ts";
import { cursorId, decodeCursor, encodeCursor } from "../http/cursor.ts";
import { readGuardClock } from "./guard-clock.ts";
import { spotCheckRow } from "./spot-check-row.ts";

/** Spot checks of a stream in one state, newest first. */
export async function listSpotChecks(
  app: App,
  { stream, state, cursor, limit }: z.output<typeof spotCheckQuerySchema>,
): Promise<{ items: SpotCheck[]; nextCursor: string | null }> {
  const order = `spot-checks.${state}`;
  const last = decodeCursor(cursor, order, z.tuple([cursorId]));
  const clock = await readGuardClock(app.pool, streamNumbers[stream]);
  const { guard, at } = clock;
  const inState = {
    open: { verdict: null, guard, dueAt: { gt: at } },
    late: { verdict: null, OR: [{ guard: { not: guard } }, { dueAt: { lte: at } }] },
    judged: { verdict: { not: null } },
  }[state];
  const rows = await app.db.spotCheck.findMany({
    where: { stream: streamNumbers[stream], ...inState, ...(last ? { id: { lt: BigInt(last[0]) } } : {}) },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const lastRow = page.at(-1);
  const nextCursor = rows.length > limit && lastRow ? encodeCursor(order, [String(lastRow.id)]) : null;
  return { items: page.map((row) => spotCheckRow(row, clock)), nextCursor };
}
