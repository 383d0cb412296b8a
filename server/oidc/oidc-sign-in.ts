import { safeNext } from "../../lib/contracts/safe-next.ts";
import type { OidcRefusal } from "../../lib/contracts/session.ts";
import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { openSession } from "../auth/open-session.ts";
import { sessionCookies } from "../auth/session-store.ts";
import { countAddressAttempt } from "../auth/sign-in-limits.ts";
import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";
import { checksCookie, forgottenChecksCookie, readChecks } from "./checks-cookie.ts";
import type { OidcProvider } from "./oidc-provider.ts";
import { OidcRefused } from "./oidc-refusal.ts";
import { oidcRedirectUri } from "./oidc-settings.ts";
import { identityOf, personOfIdentity } from "./person-of-identity.ts";
import { roleOfClaims } from "./role-of-claims.ts";

interface Visit {
  readonly headers: Headers;
  readonly address: string;
  readonly requestId: string;
}

/** Where the browser goes next, and the cookies it takes along. */
export interface Redirect {
  readonly location: string;
  readonly cookies: readonly string[];
}

function providerOf(app: App): OidcProvider {
  if (app.oidc === null) throw new AppError("not_found", { detail: "There is no identity provider here." });
  return app.oidc;
}

const toSignIn = (why: OidcRefusal, next: string) =>
  `/sign-in?oidc=${why}${next === "/live" ? "" : `&next=${encodeURIComponent(next)}`}`;

/** Sends the browser to the provider, with what has to come back in a cookie of its own. */
export async function beginOidcSignIn(app: App, request: { readonly next: string | null }): Promise<Redirect> {
  const provider = providerOf(app);
  const next = safeNext(request.next);
  try {
    const { url, checks } = await provider.begin(oidcRedirectUri(app.settings.publicUrl));
    const cookie = await checksCookie(app, { ...checks, next, startedAt: app.now().getTime() });
    return { location: url, cookies: [cookie] };
  } catch (error) {
    if (!(error instanceof OidcRefused)) throw error;
    app.log.warn({ err: error.cause ?? error }, "The identity provider does not answer");
    return { location: toSignIn(error.why, next), cookies: [] };
  }
}

async function recordRefusal(app: App, { address, requestId }: Visit, refused: OidcRefused): Promise<void> {
  await writeAudit(app.db, {
    actor: { kind: "system", name: "anonymous", address, requestId },
    action: "session.create",
    resource: "identity provider",
    outcome: "failure",
    after: { reason: refused.why },
  });
}

/** The cookies of the session of whom the provider proved. */
async function openByIdentity(
  app: App,
  visit: Visit,
  answer: URL,
): Promise<{ next: string; cookies: readonly string[] }> {
  const provider = providerOf(app);
  const kept = await readChecks(app, visit.headers);
  if (kept === null) {
    // A page anywhere can make browsers come here: that must not cost their address the sign-in by password.
    await countAddressAttempt(app, visit.address, "stray");
    throw new OidcRefused("expired");
  }
  const claims = await provider.finish(answer, kept);
  const role = roleOfClaims(claims, provider.settings);
  if (role === null) throw new OidcRefused("no_role");
  const identity = identityOf(claims, { issuer: provider.settings.issuer, role });
  const actor = (email: string): Actor => ({
    kind: "user",
    name: email,
    address: visit.address,
    requestId: visit.requestId,
  });
  const token = await app.db.$transaction(async (tx) => {
    const user = await personOfIdentity({ tx, identity, actor, now: app.now() });
    return openSession(tx, { ...visit, user, method: "oidc" });
  });
  return { next: kept.next, cookies: await sessionCookies(app, token) };
}

/** Takes what the provider's answer proves; whatever is wrong leads back to the sign-in page, in words. */
export async function finishOidcSignIn(
  app: App,
  visit: Visit & { readonly query: Readonly<Record<string, unknown>> },
): Promise<Redirect> {
  const answer = new URL(oidcRedirectUri(app.settings.publicUrl));
  for (const [name, value] of Object.entries(visit.query)) answer.searchParams.set(name, String(value));
  const forget = forgottenChecksCookie(app);
  try {
    const { next, cookies } = await openByIdentity(app, visit, answer);
    return { location: next, cookies: [...cookies, forget] };
  } catch (error) {
    if (!(error instanceof OidcRefused)) throw error;
    await recordRefusal(app, visit, error);
    app.log.warn({ err: error.cause ?? error, why: error.why }, "A sign-in through the identity provider was refused");
    const kept = await readChecks(app, visit.headers);
    return { location: toSignIn(error.why, safeNext(kept?.next ?? null)), cookies: [forget] };
  }
}
