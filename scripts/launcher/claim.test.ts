import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { claimState, readRunFile } from "./claim.ts";

describe("the claim to a state folder", () => {
  let stateDir: string;
  beforeEach(() => {
    stateDir = mkdtempSync(join(tmpdir(), "tideline-claim-"));
  });
  afterEach(() => rmSync(stateDir, { recursive: true }));

  it("is one launcher's at a time, and free again when that one is done", () => {
    const first = claimState(stateDir);
    expect(claimState(stateDir)).toEqual({ ok: false, pid: process.pid });
    if (!first.ok) throw new Error("the folder was free");
    first.claim.publish("http://127.0.0.1:3000");
    expect(readRunFile(stateDir)).toEqual({ url: "http://127.0.0.1:3000", pid: process.pid });
    first.claim.release();
    expect(readRunFile(stateDir)).toBeUndefined();
    expect(claimState(stateDir).ok).toBe(true);
  });

  it.each([
    ["is gone", { pid: 2 ** 22 + 1, started: "1" }],
    ["is another one with the same number", { pid: process.pid, started: "1" }],
  ])("passes on when its process %s", (_case, holder) => {
    writeFileSync(join(stateDir, "launcher.json"), JSON.stringify(holder));
    writeFileSync(join(stateDir, "run.json"), JSON.stringify({ url: "http://127.0.0.1:1", pid: process.pid }));
    expect(claimState(stateDir).ok).toBe(true);
    expect(existsSync(join(stateDir, "run.json"))).toBe(false);
    expect(JSON.parse(readFileSync(join(stateDir, "launcher.json"), "utf8"))).toMatchObject({ pid: process.pid });
  });
});
