import type { QueryClient } from "@tanstack/react-query";
import type { StreamName } from "../../lib/contracts/common.ts";
import { liveKeys } from "../data/keys.ts";
import { expectPaint } from "../realtime/latency.ts";
import type { Push } from "../realtime/push-message.ts";
import { type LiveData, withLivePush } from "./merge-live.ts";

/** Whether a view on screen takes what is pushed of the stream: one that stands still, or shows a part, does not. */
function isShown(client: QueryClient, stream: StreamName): boolean {
  const active = client.getQueryCache().findAll({ queryKey: liveKeys.of(stream), type: "active" });
  return active.some(({ queryKey }) => {
    const data = client.getQueryData<LiveData>(queryKey);
    return data?.follows === true && !data.narrowed;
  });
}

/** Brings every cached Live view up to date, and starts the clock of commit-to-painted for the one on screen. */
export function applyLivePush(client: QueryClient, message: Push): void {
  if (message.kind === "ledger" || message.kind === "stream") return;
  if (message.kind === "model") {
    // Models change hands a few times a year: the view is read again, with its mark.
    const { stream, state } = message.body;
    if (state === "champion" || state === "retired") void client.invalidateQueries({ queryKey: liveKeys.of(stream) });
    return;
  }
  if (message.kind === "scores" && isShown(client, message.body.stream)) {
    expectPaint(message.number, message.body);
  }
  client.setQueriesData<LiveData>({ queryKey: liveKeys.all }, (data) =>
    data === undefined ? data : withLivePush(data, message),
  );
}
