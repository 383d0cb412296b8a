import type { UserRow } from "../../lib/contracts/users.ts";
import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { notifyAuth } from "../auth/notify-auth.ts";
import { liftLockOut } from "../auth/sign-in-limits.ts";
import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";
import { recordAccountAct } from "./record-account-act.ts";
import { setOneTimePassword } from "./set-one-time-password.ts";
import { userRow, withSignIns } from "./user-row.ts";

/** Gives a person who forgot theirs a one-time password, and ends their sessions. */
export function resetPassword(
  app: App,
  { id, actor }: { readonly id: string; readonly actor: Actor },
): Promise<{ readonly user: UserRow; readonly password: string }> {
  return app.db.$transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { id }, include: withSignIns });
    if (user === null) throw new AppError("not_found");
    const row = userRow(user);
    if (!row.signsInBy.includes("password")) {
      throw new AppError("unprocessable", { detail: "This person signs in through the identity provider only." });
    }
    const password = await setOneTimePassword(app, tx, id);
    await recordAccountAct(tx, { actor: actor.name, subjectId: id, kind: "password", before: row });
    await writeAudit(tx, { actor, action: "user.resetPassword", resource: `user:${user.email}`, outcome: "success" });
    await notifyAuth(tx, { reason: "rights_changed", userId: id });
    await liftLockOut(tx, user.email);
    return { user: { ...row, mustChangePassword: true }, password };
  });
}
