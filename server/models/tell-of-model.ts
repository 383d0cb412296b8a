import type { ModelRow } from "../../lib/contracts/models.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { appendPush, type PushDraft } from "../realtime/append-push.ts";

type ToldModel = Pick<ModelRow, "stream" | "id" | "state" | "progress">;

/** What browsers are told of where models stand now. */
export function newsOfModels(models: readonly ToldModel[]): PushDraft[] {
  return models.map(({ stream, id, state, progress }) => ({
    kind: "model" as const,
    stream: streamNumbers[stream],
    body: { stream, id, state, progress },
  }));
}

/** Tells the browsers where models stand now; last in the transaction of the change. */
export async function tellOfModels(run: RunStatement, models: readonly ToldModel[]): Promise<void> {
  await appendPush(run, newsOfModels(models));
}
