import type { QueryClient } from "@tanstack/react-query";
import { spotCheckKeys, thresholdKeys } from "../data/keys.ts";
import type { Push } from "../realtime/push-message.ts";

/** A threshold moved, or spot checks were drawn or judged: rare enough that what shows them is read again. */
export function applyThresholdPush(client: QueryClient, message: Push): void {
  if (message.kind === "threshold") {
    void client.invalidateQueries({ queryKey: thresholdKeys.of(message.body.stream) });
  }
  if (message.kind !== "spotCheck") return;
  const { stream } = message.body;
  void client.invalidateQueries({ queryKey: thresholdKeys.state(stream) });
  void client.invalidateQueries({ queryKey: thresholdKeys.estimates(stream) });
  void client.invalidateQueries({ queryKey: spotCheckKeys.lists(stream) });
}
