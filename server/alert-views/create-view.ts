import type { AlertView, AlertViewCreate } from "../../lib/contracts/alert-views.ts";
import { type Actor, writeAudit } from "../audit/write-audit.ts";
import type { UserPrincipal } from "../auth/principal.ts";
import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";
import { checkMayShare } from "./check-may-share.ts";
import { mostViews } from "./list-views.ts";
import { refuseTakenName } from "./refuse-taken-name.ts";
import { viewRow } from "./view-row.ts";

interface Creation {
  readonly input: AlertViewCreate;
  readonly user: UserPrincipal;
  readonly actor: Actor;
}

/** Keeps a view under a name: for its maker, or for everybody. */
export function createView(app: App, { input, user, actor }: Creation): Promise<AlertView> {
  const { name, query, shared } = input;
  if (shared) checkMayShare(user);
  const owner = shared ? null : user.id;
  return app.db.$transaction(async (tx) => {
    if ((await tx.alertView.count({ where: { owner } })) >= mostViews) {
      throw new AppError("unprocessable", { detail: `There are ${mostViews} views already: remove one first.` });
    }
    await refuseTakenName(tx, { owner, name, exceptId: null });
    const view = viewRow(await tx.alertView.create({ data: { owner, name, query, createdBy: actor.name } }));
    await writeAudit(tx, {
      actor,
      action: "alertView.created",
      resource: `alertView:${view.id}`,
      outcome: "success",
      after: view,
    });
    return view;
  });
}
