import type { QueryClient } from "@tanstack/react-query";
import type { AuditPage } from "../../lib/contracts/audit.ts";
import { auditKeys } from "../data/keys.ts";
import type { Push } from "../realtime/push-message.ts";

/** The page with seals that its entries got meanwhile; the same page where there are none. */
function withSeals(page: AuditPage, seals: ReadonlyMap<number, number>): AuditPage {
  if (!page.items.some(({ id, seal }) => seal === null && seals.has(id))) return page;
  return { ...page, items: page.items.map((item) => ({ ...item, seal: item.seal ?? seals.get(item.id) ?? null })) };
}

/** The record grew: what is listed stays as it is, and says how much came since. */
export function applyRecordPush(client: QueryClient, message: Push): void {
  if (message.kind !== "record") return;
  const seals = new Map(message.body.sealed.map(({ id, seal }) => [id, seal]));
  client.setQueriesData<{ pages: AuditPage[]; pageParams: unknown[] }>(
    { queryKey: auditKeys.lists },
    (data) => data && { ...data, pages: data.pages.map((page) => withSeals(page, seals)) },
  );
  for (const queryKey of [auditKeys.seal, auditKeys.freshAll, auditKeys.entries]) {
    void client.invalidateQueries({ queryKey });
  }
}
