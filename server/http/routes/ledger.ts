import { z } from "zod";
import { daySchema, streamSchema } from "../../../lib/contracts/common.ts";
import {
  deadLetterDownloadQuerySchema,
  deadLetterPageSchema,
  deadLetterQuerySchema,
  deadLetterReplayAnswerSchema,
  deadLetterReplaySchema,
} from "../../../lib/contracts/dead-letters.ts";
import { ledgerSchema } from "../../../lib/contracts/ledger.ts";
import { ledgerMinutesQuerySchema, ledgerMinutesSchema } from "../../../lib/contracts/ledger-minutes.ts";
import { actorOf, writeAudit } from "../../audit/write-audit.ts";
import { readLedger } from "../../ledger/read-ledger.ts";
import { readLedgerMinutes } from "../../ledger/read-ledger-minutes.ts";
import { downloadDeadLetters } from "../../scoring/download-dead-letters.ts";
import { countDeadLetters, listDeadLetters } from "../../scoring/list-dead-letters.ts";
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

export const getLedgerMinutesRoute = defineRoute({
  method: "GET",
  path: "/api/v1/ledger/minutes",
  summary: "The conservation ledger of a stream by source and minute, and where it does not add up",
  access: "ledger:read",
  query: ledgerMinutesQuerySchema,
  answer: ledgerMinutesSchema,
  handle: ({ app, query }) => readLedgerMinutes(app.pool, query, app.now()),
});

export const listDeadLettersRoute = defineRoute({
  method: "GET",
  path: "/api/v1/dead-letters",
  summary: "Events that were accepted and could not be scored, newest first",
  access: "deadLetters:read",
  query: deadLetterQuerySchema,
  answer: deadLetterPageSchema,
  async handle({ app, query: { cursor, limit, ...filters } }) {
    const last = decodeCursor(cursor, "dead-letters", z.tuple([cursorOffset]));
    const page = await listDeadLetters(app.pool, { ...filters, limit, cursor: last?.[0] });
    const count = await countDeadLetters(app.pool, filters);
    const nextCursor = page.nextCursor === null ? null : encodeCursor("dead-letters", [page.nextCursor]);
    return { ...page, count, nextCursor };
  },
});

const ndjson = "application/x-ndjson";

export const downloadDeadLettersRoute = defineRoute({
  method: "GET",
  path: "/api/v1/dead-letters/download",
  summary:
    "The records of dead letters as received: with reasons as NDJSON, or raw; the newest 5,000 of those that match",
  access: "deadLetters:read",
  query: deadLetterDownloadQuerySchema,
  answer: z.instanceof(Uint8Array),
  contentType: ndjson,
  async handle(call) {
    const { stream, form } = call.query;
    const { bytes, records, more } = await downloadDeadLetters(call.app.pool, call.query);
    // Records hold personal data: who has taken some stays known.
    await writeAudit(call.app.db, {
      actor: actorOf(call),
      action: "dead_letter.download",
      resource: `dead-letters:${stream}`,
      outcome: "success",
      after: { ...call.query, records },
    });
    const { headers } = call.reply;
    headers.set("content-type", form === "raw" ? "application/octet-stream" : ndjson);
    headers.set(
      "content-disposition",
      `attachment; filename="dead-letters-${stream}.${form === "raw" ? "log" : "ndjson"}"`,
    );
    headers.set("x-tideline-more", String(more));
    return bytes;
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
