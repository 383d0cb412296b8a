import type { ModelRow } from "../../lib/contracts/models.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { appendPush, type RunStatement } from "../realtime/append-push.ts";

/** Tells the browsers where models stand now; last in the transaction of the change. */
export async function tellOfModels(
  run: RunStatement,
  models: readonly Pick<ModelRow, "stream" | "id" | "state" | "progress">[],
): Promise<void> {
  const messages = models.map(({ stream, id, state, progress }) => ({
    kind: "model" as const,
    stream: streamNumbers[stream],
    body: { stream, id, state, progress },
  }));
  await appendPush(run, messages);
}
