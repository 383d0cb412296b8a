import type { FactorProof } from "../../lib/contracts/second-factor.ts";
import { type Actor, actorOf, writeAudit } from "../audit/write-audit.ts";
import { notifyAuth } from "../auth/notify-auth.ts";
import { renewSession, sessionCookies } from "../auth/session-store.ts";
import type { Transaction } from "../db/prisma.ts";
import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";
import { recordAccountAct } from "../users/record-account-act.ts";
import { userRow, withSignIns } from "../users/user-row.ts";
import { type OwnRequest, readSecondFactor, requireBothProofs } from "./own-factor.ts";

async function removeFactor(
  tx: Transaction,
  { userId, email, actor, action }: { userId: string; email: string; actor: Actor; action: string },
): Promise<void> {
  await tx.secondFactor.deleteMany({ where: { userId } });
  await tx.backupCode.deleteMany({ where: { userId } });
  await tx.user.update({ where: { id: userId }, data: { secondFactor: false } });
  await writeAudit(tx, { actor, action, resource: `user:${email}`, outcome: "success" });
}

/** Turns one's own second factor off, by password and code; not where the settings require one. */
export async function disableFactor(
  app: App,
  request: OwnRequest & { readonly input: FactorProof },
): Promise<readonly string[]> {
  const { principal } = request;
  const { required, enabled } = await readSecondFactor(app, principal);
  if (!enabled) throw new AppError("unprocessable", { detail: "There is no second factor to turn off." });
  if (required)
    throw new AppError("unprocessable", { detail: `A ${principal.role} has to have a second factor here.` });
  await requireBothProofs(app, request);
  const token = await app.db.$transaction(async (tx) => {
    const { id: userId, email } = principal;
    await removeFactor(tx, { userId, email, actor: actorOf(request), action: "secondFactor.disable" });
    await tx.session.deleteMany({ where: { userId, id: { not: principal.sessionId } } });
    await notifyAuth(tx, { reason: "rights_changed", userId, exceptSession: principal.sessionId });
    return renewSession(tx, principal.sessionId);
  });
  return sessionCookies(app, token);
}

/** Takes a lost second factor from a person and ends their sessions; for administrators. */
export async function resetFactor(app: App, { id, actor }: { readonly id: string; readonly actor: Actor }) {
  await app.db.$transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { id }, include: withSignIns });
    if (user === null) throw new AppError("not_found");
    if (!user.secondFactor) throw new AppError("unprocessable", { detail: "This person has no second factor." });
    if (user.email === actor.name) {
      throw new AppError("unprocessable", { detail: "Turn your own off with password and code, under Security." });
    }
    await recordAccountAct(tx, { actor: actor.name, subjectId: id, kind: "factor", before: userRow(user) });
    await removeFactor(tx, { userId: id, email: user.email, actor, action: "secondFactor.reset" });
    await tx.session.deleteMany({ where: { userId: id } });
    await notifyAuth(tx, { reason: "rights_changed", userId: id });
  });
}
