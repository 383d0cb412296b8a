import type { FactorProof as FactorProofInput, SecondFactorState } from "../../lib/contracts/second-factor.ts";
import { checkOwnPassword, wrongField } from "../auth/check-own-password.ts";
import type { UserPrincipal } from "../auth/principal.ts";
import { passwordHashOf } from "../auth/verify-password.ts";
import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";
import { proveFactor } from "./prove-factor.ts";

/** A request of a person about their own second factor. */
export interface OwnRequest {
  readonly principal: UserPrincipal;
  readonly address: string;
  readonly requestId: string;
}

/** Where the person's second factor stands. */
export async function readSecondFactor(app: App, principal: UserPrincipal): Promise<SecondFactorState> {
  const [factor, settings, hash, backupCodesLeft] = await Promise.all([
    app.db.secondFactor.findUnique({ where: { userId: principal.id }, select: { confirmedAt: true } }),
    app.db.instanceSettings.findFirstOrThrow({ select: { secondFactorRoles: true } }),
    passwordHashOf(app, principal.id),
    app.db.backupCode.count({ where: { userId: principal.id, usedAt: null } }),
  ]);
  const since = factor?.confirmedAt?.toISOString() ?? null;
  return {
    enabled: since !== null,
    since,
    backupCodesLeft,
    required: settings.secondFactorRoles.includes(principal.role),
    available: hash !== null,
  };
}

/** Throws unless the code is right; names the field. */
export async function requireCode(
  app: App,
  request: OwnRequest & { readonly code: string; readonly unconfirmed?: boolean },
): Promise<void> {
  const { principal, code, address, requestId, unconfirmed = false } = request;
  const proof = await proveFactor(app, { user: principal, code, address, requestId, unconfirmed });
  if (proof.ok) return;
  if (proof.locked) throw new AppError("rate_limited", proof);
  throw wrongField("code", proof.detail);
}

/** Both proofs of signing in: whoever finds an open screen has neither. */
export async function requireBothProofs(
  app: App,
  request: OwnRequest & { readonly input: FactorProofInput },
): Promise<void> {
  await checkOwnPassword(app, { ...request, password: request.input.password, field: "password" });
  await requireCode(app, { ...request, code: request.input.code });
}
