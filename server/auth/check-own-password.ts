import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";
import type { UserPrincipal } from "./principal.ts";
import { countSignInAttempt, forgiveSignInAttempts } from "./sign-in-limits.ts";
import { passwordHashOf, verifyPassword } from "./verify-password.ts";

interface OwnPassword {
  readonly principal: UserPrincipal;
  readonly password: string;
  readonly address: string;
  readonly requestId: string;
  /** The field of the request that holds it. */
  readonly field: string;
}

/** A refusal that names one field of the body. */
export const wrongField = (field: string, message: string) =>
  new AppError("invalid_request", { detail: message, fields: [{ path: `body.${field}`, message }] });

/**
 * Checks the password of the person who asks, under the limits of signing in: a stolen session must not become a place
 * to guess. Who signs in elsewhere has none to give and is refused.
 */
export async function checkOwnPassword(app: App, own: OwnPassword): Promise<void> {
  const { principal, password, address, requestId, field } = own;
  // By the session: what strangers do to the account from outside does not reach who is in already.
  const attempt = { email: principal.email, address, requestId, browser: principal.sessionId };
  await countSignInAttempt(app, attempt);
  const hash = await passwordHashOf(app, principal.id);
  if (hash === null) {
    throw new AppError("unprocessable", {
      detail: "You sign in through your organisation; there is no password here.",
    });
  }
  if (!(await verifyPassword(app, hash, password))) throw wrongField(field, "The current password is wrong.");
  await forgiveSignInAttempts(app.db, attempt);
}
