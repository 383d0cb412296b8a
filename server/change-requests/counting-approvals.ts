import { approvalRefusal } from "../../lib/thresholds/second-person.ts";
import type { RunStatement } from "../db/run-statement.ts";
import type { Deciders } from "./read-deciders.ts";
import type { RequestRecord } from "./request-record.ts";

/**
 * Ids of those whose approval counts now, the earliest first: whoever has lost the right since, or was joined by an act
 * to whoever asked or approved before, no longer does.
 */
export async function countingApprovals(
  run: RunStatement,
  record: RequestRecord,
  { people, circles }: Deciders,
): Promise<string[]> {
  const { rows } = await run(
    "SELECT user_id AS id FROM change_request_decision WHERE request_id = $1 AND decision = 'approve' ORDER BY at, user_id",
    [record.id],
  );
  const counting: string[] = [];
  for (const { id } of rows) {
    const decider = people.find((person) => person.id === id);
    if (decider === undefined) continue;
    const question = { request: record, decider, sessionId: null, circles, approvedBy: counting };
    if (approvalRefusal(question) === null) counting.push(decider.id);
  }
  return counting;
}
