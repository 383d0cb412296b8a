import type { StreamName } from "../../lib/contracts/common.ts";
import type { ThresholdState } from "../../lib/contracts/thresholds.ts";
import { policySchema } from "../../lib/thresholds/policy.ts";
import { streamNumbers } from "../db/stream-number.ts";
import type { App } from "../http/app.ts";
import { thresholdStep } from "../live/threshold-step.ts";
import { readGuardClock } from "./guard-clock.ts";
import { readGuardView } from "./read-guard-view.ts";

const countsSql = `
  SELECT count(*) FILTER (WHERE verdict IS NULL AND guard = $2 AND due_at > $3)::int AS open,
    count(*) FILTER (WHERE verdict IS NULL AND (guard <> $2 OR due_at <= $3))::int AS late,
    count(*) FILTER (WHERE verdict IS NOT NULL)::int AS judged
  FROM spot_check WHERE stream = $1`;

async function countChecks({ pool }: App, stream: number): Promise<ThresholdState["spotChecks"]> {
  const { guard, at } = await readGuardClock(pool, stream);
  const { rows } = await pool.query<ThresholdState["spotChecks"]>(countsSql, [stream, guard, at]);
  return rows[0] ?? { open: 0, late: 0, judged: 0 };
}

type Newest = Awaited<ReturnType<App["db"]["thresholdChange"]["findFirst"]>>;

/** How the guard stood seconds ago, with notify where it stands now: a move since then is in force already. */
function standingOf(guard: Awaited<ReturnType<typeof readGuardView>>, newest: Newest): ThresholdState["guarded"] {
  if (guard === null) return null;
  const isItsMove = newest !== null && newest.guard === guard.guard;
  return isItsMove && newest.notify !== null ? { ...guard.view, notify: newest.notify } : guard.view;
}

/** What is in force on a stream, and how its guard stands. */
export async function readThresholdState(app: App, name: StreamName): Promise<ThresholdState> {
  const stream = streamNumbers[name];
  const [live, newest, guard, counts] = await Promise.all([
    app.db.policyVersion.findFirst({
      where: { stream, activeFrom: { not: null } },
      orderBy: { version: "desc" },
      select: { body: true },
    }),
    app.db.thresholdChange.findFirst({ where: { stream }, orderBy: { version: "desc" } }),
    readGuardView(app.pool, stream),
    countChecks(app, stream),
  ]);
  const policy = policySchema.safeParse(live?.body);
  return {
    stream: name,
    method: policy.success ? policy.data.notify.method : "fixed",
    current: newest === null ? null : thresholdStep(newest),
    guarded: standingOf(guard, newest),
    spotChecks: counts,
  };
}
