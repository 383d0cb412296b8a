import { randomUUID } from "node:crypto";
import type { InvitationAccept } from "../../lib/contracts/invitations.ts";
import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { wrongField } from "../auth/check-own-password.ts";
import { openSession } from "../auth/open-session.ts";
import { passwordProblem } from "../auth/password-problem.ts";
import { sessionCookies } from "../auth/session-store.ts";
import { countAddressAttempt } from "../auth/sign-in-limits.ts";
import type { Invitation } from "../db/generated/client.ts";
import type { Transaction } from "../db/prisma.ts";
import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";
import { recordAccountAct } from "../users/record-account-act.ts";
import { userRow, withSignIns } from "../users/user-row.ts";
import { hashToken } from "./invitation-row.ts";

interface Acceptance {
  readonly input: InvitationAccept;
  readonly headers: Headers;
  readonly address: string;
  readonly requestId: string;
}

/** Unknown, used, revoked and expired answer alike: there is nothing to learn from a wrong link. */
const worthless = () =>
  new AppError("not_found", { detail: "This invitation is not valid any more. Ask for a new one." });

/** The invitation that a link opens, or a refusal. */
export async function openInvitation(
  app: App,
  { token, address }: { readonly token: string; readonly address: string },
): Promise<Invitation> {
  await countAddressAttempt(app, address);
  const found = await app.db.invitation.findUnique({ where: { tokenHash: hashToken(token) } });
  if (found === null || found.acceptedAt !== null || found.revokedAt !== null) throw worthless();
  if (found.expiresAt <= app.now()) throw worthless();
  return found;
}

/** Takes the invitation: of two who send the same link at once, one gets it. */
async function take(app: App, tx: Transaction, { id, email }: Invitation): Promise<void> {
  const now = app.now();
  const { count } = await tx.invitation.updateMany({
    where: { id, acceptedAt: null, revokedAt: null, expiresAt: { gt: now } },
    data: { acceptedAt: now },
  });
  if (count === 0) throw worthless();
  const taken = await tx.user.findUnique({ where: { email }, select: { id: true } });
  if (taken !== null) throw new AppError("unprocessable", { detail: `${email} has an account already: sign in.` });
}

/** Makes the invited person's account with a password of their own and signs them in; answers the cookies. */
export async function acceptInvitation(app: App, acceptance: Acceptance): Promise<readonly string[]> {
  const { input, headers, address, requestId } = acceptance;
  const invitation = await openInvitation(app, { token: input.token, address });
  const { email, role } = invitation;
  const problem = passwordProblem(input.password, { email, name: input.name });
  if (problem !== null) throw wrongField("password", problem);
  const { password } = await app.auth.$context;
  const hash = await password.hash(input.password);
  const id = randomUUID();
  const actor: Actor = { kind: "user", name: email, address, requestId };
  const token = await app.db.$transaction(async (tx) => {
    await take(app, tx, invitation);
    const accounts = { create: { id: randomUUID(), accountId: id, providerId: "credential", password: hash } };
    const user = await tx.user.create({
      data: { id, email, name: input.name, role, accounts },
      include: withSignIns,
    });
    await recordAccountAct(tx, { actor: invitation.createdBy, subjectId: id, kind: "created", before: null });
    await writeAudit(tx, {
      actor,
      action: "invitation.accept",
      resource: `user:${email}`,
      outcome: "success",
      after: { ...userRow(user), invitedBy: invitation.createdBy },
    });
    return openSession(tx, { user, method: "invitation", headers, address, requestId });
  });
  return sessionCookies(app, token);
}
