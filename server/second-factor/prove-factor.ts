import { writeAudit } from "../audit/write-audit.ts";
import type { SecondFactor } from "../db/generated/client.ts";
import { Sql, type Transaction } from "../db/prisma.ts";
import type { App } from "../http/app.ts";
import { decryptSecret, hashBackupCode, plainCode } from "./factor-secret.ts";
import { matchingStep } from "./totp.ts";

interface FactorClaim {
  readonly user: { readonly id: string; readonly email: string };
  readonly code: string;
  readonly address: string;
  readonly requestId: string;
  /** A secret that is being set up, instead of the one in force. */
  readonly unconfirmed?: boolean;
}

export type FactorProof =
  | { readonly ok: true; readonly by: "app" | "backup code" }
  | { readonly ok: false; readonly locked: false; readonly detail: string }
  | { readonly ok: false; readonly locked: true; readonly detail: string; readonly retryAfterSeconds: number };

const triesBeforeLock = 5;
const firstLockMs = 15 * 60_000;
const longestLockMs = 24 * 3_600_000;

/** Each further five failures double the time: 15 min, 30 min, an hour, at most a day. */
function lockMs(failed: number): number {
  return Math.min(longestLockMs, firstLockMs * 2 ** (Math.floor(failed / triesBeforeLock) - 1));
}

const wrong = { ok: false, locked: false, detail: "The code is wrong, too old, or was used already." } as const;

/** Encrypted with a secret that the instance has no more. */
const unreadable = {
  ok: false,
  locked: false,
  detail:
    "The second factor cannot be read: the instance has got another secret since it was set up. An administrator can reset it.",
} as const;

function lockedFor(ms: number): FactorProof {
  const minutes = Math.max(1, Math.ceil(ms / 60_000));
  const detail = `Too many wrong codes: locked for ${minutes} minute${minutes === 1 ? "" : "s"}. An administrator can reset the second factor.`;
  return { ok: false, locked: true, detail, retryAfterSeconds: Math.max(1, ms / 1000) };
}

async function recogniseCode(
  app: App,
  tx: Transaction,
  factor: SecondFactor,
  claim: FactorClaim,
): Promise<"app" | "backup code" | "unreadable" | null> {
  const code = plainCode(claim.code);
  if (/^\d{6}$/.test(code)) {
    const secret = await decryptSecret(app, factor.secret).catch(() => null);
    if (secret === null) return "unreadable";
    const step = matchingStep(secret, { code, now: app.now(), lastStep: Number(factor.lastStep) });
    if (step === null) return null;
    await tx.secondFactor.update({ where: { userId: factor.userId }, data: { lastStep: step } });
    return "app";
  }
  if (claim.unconfirmed) return null;
  const hash = new Uint8Array(hashBackupCode(app, factor.userId, code));
  const { count } = await tx.backupCode.updateMany({
    where: { userId: factor.userId, hash, usedAt: null },
    data: { usedAt: app.now() },
  });
  return count === 1 ? "backup code" : null;
}

async function countFailure(app: App, tx: Transaction, factor: SecondFactor, claim: FactorClaim): Promise<FactorProof> {
  const failed = factor.failed + 1;
  const locks = failed % triesBeforeLock === 0;
  const lockedUntil = locks ? new Date(app.now().getTime() + lockMs(failed)) : null;
  await tx.secondFactor.update({ where: { userId: factor.userId }, data: { failed, lockedUntil } });
  if (!locks) return wrong;
  const { user, address, requestId } = claim;
  await writeAudit(tx, {
    actor: { kind: "system", name: "anonymous", address, requestId },
    action: "secondFactor.lock",
    resource: `user:${user.email}`,
    outcome: "failure",
    after: { failed, minutes: lockMs(failed) / 60_000 },
  });
  return lockedFor(lockMs(failed));
}

/**
 * Whether the code is the person's, from the app or one of the backup codes. One at a time for a person, so that
 * guesses sent at once are counted each; a failure is committed, which is why this answers and does not throw.
 */
export function proveFactor(app: App, claim: FactorClaim): Promise<FactorProof> {
  return app.db.$transaction(async (tx) => {
    await tx.$queryRaw(Sql.sql`SELECT 1 FROM second_factor WHERE user_id = ${claim.user.id} FOR UPDATE`);
    const factor = await tx.secondFactor.findUnique({ where: { userId: claim.user.id } });
    if (factor === null || (factor.confirmedAt === null) !== (claim.unconfirmed === true)) return wrong;
    const lockedMs = (factor.lockedUntil?.getTime() ?? 0) - app.now().getTime();
    if (lockedMs > 0) return lockedFor(lockedMs);
    const by = await recogniseCode(app, tx, factor, claim);
    if (by === "unreadable") return unreadable;
    if (by === null) return countFailure(app, tx, factor, claim);
    await tx.secondFactor.update({ where: { userId: factor.userId }, data: { failed: 0, lockedUntil: null } });
    if (by === "backup code") {
      await writeAudit(tx, {
        actor: { kind: "user", name: claim.user.email, address: claim.address, requestId: claim.requestId },
        action: "secondFactor.useBackupCode",
        resource: `user:${claim.user.email}`,
        outcome: "success",
      });
    }
    return { ok: true, by };
  });
}
