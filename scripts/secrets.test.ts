import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { loadSecrets } from "./secrets.ts";

it("makes secrets once, each its own, readable by their owner alone", () => {
  const stateDir = mkdtempSync(join(tmpdir(), "tideline-secrets-"));
  const secrets = loadSecrets(stateDir);
  expect(loadSecrets(stateDir)).toEqual(secrets);
  expect(new Set(Object.values(secrets)).size).toBe(4);
  for (const secret of Object.values(secrets)) expect(Buffer.from(secret, "base64url")).toHaveLength(32);
  expect(statSync(join(stateDir, "secrets.json")).mode & 0o777).toBe(0o600);
  rmSync(stateDir, { recursive: true });
});
