import type { PasswordChange } from "../../lib/contracts/session.ts";
import { actorOf, writeAudit } from "../audit/write-audit.ts";
import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";
import { forgetFirstRun } from "./first-run-file.ts";
import { notifyAuth } from "./notify-auth.ts";
import { passwordProblem } from "./password-problem.ts";
import type { UserPrincipal } from "./principal.ts";
import { countSignInAttempt, forgiveSignInAttempts } from "./sign-in-limits.ts";

interface PasswordChangeRequest {
  readonly input: PasswordChange;
  readonly principal: UserPrincipal;
  readonly address: string;
  readonly requestId: string;
}

const wrongField = (path: string, message: string) =>
  new AppError("invalid_request", { detail: message, fields: [{ path: `body.${path}`, message }] });

/** Checks the current password under the limits of signing in: a stolen session must not become a place to guess. */
async function checkCurrentPassword(app: App, request: PasswordChangeRequest): Promise<string> {
  const { principal, input, address } = request;
  const attempt = { email: principal.email, address };
  await countSignInAttempt(app.db, attempt, app.now());
  const account = await app.db.account.findFirst({ where: { userId: principal.id, providerId: "credential" } });
  const { password } = await app.auth.$context;
  const hash = account?.password ?? null;
  if (account === null || hash === null || !(await password.verify({ hash, password: input.currentPassword }))) {
    throw wrongField("currentPassword", "The current password is wrong.");
  }
  await forgiveSignInAttempts(app.db, attempt);
  return account.id;
}

/** Sets a new password, ends every other session of the person, and closes the first run if this was it. */
export async function changePassword(app: App, request: PasswordChangeRequest): Promise<void> {
  const { principal, input } = request;
  const accountId = await checkCurrentPassword(app, request);
  if (input.newPassword === input.currentPassword) throw wrongField("newPassword", "Use another than before.");
  const problem = passwordProblem(input.newPassword, principal);
  if (problem !== null) throw wrongField("newPassword", problem);
  const { password } = await app.auth.$context;
  const hash = await password.hash(input.newPassword);
  await app.db.$transaction(async (tx) => {
    await tx.account.update({ where: { id: accountId }, data: { password: hash } });
    await tx.user.update({ where: { id: principal.id }, data: { mustChangePassword: false } });
    await tx.session.deleteMany({ where: { userId: principal.id, id: { not: principal.sessionId } } });
    await writeAudit(tx, {
      actor: actorOf(request),
      action: "user.changePassword",
      resource: `user:${principal.email}`,
      outcome: "success",
    });
    await notifyAuth(tx, { reason: "rights_changed", userId: principal.id, exceptSession: principal.sessionId });
  });
  await forgetFirstRun(app.settings.stateDir, principal.email);
}
