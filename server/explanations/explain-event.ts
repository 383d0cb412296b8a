import { setImmediate as nextTurn } from "node:timers/promises";
import type { z } from "zod";
import type { Explanation, explanationQuerySchema } from "../../lib/contracts/explanations.ts";
import { describeScore } from "../../lib/pipeline/explanation/describe-score.ts";
import { explainScore } from "../../lib/pipeline/explanation/explain-score.ts";
import { Sql } from "../db/prisma.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { readEventRecords } from "../events/event-row.ts";
import { readJudgement } from "../events/read-thresholds.ts";
import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";
import { createTurns } from "../http/turns.ts";
import { type ReadBasis, readScoreBasis } from "./read-score-basis.ts";

/** Each takes a processor for some tens of milliseconds, and the process has events to take in. */
const turns = createTurns({
  atOnce: 1,
  waiting: 30,
  detail: "Many explanations are being computed: try again in a moment.",
});

/** Where the process that scored and this one round alike, nothing differs at all. */
const mostDifference = 1e-9;

function noteOf({ basis }: ReadBasis, isHeldUp: boolean): string {
  if (basis.model === null) return "Uncalibrated: no trained model scored this event.";
  const held = isHeldUp ? " A stated prior holds the score up, which the probability does not know." : "";
  return `Calibrated on ${basis.model.champion.calibratedOn}.${held}`;
}

interface Asked {
  readonly id: number;
  readonly query: z.infer<typeof explanationQuerySchema>;
}

/** Why the event scored as it did, computed again from what was stored. */
export async function explainEvent(app: App, { id, query }: Asked): Promise<Explanation> {
  const { stream } = query;
  const page = Sql.sql`
    SELECT * FROM event e WHERE e.stream = ${streamNumbers[stream]}::smallint AND e.id = ${id}::bigint LIMIT 1`;
  const [record] = await readEventRecords(app.db, page, Sql.sql`e.id`);
  if (record === undefined)
    throw new AppError("not_found", { detail: "There is no such event, or it is not scored yet." });
  const [read, { thresholds }] = await Promise.all([readScoreBasis(app.db, record), readJudgement(app.db, record)]);
  const { notify } = thresholds;
  const explained = await turns.run("explain", async () => {
    await nextTurn();
    return explainScore(read.basis, { against: query.against, surrogate: query.surrogate === "1", notify });
  });
  if (!(Math.abs(explained.margin - record.margin) <= mostDifference)) {
    throw new AppError("unprocessable", {
      detail: "The score was made by another version, and cannot be computed again.",
    });
  }
  const described = describeScore(read.basis, explained, notify);
  const isHeldUp = explained.floor !== null && explained.floor.margin >= explained.margin;
  return { stream, event: id, model: read.model, probabilityNote: noteOf(read, isHeldUp), ...described };
}
