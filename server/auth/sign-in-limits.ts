import { createHash, randomUUID } from "node:crypto";
import { writeAudit } from "../audit/write-audit.ts";
import { type DatabaseOrTransaction, Sql } from "../db/prisma.ts";
import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";

const windowMs = 15 * 60_000;

/**
 * Attempts in a quarter of an hour. The pair stops guessing at one account; the account stops guessing from many
 * addresses, generously, because anyone could otherwise lock a person out; the address stops spraying one password
 * over many accounts.
 */
const limits = {
  pair: { most: 6, who: "for this account from your address" },
  account: { most: 30, who: "for this account" },
  address: { most: 60, who: "from your address" },
} as const;
type LimitName = keyof typeof limits;

interface Attempt {
  readonly email: string;
  readonly address: string;
  readonly requestId: string;
}

// Hashed: what people type into the e-mail field may be their password.
const accountOf = (email: string) => createHash("sha256").update(email.trim().toLowerCase()).digest("base64url");
const pairPrefix = (email: string) => `sign-in pair ${accountOf(email)} `;
const accountKey = (email: string) => `sign-in account ${accountOf(email)}`;

function keysOf({ email, address }: Pick<Attempt, "email" | "address">): Readonly<Record<LimitName, string>> {
  return {
    pair: `${pairPrefix(email)}${address}`,
    account: accountKey(email),
    address: `sign-in address ${address}`,
  };
}

interface CountRow {
  readonly key: string;
  readonly count: number;
  readonly started: bigint;
}

async function countKeys(app: App, keys: readonly string[]): Promise<CountRow[]> {
  const nowMs = BigInt(app.now().getTime());
  const expired = nowMs - BigInt(windowMs);
  // In one order always, or two attempts could wait for each other.
  const values = Sql.join([...keys].sort().map((key) => Sql.sql`(${randomUUID()}, ${key}, 1, ${nowMs})`));
  return app.db.$queryRaw<CountRow[]>(Sql.sql`
    INSERT INTO rate_limit (id, key, count, last_request) VALUES ${values}
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN rate_limit.last_request <= ${expired} THEN 1 ELSE rate_limit.count + 1 END,
      last_request = CASE WHEN rate_limit.last_request <= ${expired} THEN excluded.last_request
        ELSE rate_limit.last_request END
    RETURNING key, count, last_request AS started`);
}

/** The first attempt over a limit is recorded, not the flood that may follow it. */
async function recordLockOut(app: App, attempt: Attempt, limit: LimitName): Promise<void> {
  await writeAudit(app.db, {
    actor: { kind: "system", name: "anonymous", address: attempt.address, requestId: attempt.requestId },
    action: "session.lockOut",
    resource: `user:${attempt.email.toLowerCase()}`,
    outcome: "failure",
    after: { limit, attempts: limits[limit].most, minutes: windowMs / 60_000 },
  });
}

function refusal(app: App, limit: LimitName, started: bigint): AppError {
  const waitMs = Math.max(1000, Number(started) + windowMs - app.now().getTime());
  const minutes = Math.ceil(waitMs / 60_000);
  return new AppError("rate_limited", {
    detail: `Too many attempts ${limits[limit].who}. Try again in ${minutes} minute${minutes === 1 ? "" : "s"}, or ask an administrator.`,
    retryAfterSeconds: waitMs / 1000,
  });
}

/**
 * Counts an attempt before the password is looked at, so that guesses sent at once cannot all pass; throws
 * `rate_limited` with the time to wait. Kept in the database: a restart or a second process forgets nothing.
 */
export async function countSignInAttempt(app: App, attempt: Attempt): Promise<void> {
  const keys = keysOf(attempt);
  const rows = new Map((await countKeys(app, Object.values(keys))).map((row) => [row.key, row]));
  for (const limit of ["pair", "account", "address"] as const) {
    const { count = 0, started = 0n } = rows.get(keys[limit]) ?? {};
    if (count <= limits[limit].most) continue;
    if (count === limits[limit].most + 1) await recordLockOut(app, attempt, limit);
    throw refusal(app, limit, started);
  }
}

/** Counts an attempt that names no account: tokens are guessed from an address. */
export async function countAddressAttempt(app: App, address: string): Promise<void> {
  const [row] = await countKeys(app, [`sign-in address ${address}`]);
  if (row !== undefined && row.count > limits.address.most) throw refusal(app, "address", row.started);
}

/** After a right password: this attempt was none, and earlier typing errors of the person are forgiven. */
export async function forgiveSignInAttempts(
  db: DatabaseOrTransaction,
  attempt: Pick<Attempt, "email" | "address">,
): Promise<void> {
  const { pair, account, address } = keysOf(attempt);
  await db.$executeRaw(Sql.sql`DELETE FROM rate_limit WHERE key IN (${pair}, ${account})`);
  // Only its own attempt is taken back: an account of one's own must not clear the way for spraying.
  await db.$executeRaw(Sql.sql`UPDATE rate_limit SET count = greatest(count - 1, 0) WHERE key = ${address}`);
}

/** Lets a locked-out person try again: an administrator gave them another password. */
export async function liftLockOut(db: DatabaseOrTransaction, email: string): Promise<void> {
  await db.$executeRaw(Sql.sql`
    DELETE FROM rate_limit WHERE key = ${accountKey(email)} OR starts_with(key, ${pairPrefix(email)})`);
}
