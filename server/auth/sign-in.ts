import { isAPIError } from "better-auth/api";
import type { SignIn } from "../../lib/contracts/session.ts";
import { writeAudit } from "../audit/write-audit.ts";
import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";
import { countSignInAttempt, forgiveSignInAttempts } from "./sign-in-limits.ts";

interface SignInRequest {
  readonly input: SignIn;
  readonly headers: Headers;
  readonly address: string;
  readonly requestId: string;
}

async function recordRefusal(app: App, { input, address, requestId }: SignInRequest, why: string): Promise<void> {
  await writeAudit(app.db, {
    actor: { kind: "system", name: "anonymous", address, requestId },
    action: "session.create",
    resource: `user:${input.email.toLowerCase()}`,
    outcome: "failure",
    after: { reason: why },
  });
}

/** The cookies of a new session where the password is right, else null. */
async function openSession(app: App, { input, headers }: SignInRequest): Promise<readonly string[] | null> {
  try {
    const answer = await app.auth.api.signInEmail({ body: input, headers, returnHeaders: true });
    return answer.headers.getSetCookie();
  } catch (error) {
    if (isAPIError(error) && error.statusCode < 500) return null;
    throw error;
  }
}

/**
 * Signs a person in. Unknown, wrong and disabled answer alike and take as long, so that nobody learns who has an
 * account here.
 */
export async function signIn(app: App, request: SignInRequest): Promise<readonly string[]> {
  const attempt = { email: request.input.email, address: request.address };
  await countSignInAttempt(app.db, attempt, app.now());
  const email = request.input.email.toLowerCase();
  const user = await app.db.user.findUnique({ where: { email }, select: { id: true, disabled: true } });
  // The hash is computed for a disabled person too: an account nobody has takes its place.
  const body = user?.disabled ? { ...request.input, email: `disabled.${user.id}@tideline.invalid` } : request.input;
  const cookies = await openSession(app, { ...request, input: body });
  if (cookies === null) {
    await recordRefusal(app, request, user === null ? "unknown" : user.disabled ? "disabled" : "wrong password");
    throw new AppError("invalid_credentials");
  }
  await forgiveSignInAttempts(app.db, attempt);
  const { address, requestId } = request;
  await writeAudit(app.db, {
    actor: { kind: "user", name: email, address, requestId },
    action: "session.create",
    resource: `user:${email}`,
    outcome: "success",
  });
  return cookies;
}
