import { actorOf, writeAudit } from "../audit/write-audit.ts";
import { notifyAuth } from "../auth/notify-auth.ts";
import { renewSession, sessionCookies } from "../auth/session-store.ts";
import type { Transaction } from "../db/prisma.ts";
import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";
import { hashBackupCode, newBackupCodes } from "./factor-secret.ts";
import { type OwnRequest, requireCode } from "./own-factor.ts";

/** A picture that was left on a screen for longer is nobody's. */
const setUpMs = 15 * 60_000;

/** Replaces the person's backup codes; answers the new ones, which are stored hashed. */
export async function replaceBackupCodes(app: App, tx: Transaction, userId: string): Promise<string[]> {
  const codes = newBackupCodes();
  await tx.backupCode.deleteMany({ where: { userId } });
  await tx.backupCode.createMany({
    data: codes.map((code) => ({ userId, hash: new Uint8Array(hashBackupCode(app, userId, code)) })),
  });
  return codes;
}

async function checkStarted(app: App, userId: string): Promise<void> {
  const factor = await app.db.secondFactor.findUnique({ where: { userId } });
  if (factor?.confirmedAt) throw new AppError("unprocessable", { detail: "There is a second factor already." });
  if (factor === null || app.now().getTime() - factor.createdAt.getTime() > setUpMs) {
    throw new AppError("unprocessable", { detail: "The secret is older than 15 minutes: begin again." });
  }
}

/** Puts the secret in force by a code of it. Every other session of the person ends, this one gets another cookie. */
export async function enableFactor(
  app: App,
  request: OwnRequest & { readonly code: string },
): Promise<{ readonly backupCodes: string[]; readonly cookies: readonly string[] }> {
  const { principal } = request;
  await checkStarted(app, principal.id);
  await requireCode(app, { ...request, unconfirmed: true });
  const { backupCodes, token } = await app.db.$transaction(async (tx) => {
    // The secret of which the code was: one that replaced it since has had no code yet.
    const { count } = await tx.secondFactor.updateMany({
      where: { userId: principal.id, confirmedAt: null, lastStep: { gt: 0 } },
      data: { confirmedAt: app.now() },
    });
    if (count === 0) throw new AppError("unprocessable", { detail: "It was begun anew meanwhile: begin again." });
    await tx.user.update({ where: { id: principal.id }, data: { secondFactor: true } });
    await tx.session.deleteMany({ where: { userId: principal.id, id: { not: principal.sessionId } } });
    await writeAudit(tx, {
      actor: actorOf(request),
      action: "secondFactor.enable",
      resource: `user:${principal.email}`,
      outcome: "success",
    });
    await notifyAuth(tx, { reason: "rights_changed", userId: principal.id, exceptSession: principal.sessionId });
    return {
      backupCodes: await replaceBackupCodes(app, tx, principal.id),
      token: await renewSession(tx, principal.sessionId),
    };
  });
  return { backupCodes, cookies: await sessionCookies(app, token) };
}
