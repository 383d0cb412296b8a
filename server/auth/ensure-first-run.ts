import { mkdir } from "node:fs/promises";
import { writeAudit } from "../audit/write-audit.ts";
import { Sql, type Transaction } from "../db/prisma.ts";
import { type App, processApp } from "../http/app.ts";
import { createUser } from "../users/create-user.ts";
import { setOneTimePassword } from "../users/set-one-time-password.ts";
import { readFirstRun, writeFirstRun } from "./first-run-file.ts";

const firstEmail = "admin@tideline.local";
/** Any number that no other lock of ours uses. */
const firstRunLock = 7_461_001;
const system = { kind: "system", name: "first run", address: null, requestId: null } as const;

/** Makes the password of the first administrator: for a new one, or for one that never used the last password. */
async function prepareFirstAdmin(app: App, tx: Transaction): Promise<string | null> {
  const users = await tx.user.findMany({ take: 2, select: { id: true, email: true, mustChangePassword: true } });
  const [first] = users;
  if (first === undefined) {
    const input = { email: firstEmail, name: "Administrator", role: "admin" } as const;
    const { password } = await createUser(app, tx, { input, actor: system });
    return password;
  }
  const isUnused = users.length === 1 && first.email === firstEmail && first.mustChangePassword;
  if (!isUnused || (await readFirstRun(app.settings.stateDir)) !== null) return null;
  // The file was lost before anyone signed in: without it nobody ever could.
  const password = await setOneTimePassword(app, tx, first.id);
  await writeAudit(tx, {
    actor: system,
    action: "user.resetPassword",
    resource: `user:${firstEmail}`,
    outcome: "success",
  });
  return password;
}

/**
 * On an empty database makes an administrator with a one-time password and leaves both in first-run.json. Two processes
 * starting at once make one. The file is written before the commit: a file for nobody is replaced at the next start, an
 * administrator without a file could never sign in.
 */
export async function ensureFirstRun(app: App = processApp()): Promise<void> {
  const { stateDir, publicUrl } = app.settings;
  await mkdir(stateDir, { recursive: true, mode: 0o700 });
  await app.db.$transaction(async (tx) => {
    await tx.$executeRaw(Sql.sql`SELECT pg_advisory_xact_lock(${firstRunLock})`);
    const password = await prepareFirstAdmin(app, tx);
    if (password !== null) await writeFirstRun(stateDir, { url: publicUrl, email: firstEmail, password });
  });
}
