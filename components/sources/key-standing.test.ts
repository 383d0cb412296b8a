import { expect, test } from "vitest";
import { keyStanding } from "./key-standing.ts";

const now = Date.parse("2026-11-26T00:00:00Z");

test.each([
  ["without an end", { expiresAt: null, revokedAt: null }, "active"],
  ["with an end next year", { expiresAt: "2027-11-26T00:00:00Z", revokedAt: null }, "active"],
  ["with an end next week", { expiresAt: "2026-12-03T00:00:00Z", revokedAt: null }, "soon"],
  ["that ended this moment", { expiresAt: "2026-11-26T00:00:00Z", revokedAt: null }, "expired"],
  ["revoked before its end", { expiresAt: "2027-11-26T00:00:00Z", revokedAt: "2026-11-25T00:00:00Z" }, "revoked"],
] as const)("a key %s", (_name, key, standing) => {
  expect(keyStanding(key, now)).toBe(standing);
});
