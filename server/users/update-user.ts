import type { UserPatch, UserRow } from "../../lib/contracts/users.ts";
import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { notifyAuth } from "../auth/notify-auth.ts";
import type { Transaction } from "../db/prisma.ts";
import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";
import { revokeInvitationsOf } from "../invitations/revoke-invitations-of.ts";
import { lockAdmins } from "./lock-admins.ts";
import { recordAccountAct } from "./record-account-act.ts";
import { userRow, withSignIns } from "./user-row.ts";

interface UserChange {
  readonly id: string;
  readonly patch: UserPatch;
  readonly actor: Actor;
}

function actsOf(before: UserRow, after: UserRow): ("role" | "disabled" | "enabled")[] {
  return [
    ...(before.role === after.role ? [] : ["role" as const]),
    ...(before.disabled === after.disabled ? [] : [after.disabled ? ("disabled" as const) : ("enabled" as const)]),
  ];
}

async function change(tx: Transaction, { id, patch, actor, now }: UserChange & { now: Date }): Promise<UserRow> {
  const admins = await lockAdmins(tx);
  const before = await tx.user.findUnique({ where: { id }, include: withSignIns });
  if (before === null) throw new AppError("not_found");
  const losesRights = patch.disabled === true || (patch.role !== undefined && patch.role !== before.role);
  if (losesRights && before.email === actor.name) {
    throw new AppError("unprocessable", { detail: "Nobody changes their own rights: ask another administrator." });
  }
  const wasAdmin = before.role === "admin" && !before.disabled;
  if (wasAdmin && losesRights && admins === 1)
    throw new AppError("unprocessable", { detail: "This is the last administrator." });
  const data = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
  const after = userRow(await tx.user.update({ where: { id }, data, include: withSignIns }));
  for (const kind of actsOf(userRow(before), after)) {
    await recordAccountAct(tx, { actor: actor.name, subjectId: id, kind, before: userRow(before) });
  }
  if (patch.disabled === true) await tx.session.deleteMany({ where: { userId: id } });
  const revoked = wasAdmin && losesRights ? await revokeInvitationsOf(tx, { email: before.email, now }) : 0;
  await writeAudit(tx, {
    actor,
    action: "user.update",
    resource: `user:${before.email}`,
    outcome: "success",
    before: userRow(before),
    after: revoked === 0 ? after : { ...after, invitationsRevoked: revoked },
  });
  if (patch.role !== undefined || patch.disabled !== undefined) {
    await notifyAuth(tx, { reason: "rights_changed", userId: id });
  }
  return after;
}

/** Changes name, role or whether the person may sign in; takes effect at once, on open screens too. */
export function updateUser(app: App, userChange: UserChange): Promise<UserRow> {
  return app.db.$transaction((tx) => change(tx, { ...userChange, now: app.now() }));
}
