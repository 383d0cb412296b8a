import type { QueryClient } from "@tanstack/react-query";
import { changeRequestKeys } from "../data/keys.ts";
import type { Push } from "../realtime/push-message.ts";

/** Requests are few and change rarely: they are read again. */
export function applyRequestPush(client: QueryClient, message: Push): void {
  if (message.kind !== "changeRequest") return;
  const { stream, id } = message.body;
  void client.invalidateQueries({ queryKey: changeRequestKeys.lists(stream) });
  void client.invalidateQueries({ queryKey: changeRequestKeys.detail(id) });
}
