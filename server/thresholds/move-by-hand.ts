import type { z } from "zod";
import type { moveByHandSchema, rolledBackSchema } from "../../lib/contracts/thresholds.ts";
import { scoreOfMargin } from "../../lib/stats/margin.ts";
import { appendAudit } from "../audit/append-audit.ts";
import { actorOf } from "../audit/write-audit.ts";
import { openRequest } from "../change-requests/open-request.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { streamNumbers } from "../db/stream-number.ts";
import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";
import { requireUser } from "../http/require-user.ts";
import { appendPush } from "../realtime/append-push.ts";
import type { Caller } from "../responses/check-permitted.ts";
import { askGuard } from "./ask-guard.ts";

interface MovingByHand {
  readonly input: z.output<typeof moveByHandSchema>;
  readonly caller: Caller;
}

const standsSql = `
  SELECT v.guard, (v.body -> 'rails' ->> 'low')::float8 AS low, (v.body -> 'rails' ->> 'high')::float8 AS high,
    (SELECT n.notify FROM threshold_change n WHERE n.stream = v.stream ORDER BY n.version DESC LIMIT 1) AS current
  FROM guard_view v WHERE v.stream = $1::smallint`;

const score = (margin: number) => scoreOfMargin(margin).toFixed(1);

/** Where notify stands, if it may go there. */
async function readStanding(run: RunStatement, stream: number, to: number) {
  const { rows } = await run(standsSql, [stream]);
  const [row] = rows;
  const { guard, low, high, current } = row ?? {};
  if (typeof guard !== "number" || typeof low !== "number" || typeof high !== "number" || typeof current !== "number") {
    const detail = "No guard is in force: publish a policy to set notify.";
    throw new AppError("unprocessable", { detail });
  }
  if (to < low || to > high) {
    const message = `Notify stays between ${score(low)} and ${score(high)}, its rails; publish a policy to go further.`;
    throw new AppError("unprocessable", { detail: message, fields: [{ path: "body.to", message }] });
  }
  if (to === current) throw new AppError("unprocessable", { detail: "Notify stands there already." });
  return { guard, current };
}

/**
 * Puts a guarded notify elsewhere within its rails. Lower, more is flagged: scoring takes it up at once on the word of one
 * person, unless notify has fallen below that by then. Higher, another person decides, except in `demo`.
 */
export function moveByHand(app: App, { input, caller }: MovingByHand): Promise<z.input<typeof rolledBackSchema>> {
  const { id: userId, sessionId, email } = requireUser(caller.principal);
  const actor = actorOf(caller);
  const stream = streamNumbers[input.stream];
  const { to, reason } = input;
  return inTransaction(app.pool, async (run) => {
    const { guard, current } = await readStanding(run, stream, to);
    const request = { guard, to, actor: email, reason };
    const isExempt = input.stream === "demo";
    if (to > current && !isExempt) {
      const { id, push } = await openRequest(run, {
        ...{ stream, kind: "threshold.guard", title: `notify ${score(current)} up to ${score(to)} by hand`, reason },
        payload: { byHand: request },
        evidence: { from: current, to },
        requester: { kind: "person", userId, sessionId, actor },
      });
      await appendPush(run, [push]);
      return { outcome: "asked", changeRequest: id };
    }
    await askGuard(run, { stream, kind: "byHand", request: { ...request, byTwo: isExempt }, actor: email });
    const change = { before: { notify: current }, after: { notify: to, reason } };
    const resource = `threshold:${input.stream}`;
    await appendAudit(run, { actor, action: "threshold.byHand", resource, outcome: "success", ...change });
    return { outcome: "underWay", changeRequest: null };
  });
}
