import { type Actor, writeAudit } from "../audit/write-audit.ts";
import type { UserPrincipal } from "../auth/principal.ts";
import type { App } from "../http/app.ts";
import { findView } from "./find-view.ts";
import { viewRow } from "./view-row.ts";

interface Deletion {
  readonly id: number;
  readonly user: UserPrincipal;
  readonly actor: Actor;
}

/** Removes a view; what it was stays in the audit. */
export function deleteView(app: App, { id, user, actor }: Deletion): Promise<void> {
  return app.db.$transaction(async (tx) => {
    const view = await findView(tx, id, user);
    await tx.alertView.delete({ where: { id: view.id } });
    const what = { action: "alertView.deleted", resource: `alertView:${id}`, outcome: "success" } as const;
    await writeAudit(tx, { actor, ...what, before: viewRow(view) });
  });
}
