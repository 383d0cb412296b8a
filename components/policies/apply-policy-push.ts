import type { QueryClient } from "@tanstack/react-query";
import { policyKeys } from "../data/keys.ts";
import type { Push } from "../realtime/push-message.ts";

/** Versions and drafts are few and change rarely: they are read again. */
export function applyPolicyPush(client: QueryClient, message: Push): void {
  if (message.kind !== "policy") return;
  const { stream } = message.body;
  void client.invalidateQueries({ queryKey: policyKeys.versions(stream) });
  void client.invalidateQueries({ queryKey: policyKeys.drafts(stream) });
  if (message.body.change !== "active") return;
  void client.invalidateQueries({ queryKey: policyKeys.previews(stream) });
  void client.invalidateQueries({ queryKey: policyKeys.rates(stream) });
}
