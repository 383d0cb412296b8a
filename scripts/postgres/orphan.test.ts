import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isAlive } from "../processes.ts";
import { createSecrets } from "../secrets.ts";
import { assertDurable } from "./durability.ts";
import { stopOrphan } from "./orphan.ts";
import { assertOwned } from "./program.ts";
import { superuserUrl } from "./roles.ts";
import { type PostgresServer, removeServerFiles, startServer } from "./server.ts";
import { throwAwaySettings } from "./settings.ts";

describe("the embedded server", { timeout: 120_000 }, () => {
  const secrets = createSecrets();
  let stateDir: string;
  let server: PostgresServer;

  const start = () =>
    startServer({
      stateDir,
      superuserPassword: secrets.postgresSuperuser,
      settings: throwAwaySettings,
      durable: false,
    });

  beforeAll(async () => {
    stateDir = mkdtempSync(join(tmpdir(), "tideline-orphan-"));
    chmodSync(stateDir, 0o711);
    server = await start();
  }, 120_000);
  afterAll(async () => {
    await server.stop();
    removeServerFiles(stateDir);
  });

  it("is refused for real data while fsync is off", async () => {
    await expect(assertDurable(superuserUrl(server.address, secrets))).rejects.toThrow("fsync off");
  });

  it("takes the place of one that an earlier start left behind", async () => {
    const orphan = server;
    server = await start();
    expect(server.pid).not.toBe(orphan.pid);
    expect(isAlive(orphan.pid)).toBe(false);
  });

  it("starts again after SIGKILL", async () => {
    process.kill(server.pid, "SIGKILL");
    expect(await server.exited).toBe("SIGKILL");
    server = await start();
    expect(isAlive(server.pid)).toBe(true);
  });

  it.runIf(process.platform === "linux")("leaves a process alone whose number an old lock names", async () => {
    const folder = mkdtempSync(join(tmpdir(), "tideline-stale-"));
    const lock = ["PID", folder, "1", "5432", "/nowhere", "", "", "ready"]
      .join("\n")
      .replace("PID", String(process.pid));
    writeFileSync(join(folder, "postmaster.pid"), lock);
    expect(await stopOrphan(folder, "password")).toBe("stale");
    expect(() => readFileSync(join(folder, "postmaster.pid"))).toThrow("ENOENT");
    rmSync(folder, { recursive: true });
  });

  it("keeps no data in a folder that somebody else made", () => {
    const owner = process.getuid?.() ?? 0;
    expect(() => assertOwned(tmpdir(), owner + 1)).toThrow("refusing to keep the database there");
    expect(() => assertOwned(stateDir, owner)).not.toThrow();
  });
});
