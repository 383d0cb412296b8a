import { oneTimePassword } from "../auth/one-time-password.ts";
import type { Transaction } from "../db/prisma.ts";
import type { App } from "../http/app.ts";

/** Replaces the person's password by one for a single use and ends all their sessions. */
export async function setOneTimePassword(app: App, tx: Transaction, userId: string): Promise<string> {
  const password = oneTimePassword();
  const { password: hasher } = await app.auth.$context;
  const hash = await hasher.hash(password);
  await tx.account.updateMany({ where: { userId, providerId: "credential" }, data: { password: hash } });
  await tx.user.update({ where: { id: userId }, data: { mustChangePassword: true } });
  await tx.session.deleteMany({ where: { userId } });
  return password;
}
