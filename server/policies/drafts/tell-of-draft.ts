import type { PolicyDraft } from "../../../lib/contracts/policies.ts";
import type { Transaction } from "../../db/prisma.ts";
import { streamNumbers } from "../../db/stream-number.ts";
import { appendPush } from "../../realtime/append-push.ts";
import { runIn } from "../../realtime/run-in.ts";

/** Tells the browsers of a draft's change; the last statement of its transaction. */
export async function tellOfDraft(
  tx: Transaction,
  { id, stream }: PolicyDraft,
  change: "drafted" | "discarded",
): Promise<void> {
  const body = { stream, change, draft: id, version: null };
  await appendPush(runIn(tx), [{ kind: "policy", stream: streamNumbers[stream], body }]);
}
