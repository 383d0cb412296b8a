import type { ResponseCounts } from "../../lib/contracts/response-decisions.ts";
import { statesOfPeople } from "../../lib/responses/words.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { streamName } from "../db/stream-number.ts";
import { appendPush, type PushDraft } from "../realtime/append-push.ts";
import { responseRow } from "./response-record.ts";
import type { StepTaken } from "./take-step.ts";

const countSql = `
  SELECT count(*) FILTER (WHERE tab = 'pending')::int AS pending, count(*) FILTER (WHERE tab = 'active')::int AS active,
    count(*) FILTER (WHERE state = ANY($2::text[]))::int AS "needsPerson"
  FROM response WHERE stream = $1 AND tab IN ('pending', 'active')`;

/** How many responses of a stream are pending and active, and how many wait for a person. */
export async function countResponses(run: RunStatement, stream: number): Promise<ResponseCounts> {
  const { rows } = await run(countSql, [stream, statesOfPeople]);
  const [{ pending = 0, active = 0, needsPerson = 0 } = {}] = rows;
  return { pending: Number(pending), active: Number(active), needsPerson: Number(needsPerson) };
}

/** Tells workers of the steps taken; what open screens are told of them is for the caller's `appendPush`. */
export async function newsOfSteps(run: RunStatement, steps: readonly StepTaken[]): Promise<PushDraft[]> {
  const streams = [...new Set(steps.map(({ record }) => record.stream))];
  const counts = new Map<number, ResponseCounts>();
  for (const stream of streams) counts.set(stream, await countResponses(run, stream));
  if (steps.some(({ effects }) => effects.includes("wake_worker"))) {
    await run("SELECT pg_notify('tideline_responses', '')::text", []);
  }
  return steps.flatMap(({ record, change }): PushDraft[] => {
    const { stream } = record;
    const held = counts.get(stream);
    if (held === undefined) return [];
    const body = { stream: streamName(stream), change, response: responseRow(record), counts: held };
    return [{ kind: "response", stream, body }];
  });
}

/**
 * Tells workers and open screens of the steps taken; the last statements of the caller's transaction. `others` go out
 * with them, since numbers are taken once a transaction.
 */
export async function publishSteps(
  run: RunStatement,
  steps: readonly StepTaken[],
  others: readonly PushDraft[] = [],
): Promise<void> {
  await appendPush(run, [...(await newsOfSteps(run, steps)), ...others]);
}
