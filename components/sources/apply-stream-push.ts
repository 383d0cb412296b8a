import type { QueryClient } from "@tanstack/react-query";
import {
  alertKeys,
  deadLetterKeys,
  ledgerKeys,
  ledgerMinuteKeys,
  liveKeys,
  sourceKeys,
  streamKeys,
} from "../data/keys.ts";
import type { Push } from "../realtime/push-message.ts";

const ofStreams = [
  liveKeys.all,
  alertKeys.all,
  ledgerKeys.all,
  sourceKeys.all,
  deadLetterKeys.all,
  ledgerMinuteKeys.all,
];

/** A stream was removed or begins anew: nothing that was read of it holds any more. */
export function applyStreamPush(client: QueryClient, message: Push): void {
  if (message.kind !== "stream") return;
  void client.invalidateQueries({ queryKey: streamKeys.all });
  if (message.body.change !== "removed" && message.body.change !== "started") return;
  for (const queryKey of ofStreams) void client.invalidateQueries({ queryKey });
}
