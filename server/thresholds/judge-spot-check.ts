import type { z } from "zod";
import type { SpotCheck, spotCheckJudgeSchema } from "../../lib/contracts/thresholds.ts";
import { type Actor, writeAudit } from "../audit/write-audit.ts";
import type { SpotCheck as SpotCheckRecord } from "../db/generated/client.ts";
import { Sql, type Transaction } from "../db/prisma.ts";
import { streamName } from "../db/stream-number.ts";
import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";
import { appendPush } from "../realtime/append-push.ts";
import { runIn } from "../realtime/run-in.ts";
import { askGuard } from "./ask-guard.ts";
import { readGuardClock } from "./guard-clock.ts";
import { spotCheckRow } from "./spot-check-row.ts";

interface Judging {
  readonly id: number;
  readonly input: z.output<typeof spotCheckJudgeSchema>;
  readonly actor: Actor;
}

/** Of two people who judge the same one the second is told: nobody's verdict goes unseen. Saying the same again is no conflict. */
function checkSeen(before: SpotCheckRecord, { verdict, seen }: Judging["input"]): void {
  if (seen === undefined || before.verdict === seen || before.verdict === verdict) return;
  const detail =
    before.verdict === null
      ? "Its verdict was taken back meanwhile."
      : `${before.judgedBy ?? "Somebody"} judged it ${before.verdict} meanwhile.`;
  throw new AppError("conflict", { detail });
}

async function judge(tx: Transaction, { id, input, actor }: Judging, now: Date): Promise<SpotCheckRecord> {
  await tx.$queryRaw(Sql.sql`SELECT id FROM spot_check WHERE id = ${BigInt(id)}::bigint FOR UPDATE`);
  const before = await tx.spotCheck.findUnique({ where: { id: BigInt(id) } });
  if (before === null) throw new AppError("not_found", { detail: `There is no spot check ${id}.` });
  checkSeen(before, input);
  const { verdict, reason = null } = input;
  const after = await tx.spotCheck.update({
    where: { id: before.id },
    data: {
      verdict,
      reason,
      ...(verdict === null ? { judgedBy: null, judgedAt: null } : { judgedBy: actor.name, judgedAt: now }),
    },
  });
  const { stream } = before;
  if (before.verdict !== verdict) {
    await askGuard(runIn(tx), { stream, kind: "spotCheck", request: { id }, actor: actor.name });
  }
  await writeAudit(tx, {
    actor,
    action: "spotCheck.judge",
    resource: `spotCheck:${id}`,
    outcome: "success",
    before: { verdict: before.verdict, reason: before.reason },
    after: { verdict, reason, event: Number(before.eventId) },
  });
  await appendPush(runIn(tx), [{ kind: "spotCheck", stream, body: { stream: streamName(stream), change: "judged" } }]);
  return after;
}

/** A person's verdict on a spot check, or that there is none any more; the guard takes it up, and takes back what an earlier one did. */
export async function judgeSpotCheck(app: App, judging: Judging): Promise<SpotCheck> {
  const record = await app.db.$transaction((tx) => judge(tx, judging, app.now()));
  return spotCheckRow(record, await readGuardClock(app.pool, record.stream));
}
