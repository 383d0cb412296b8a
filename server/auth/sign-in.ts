import type { SignIn } from "../../lib/contracts/session.ts";
import { writeAudit } from "../audit/write-audit.ts";
import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";
import { proveFactor } from "../second-factor/prove-factor.ts";
import { knownBrowser, knownBrowserCookie } from "./known-browser.ts";
import { openSession } from "./open-session.ts";
import { sessionCookies } from "./session-store.ts";
import { countSignInAttempt, forgiveSignInAttempts } from "./sign-in-limits.ts";
import { passwordHashOf, verifyPassword } from "./verify-password.ts";

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

interface Person {
  readonly id: string;
  readonly email: string;
  readonly secondFactor: boolean;
}

/** The person whose password this is. Unknown, wrong and disabled answer alike and take as long. */
async function personByPassword(app: App, request: SignInRequest): Promise<Person> {
  const email = request.input.email.toLowerCase();
  const user = await app.db.user.findUnique({
    where: { email },
    select: { id: true, email: true, disabled: true, secondFactor: true },
  });
  const hash = user === null ? null : await passwordHashOf(app, user.id);
  const isRight = await verifyPassword(app, hash, request.input.password);
  if (user !== null && !user.disabled && isRight) return user;
  await recordRefusal(app, request, user === null ? "unknown" : user.disabled ? "disabled" : "wrong password");
  throw new AppError("invalid_credentials");
}

async function checkFactor(app: App, request: SignInRequest, person: Person): Promise<void> {
  const { code } = request.input;
  if (code === undefined) throw new AppError("second_factor_required");
  const { address, requestId } = request;
  const proof = await proveFactor(app, { user: person, code, address, requestId });
  if (proof.ok) return;
  await recordRefusal(app, request, proof.locked ? "second factor locked" : "wrong code");
  if (proof.locked) throw new AppError("rate_limited", proof);
  throw new AppError("second_factor_required", { detail: proof.detail });
}

/**
 * Signs a person in: password first, then the code where there is a second factor. There is no session, and nothing to
 * steal, between the two: the browser sends the password again with the code.
 */
export async function signIn(app: App, request: SignInRequest): Promise<readonly string[]> {
  const { address, requestId, headers } = request;
  const { email } = request.input;
  const attempt = { email, address, requestId, browser: knownBrowser(app, headers, email) };
  await countSignInAttempt(app, attempt);
  const user = await personByPassword(app, request);
  await forgiveSignInAttempts(app.db, attempt);
  if (user.secondFactor) await checkFactor(app, request, user);
  const token = await app.db.$transaction((tx) =>
    openSession(tx, { user, method: "password", headers, address, requestId }),
  );
  return [...(await sessionCookies(app, token)), knownBrowserCookie(app, user.email)];
}
