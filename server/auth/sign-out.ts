import { actorOf, writeAudit } from "../audit/write-audit.ts";
import type { App } from "../http/app.ts";
import { notifyAuth } from "./notify-auth.ts";
import type { UserPrincipal } from "./principal.ts";

interface SignOutRequest {
  readonly principal: UserPrincipal;
  readonly headers: Headers;
  readonly address: string;
  readonly requestId: string;
}

/** Ends the session and tells its sockets; answers the cookies that make the browser forget it. */
export async function signOut(app: App, request: SignOutRequest): Promise<readonly string[]> {
  const { principal, headers } = request;
  await app.db.$transaction(async (tx) => {
    await tx.session.deleteMany({ where: { id: principal.sessionId } });
    await writeAudit(tx, {
      actor: actorOf(request),
      action: "session.delete",
      resource: `user:${principal.email}`,
      outcome: "success",
    });
    await notifyAuth(tx, { reason: "signed_out", sessionId: principal.sessionId });
  });
  const answer = await app.auth.api.signOut({ headers, returnHeaders: true });
  return answer.headers.getSetCookie();
}
