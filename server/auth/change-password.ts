import type { PasswordChange } from "../../lib/contracts/session.ts";
import { actorOf, writeAudit } from "../audit/write-audit.ts";
import type { App } from "../http/app.ts";
import { checkOwnPassword, wrongField } from "./check-own-password.ts";
import { forgetFirstRun } from "./first-run-file.ts";
import { notifyAuth } from "./notify-auth.ts";
import { passwordProblem } from "./password-problem.ts";
import type { UserPrincipal } from "./principal.ts";
import { renewSession, sessionCookies } from "./session-store.ts";

interface PasswordChangeRequest {
  readonly input: PasswordChange;
  readonly principal: UserPrincipal;
  readonly address: string;
  readonly requestId: string;
}

/**
 * Sets a new password, ends every other session of the person, gives this one another cookie (answered), and closes the
 * first run if this was it.
 */
export async function changePassword(app: App, request: PasswordChangeRequest): Promise<readonly string[]> {
  const { principal, input } = request;
  await checkOwnPassword(app, { ...request, password: input.currentPassword, field: "currentPassword" });
  if (input.newPassword === input.currentPassword) throw wrongField("newPassword", "Use another than before.");
  const problem = passwordProblem(input.newPassword, principal);
  if (problem !== null) throw wrongField("newPassword", problem);
  const { password } = await app.auth.$context;
  const hash = await password.hash(input.newPassword);
  const token = await app.db.$transaction(async (tx) => {
    await tx.account.updateMany({
      where: { userId: principal.id, providerId: "credential" },
      data: { password: hash },
    });
    await tx.user.update({ where: { id: principal.id }, data: { mustChangePassword: false } });
    await tx.session.deleteMany({ where: { userId: principal.id, id: { not: principal.sessionId } } });
    await writeAudit(tx, {
      actor: actorOf(request),
      action: "user.changePassword",
      resource: `user:${principal.email}`,
      outcome: "success",
    });
    await notifyAuth(tx, { reason: "rights_changed", userId: principal.id, exceptSession: principal.sessionId });
    return renewSession(tx, principal.sessionId);
  });
  await forgetFirstRun(app.settings.stateDir, principal.email);
  return sessionCookies(app, token);
}
