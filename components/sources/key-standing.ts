import type { ApiKeyRow } from "../../lib/contracts/keys.ts";

export type KeyStanding = "active" | "soon" | "expired" | "revoked";

const soonMs = 14 * 86_400_000;

/** Whether a key works, and for how long still. */
export function keyStanding(key: Pick<ApiKeyRow, "expiresAt" | "revokedAt">, nowMs: number): KeyStanding {
  if (key.revokedAt !== null) return "revoked";
  if (key.expiresAt === null) return "active";
  const leftMs = Date.parse(key.expiresAt) - nowMs;
  if (leftMs <= 0) return "expired";
  return leftMs < soonMs ? "soon" : "active";
}
