import type { App } from "../http/app.ts";

/**
 * Whether the password belongs to the hash. Without a hash as much work is done, so that the time an answer takes does
 * not tell who has an account.
 */
export async function verifyPassword(app: App, hash: string | null, password: string): Promise<boolean> {
  const { password: hasher } = await app.auth.$context;
  if (hash !== null) return hasher.verify({ hash, password });
  await hasher.hash(password);
  return false;
}

/** The hash of the person's own password, or null where they sign in elsewhere only. */
export async function passwordHashOf(app: App, userId: string): Promise<string | null> {
  const account = await app.db.account.findFirst({
    where: { userId, providerId: "credential" },
    select: { password: true },
  });
  return account?.password ?? null;
}
