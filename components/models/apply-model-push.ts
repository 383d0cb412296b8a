import type { QueryClient } from "@tanstack/react-query";
import type { ModelPage } from "../../lib/contracts/models.ts";
import { modelKeys } from "../data/keys.ts";
import type { Push } from "../realtime/push-message.ts";

/** Progress is shown as it comes; for anything else models are few, and are read again. */
export function applyModelPush(client: QueryClient, message: Push): void {
  if (message.kind !== "model") return;
  const { stream, id, progress } = message.body;
  if (id !== null) void client.invalidateQueries({ queryKey: modelKeys.detail(id) });
  const known = client.getQueryData<ModelPage>(modelKeys.list(stream));
  if (progress === null || known?.items.find((row) => row.id === id)?.state !== "training") {
    void client.invalidateQueries({ queryKey: modelKeys.of(stream) });
    return;
  }
  const items = known.items.map((row) => (row.id === id ? { ...row, progress } : row));
  client.setQueryData<ModelPage>(modelKeys.list(stream), { ...known, items });
}
