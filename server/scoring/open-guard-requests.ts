import type { GuardRequest } from "../../lib/pipeline/types.ts";
import { scoreOfMargin } from "../../lib/stats/margin.ts";
import { scoresApart } from "../../lib/stats/score-words.ts";
import { openRequest } from "../change-requests/open-request.ts";
import type { RunStatement } from "../db/run-statement.ts";
import type { ScoredPart } from "../event-log/scored-part.ts";
import { AppError } from "../http/app-error.ts";
import type { PushDraft } from "../realtime/append-push.ts";
import { systemActor } from "../responses/take-step.ts";

const guardWords: Readonly<Record<GuardRequest["request"]["guard"], string>> = {
  rate: "further than it may go in a day",
  rail: "past the rails around its anchor",
  canary: "though a family of known attacks would lose more than five points of recall",
  capacity: "though people look at as many alerts already as they can",
  freeze: "after a freeze that a flood has caused",
};

const keepSql = `INSERT INTO guard_request (stream, guard, number, active_from, change_request)
  VALUES ($1, $2, $3, $4, $5)`;

const share = (rate: number) => `${Number((rate * 100).toPrecision(2))} %`;

/** The change request of one wish; null where the same is asked for already: that must never stop scoring. */
async function open(run: RunStatement, stream: number, { offset, guard, request }: GuardRequest) {
  const { id: number, from, to, guard: held, evidence } = request;
  const { falseAlarmRate, deviations, verdicts } = evidence;
  try {
    return await openRequest(run, {
      stream,
      kind: "threshold.guard",
      title: `notify ${scoresApart(scoreOfMargin(from), scoreOfMargin(to)).join(" to ")}, ${guardWords[held]}`,
      reason: `${verdicts} verdicts say that ${share(falseAlarmRate)} of normal events are flagged, ${Math.abs(deviations).toFixed(1)} standard deviations from the target.`,
      payload: { guard, number, from, to },
      evidence: { held, offset, ...evidence },
      requester: { kind: "system", actor: systemActor },
    });
  } catch (error) {
    if (error instanceof AppError && error.code === "conflict") return null;
    throw error;
  }
}

/** Each wish of the guard to pass a bound as a change request, which two people decide; in the scoring transaction. */
export async function openGuardRequests(
  run: RunStatement,
  stream: number,
  parts: readonly ScoredPart[],
): Promise<PushDraft[]> {
  const pushes: PushDraft[] = [];
  for (const wish of parts.flatMap(({ scored }) => scored.guardRequests)) {
    const opened = await open(run, stream, wish);
    if (opened === null) continue;
    await run(keepSql, [stream, wish.guard, wish.request.id, wish.offset, opened.id]);
    pushes.push(opened.push);
  }
  return pushes;
}
