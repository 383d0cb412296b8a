import type { AlertView, AlertViewPatch } from "../../lib/contracts/alert-views.ts";
import { type Actor, writeAudit } from "../audit/write-audit.ts";
import type { UserPrincipal } from "../auth/principal.ts";
import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";
import { findView } from "./find-view.ts";
import { refuseTakenName } from "./refuse-taken-name.ts";
import { viewRow } from "./view-row.ts";

interface Update {
  readonly id: number;
  readonly patch: AlertViewPatch;
  readonly user: UserPrincipal;
  readonly actor: Actor;
}

/** Renames a view, or makes it show something else. */
export function updateView(app: App, { id, patch, user, actor }: Update): Promise<AlertView> {
  return app.db.$transaction(async (tx) => {
    const view = await findView(tx, id, user);
    const before = viewRow(view);
    if (patch.revision !== view.revision) {
      throw new AppError("conflict", { detail: "The view was changed meanwhile.", current: before });
    }
    const name = patch.name ?? view.name;
    const query = patch.query ?? view.query;
    await refuseTakenName(tx, { owner: view.owner, name, exceptId: view.id });
    const data = { name, query, revision: { increment: 1 }, updatedAt: app.now() };
    const after = viewRow(await tx.alertView.update({ where: { id: view.id }, data }));
    const what = { action: "alertView.changed", resource: `alertView:${id}`, outcome: "success" } as const;
    await writeAudit(tx, { actor, ...what, before, after });
    return after;
  });
}
