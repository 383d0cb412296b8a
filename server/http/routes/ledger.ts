import { z } from "zod";
import { daySchema, streamSchema } from "../../../lib/contracts/common.ts";
import {
  deadLetterPageSchema,
  deadLetterQuerySchema,
  deadLetterReplayAnswerSchema,
  deadLetterReplaySchema,
} from "../../../lib/contracts/dead-letters.ts";
import { ledgerSchema } from "../../../lib/contracts/ledger.ts";
import { actorOf } from "../../audit/write-audit.ts";
import { readLedger } from "../../ledger/read-ledger.ts";
import { listDeadLetters } from "../../scoring/list-dead-letters.ts";
import { replayDeadLetters } from "../../scoring/replay-dead-letters.ts";
import { AppError } from "../app-error.ts";
import { cursorOffset, decodeCursor, encodeCursor } from "../cursor.ts";
import { defineRoute } from "../define-route.ts";

export const getLedgerRoute = defineRoute({
  method: "GET",
  path: "/api/v1/ledger",
  summary: "The conservation ledger of a stream, and whether it adds up; of whole UTC days with from and to",
  access: "ledger:read",
  query: z.object({ stream: streamSchema.default("main"), from: daySchema.optional(), to: daySchema.optional() }),
  answer: ledgerSchema,
  handle: ({ app, query: { stream, from, to } }) =>
    readLedger(app.pool, { stream, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }),
});

export const listDeadLettersRoute = defineRoute({
  method: "GET",
  path: "/api/v1/dead-letters",
  summary: "Events that were accepted and could not be scored, newest first",
  access: "deadLetters:read",
  query: deadLetterQuerySchema,
  answer: deadLetterPageSchema,
  async handle({ app, query: { stream, cursor, limit } }) {
    const last = decodeCursor(cursor, "dead-letters", z.tuple([cursorOffset]));
    const page = await listDeadLetters(app.pool, { stream, limit, ...(last === null ? {} : { cursor: last[0] }) });
    return { ...page, nextCursor: page.nextCursor === null ? null : encodeCursor("dead-letters", [page.nextCursor]) };
  },
});

export const replayDeadLettersRoute = defineRoute({
  method: "POST",
  path: "/api/v1/dead-letters/replay",
  summary: "Send dead letters through the log again",
  access: "deadLetters:replay",
  body: deadLetterReplaySchema,
  answer: deadLetterReplayAnswerSchema,
  handle(call) {
    const ingest = call.app.ingest();
    if (ingest === undefined) {
      throw new AppError("unavailable", { detail: "This process takes no events in.", retryAfterSeconds: 5 });
    }
    const { stream, offsets } = call.body;
    const append = (number: number, job: Parameters<typeof ingest.append>[1]) => ingest.append(number, job);
    return replayDeadLetters({ pool: call.app.pool, append }, { stream, offsets, actor: actorOf(call) });
  },
});
