import type { QueryClient } from "@tanstack/react-query";
import { liveKeys } from "../data/keys.ts";
import { expectPaint } from "../realtime/latency.ts";
import type { Push } from "../realtime/push-message.ts";
import { type LiveData, withLivePush } from "./merge-live.ts";

/** Brings every cached Live view up to date, and starts the clock of commit-to-painted for the one on screen. */
export function applyLivePush(client: QueryClient, message: Push): void {
  if (message.kind === "ledger") return;
  const shown = client.getQueryCache().findAll({ queryKey: liveKeys.all, type: "active" });
  if (message.kind === "scores" && shown.some((query) => query.queryKey[1] === message.body.stream)) {
    expectPaint(message.number, message.body.committedAt);
  }
  client.setQueriesData<LiveData>({ queryKey: liveKeys.all }, (data) =>
    data === undefined ? data : withLivePush(data, message),
  );
}
