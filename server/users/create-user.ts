import { randomUUID } from "node:crypto";
import type { UserCreate, UserRow } from "../../lib/contracts/users.ts";
import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { oneTimePassword } from "../auth/one-time-password.ts";
import type { Transaction } from "../db/prisma.ts";
import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";
import { recordAccountAct } from "./record-account-act.ts";
import { userRow, withSignIns } from "./user-row.ts";

interface UserCreation {
  readonly input: UserCreate;
  readonly actor: Actor;
}

/** Makes a person with a one-time password, which the first sign-in demands to be changed. */
export async function createUser(
  app: App,
  tx: Transaction,
  { input, actor }: UserCreation,
): Promise<{ readonly user: UserRow; readonly password: string }> {
  const email = input.email.toLowerCase();
  const taken = await tx.user.findUnique({ where: { email }, select: { id: true } });
  if (taken !== null) throw new AppError("unprocessable", { detail: `${email} has an account already.` });
  const password = oneTimePassword();
  const { password: hasher } = await app.auth.$context;
  const hash = await hasher.hash(password);
  const id = randomUUID();
  const user = await tx.user.create({
    data: {
      id,
      email,
      name: input.name,
      role: input.role,
      mustChangePassword: true,
      accounts: { create: { id: randomUUID(), accountId: id, providerId: "credential", password: hash } },
    },
    include: withSignIns,
  });
  const row = userRow(user);
  await recordAccountAct(tx, { actor: actor.name, subjectId: id, kind: "created", before: null });
  await writeAudit(tx, { actor, action: "user.create", resource: `user:${email}`, outcome: "success", after: row });
  return { user: row, password };
}
