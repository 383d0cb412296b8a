import { createHash, randomUUID } from "node:crypto";
import { type Database, Sql } from "../db/prisma.ts";
import { AppError } from "../http/app-error.ts";

const windowMs = 15 * 60_000;

/**
 * Attempts in a quarter of an hour. The pair stops guessing at one account; the account stops guessing from many
 * addresses, generously, because anyone could otherwise lock a person out; the address stops spraying one password
 * over many accounts.
 */
const most = { pair: 6, account: 30, address: 60 } as const;

interface Attempt {
  readonly email: string;
  readonly address: string;
}

function keysOf({ email, address }: Attempt): readonly { readonly key: string; readonly most: number }[] {
  // Hashed: what people type into the e-mail field may be their password.
  const account = createHash("sha256").update(email.trim().toLowerCase()).digest("base64url");
  return [
    { key: `sign-in pair ${account} ${address}`, most: most.pair },
    { key: `sign-in account ${account}`, most: most.account },
    { key: `sign-in address ${address}`, most: most.address },
  ];
}

interface CountRow {
  readonly key: string;
  readonly count: number;
  readonly started: bigint;
}

/**
 * Counts an attempt before the password is looked at, so that guesses sent at once cannot all pass; throws
 * `rate_limited` with the time to wait. Kept in the database: a restart or a second process forgets nothing.
 */
export async function countSignInAttempt(db: Database, attempt: Attempt, now: Date): Promise<void> {
  const limits = keysOf(attempt);
  const nowMs = BigInt(now.getTime());
  const expired = nowMs - BigInt(windowMs);
  // In one order always, or two attempts could wait for each other.
  const values = Sql.join(
    [...limits]
      .sort((a, b) => (a.key < b.key ? -1 : 1))
      .map(({ key }) => Sql.sql`(${randomUUID()}, ${key}, 1, ${nowMs})`),
  );
  const rows = await db.$queryRaw<CountRow[]>(Sql.sql`
    INSERT INTO rate_limit (id, key, count, last_request) VALUES ${values}
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN rate_limit.last_request <= ${expired} THEN 1 ELSE rate_limit.count + 1 END,
      last_request = CASE WHEN rate_limit.last_request <= ${expired} THEN excluded.last_request
        ELSE rate_limit.last_request END
    RETURNING key, count, last_request AS started`);
  for (const { key, count, started } of rows) {
    if (count <= (limits.find((limit) => limit.key === key)?.most ?? 0)) continue;
    const waitMs = Number(started) + windowMs - now.getTime();
    throw new AppError("rate_limited", {
      detail: "Too many attempts to sign in. Wait, or ask an administrator.",
      retryAfterSeconds: Math.max(1, waitMs / 1000),
    });
  }
}

/** After a right password: this attempt was none, and earlier typing errors of the person are forgiven. */
export async function forgiveSignInAttempts(db: Database, attempt: Attempt): Promise<void> {
  const [pair, account, address] = keysOf(attempt).map(({ key }) => key);
  await db.$executeRaw(Sql.sql`DELETE FROM rate_limit WHERE key IN (${pair}, ${account})`);
  // Only its own attempt is taken back: an account of one's own must not clear the way for spraying.
  await db.$executeRaw(Sql.sql`UPDATE rate_limit SET count = greatest(count - 1, 0) WHERE key = ${address}`);
}
