import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { notifyAuth } from "../auth/notify-auth.ts";
import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";

interface SessionsToEnd {
  readonly userId: string;
  readonly actor: Actor;
  /** One; without it all. */
  readonly sessionId?: string | undefined;
  /** Stays. */
  readonly exceptId?: string | undefined;
}

/** Ends sessions of a person, their sockets with them; answers how many. */
export function endUserSessions(app: App, { userId, actor, sessionId, exceptId }: SessionsToEnd): Promise<number> {
  return app.db.$transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { id: userId }, select: { email: true } });
    if (user === null) throw new AppError("not_found");
    const where = {
      userId,
      ...(sessionId === undefined ? {} : { id: sessionId }),
      ...(exceptId === undefined ? {} : { NOT: { id: exceptId } }),
    };
    const { count } = await tx.session.deleteMany({ where });
    if (sessionId !== undefined && count === 0) throw new AppError("not_found");
    await writeAudit(tx, {
      actor,
      action: "session.end",
      resource: `user:${user.email}`,
      outcome: "success",
      after: { ended: count, ...(sessionId === undefined ? {} : { session: sessionId }) },
    });
    await notifyAuth(tx, {
      reason: "signed_out",
      ...(sessionId === undefined ? { userId } : { sessionId }),
      ...(exceptId === undefined ? {} : { exceptSession: exceptId }),
    });
    return count;
  });
}
