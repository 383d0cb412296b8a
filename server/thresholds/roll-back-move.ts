import type { z } from "zod";
import type { rollBackSchema, rolledBackSchema } from "../../lib/contracts/thresholds.ts";
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

interface RollingBack {
  readonly version: number;
  readonly input: z.output<typeof rollBackSchema>;
  readonly caller: Caller;
}

const moveSql = `
  SELECT c.guard, c.notify, c.old_notify, c.old_anchor, v.guard AS in_force, (v.body ->> 'anchor')::float8 AS anchor,
    (SELECT n.notify FROM threshold_change n WHERE n.stream = c.stream ORDER BY n.version DESC LIMIT 1) AS current
  FROM threshold_change c LEFT JOIN guard_view v ON v.stream = c.stream
  WHERE c.stream = $1::smallint AND c.version = $2::int`;

async function readMove(run: RunStatement, stream: number, version: number) {
  const { rows } = await run(moveSql, [stream, version]);
  const [row] = rows;
  if (row === undefined) throw new AppError("not_found", { detail: `There is no move ${version}.` });
  const { guard, old_notify: to, old_anchor: oldAnchor, in_force: inForce, current } = row;
  if (typeof guard !== "number" || guard !== inForce || typeof to !== "number" || typeof current !== "number") {
    throw new AppError("unprocessable", {
      detail: "Only moves of the guard that is in force can be rolled back; publish a policy to set notify otherwise.",
    });
  }
  const anchor = typeof oldAnchor === "number" ? oldAnchor : null;
  // An anchor that goes up takes the rails along: notify could then rise further by itself.
  const loosens = to > current || (anchor !== null && !(anchor <= Number(row.anchor)));
  return { guard, to, current, anchor, loosens };
}

/**
 * Puts notify back to where a move came from, exactly. Lower, scoring takes it up at once, unless it has fallen below that
 * by then; higher, or its anchor higher, less is or can be flagged than now, so that another person decides, except in
 * `demo`.
 */
export function rollBackMove(
  app: App,
  { version, input, caller }: RollingBack,
): Promise<z.input<typeof rolledBackSchema>> {
  const { id: userId, sessionId, email } = requireUser(caller.principal);
  const actor = actorOf(caller);
  const stream = streamNumbers[input.stream];
  return inTransaction(app.pool, async (run) => {
    const { guard, to, current, anchor, loosens } = await readMove(run, stream, version);
    const request = { guard, version, to, anchor, actor: email, reason: input.reason };
    const words = `notify ${scoreOfMargin(current).toFixed(1)} back to ${scoreOfMargin(to).toFixed(1)}`;
    const isExempt = input.stream === "demo";
    if (loosens && !isExempt) {
      const { id, push } = await openRequest(run, {
        ...{ stream, kind: "threshold.guard", title: `${words}: move ${version} rolled back`, reason: input.reason },
        payload: { rollBack: request },
        evidence: { from: current, to },
        requester: { kind: "person", userId, sessionId, actor },
      });
      await appendPush(run, [push]);
      return { outcome: "asked", changeRequest: id };
    }
    const asked = { ...request, byTwo: isExempt };
    await askGuard(run, { stream, kind: "rollBack", request: asked, actor: email });
    const resource = `threshold:${input.stream}:${version}`;
    const change = { before: { notify: current }, after: { notify: to, reason: input.reason } };
    await appendAudit(run, { actor, action: "threshold.rollBack", resource, outcome: "success", ...change });
    return { outcome: "underWay", changeRequest: null };
  });
}
